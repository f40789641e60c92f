"""What was brought in stands with who brought it in, so that words that go and come back bring their writers."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [("editorial", "0071_waivers_name_their_version")]
    operations = [
        KeepTriggers(
            [
                migrations.AddField(
                    model_name="contribution",
                    name=name,
                    field=models.TextField(default=""),
                )
                for name in ("words", "source_key", "locator", "quotation")
            ]
        ),
    ]
