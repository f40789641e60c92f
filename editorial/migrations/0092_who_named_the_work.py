"""Who gave a key its work, once it was cited, makes no check of these citations."""

from django.db import migrations

from encyclopedia.migrations._operations import frozen_sql


class Migration(migrations.Migration):
    dependencies = [("editorial", "0091_confirmed_once")]
    operations = [frozen_sql(__file__)]
