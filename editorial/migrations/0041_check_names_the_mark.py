"""A check names the mark of its source that the moderator was shown."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("editorial", "0040_contributions")]
    operations = [
        KeepTriggers(
            [
                migrations.AddField(
                    model_name="check",
                    name="source_mark",
                    field=models.CharField(blank=True, default="", max_length=12),
                ),
            ]
        ),
    ]
