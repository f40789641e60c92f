"""The event of a check says all that it is bound to: the trigger compares the columns that were added since."""

from django.db import migrations

from encyclopedia.migrations._operations import frozen_sql


class Migration(migrations.Migration):
    dependencies = [("editorial", "0031_pictures_of_pages")]
    operations = [frozen_sql(__file__)]
