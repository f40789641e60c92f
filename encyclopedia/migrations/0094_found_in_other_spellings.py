"""Keys by which entries are found in other spellings, under an index of their own. `rebuild` fills them."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers, frozen_sql


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0093_removals")]

    operations = [
        KeepTriggers([
            migrations.AddField(
                model_name="searchtext",
                name="keys",
                field=models.TextField(blank=True, default=""),
                preserve_default=False,
            ),
        ]),
        frozen_sql(__file__),
    ]
