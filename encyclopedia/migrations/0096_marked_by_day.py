"""The sources that are marked in the order of their marks, for the list of corrections."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0095_centuries_of_entries")]

    operations = [
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                condition=~models.Q(reliability="sound"),
                fields=["-marked_at", "-entry_ptr"],
                name="source_by_mark",
            ),
        ),
    ]
