"""The triggers that count, among the writers of a record, those of a merged source and of all that a revert brings."""

from django.db import migrations

from encyclopedia.migrations._operations import frozen_sql


class Migration(migrations.Migration):
    dependencies = [("editorial", "0010_topic_by_key")]
    operations = [frozen_sql(__file__)]
