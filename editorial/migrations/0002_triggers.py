"""The triggers of the tables that are there, the one chain head, and nothing else."""

from django.db import migrations

from encyclopedia.migrations._operations import frozen_sql


def make_chain_head(apps, schema_editor):
    apps.get_model("editorial", "ChainHead").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_initial"), ("encyclopedia", "0001_initial")]
    operations = [
        frozen_sql(__file__),
        migrations.RunPython(make_chain_head, migrations.RunPython.noop),
    ]
