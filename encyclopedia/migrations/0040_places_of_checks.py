"""What a check was made of besides page and quotation: the words before the key, and those behind the locator."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [
        ("encyclopedia", "0030_what_a_check_tells"),
    ]

    operations = [
        KeepTriggers([
            migrations.AddField(
                model_name="publishedcheck",
                name="prefix",
                field=models.TextField(blank=True, default=""),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name="publishedcheck",
                name="suffix",
                field=models.TextField(blank=True, default=""),
                preserve_default=False,
            ),
        ]),
    ]
