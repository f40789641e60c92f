"""The role in which a citation was checked. Before the triggers: SQLite makes the table anew for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0001_initial")]
    run_before = [("editorial", "0002_triggers")]

    operations = [
        migrations.AddField(
            model_name="citation",
            name="role",
            field=models.CharField(blank=True, max_length=40),
        )
    ]
