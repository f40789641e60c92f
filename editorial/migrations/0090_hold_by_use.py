"""A hold is on a citation where it stands: the same words in another place have a hold of their own."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0080_words_of_contributions"),
    ]

    operations = [
        KeepTriggers([
            migrations.AddField(
                model_name="hold",
                name="context",
                field=models.CharField(blank=True, default="", max_length=64),
                preserve_default=False,
            ),
            migrations.AlterField(
                model_name="hold",
                name="digest",
                field=models.CharField(max_length=64),
            ),
            migrations.AddConstraint(
                model_name="hold",
                constraint=models.UniqueConstraint(
                    fields=("digest", "context"), name="hold_once_a_use"
                ),
            ),
        ]),
    ]
