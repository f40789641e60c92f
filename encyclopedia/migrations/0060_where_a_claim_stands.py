"""What a claim is read with, in words, for its page; `rebuild` fills it."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0053_count_what_is_published")]

    operations = [
        KeepTriggers(
            [
                migrations.AddField(
                    model_name="citation",
                    name="read_with",
                    field=models.JSONField(blank=True, default=list),
                ),
            ]
        )
    ]
