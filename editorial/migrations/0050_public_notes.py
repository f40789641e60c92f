"""What a moderator writes for readers with a verdict."""


from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0042_second_checks'),
    ]

    operations = [KeepTriggers([
        migrations.AddField(
            model_name='check',
            name='public_note',
            field=models.TextField(blank=True),
        ),
    ])]
