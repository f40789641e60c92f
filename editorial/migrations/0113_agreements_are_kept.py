"""What was signed never changes, and no agreement is made or ended without its event."""

from django.db import migrations

from encyclopedia.migrations._operations import frozen_sql


class Migration(migrations.Migration):
    dependencies = [("editorial", "0112_outside_identities")]
    operations = [frozen_sql(__file__)]
