"""Each person chooses the language of their screens and letters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0122_import_decisions")]

    operations = [
        migrations.AddField(
            model_name="profile",
            name="office_language",
            field=models.CharField(blank=True, max_length=20),
        ),
    ]
