"""The lists of the office are narrowed to a subject: by the tag's key."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("editorial", "0009_duplicates"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(fields=["key", "manuscript"], name="topic_by_key"),
        ),
    ]
