"""A citation is confirmed in a context once at a time: one event has no second confirmation of it."""

from django.db import migrations

from encyclopedia.migrations._operations import frozen_sql


class Migration(migrations.Migration):
    dependencies = [("editorial", "0090_hold_by_use")]
    operations = [frozen_sql(__file__)]
