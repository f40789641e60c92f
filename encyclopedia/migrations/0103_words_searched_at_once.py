"""New words go into the index itself: a list of those that wait was read through by every search on PostgreSQL."""

from django.db import migrations

from encyclopedia.migrations._operations import frozen_sql


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0102_lists_by_language")]

    operations = [frozen_sql(__file__)]
