from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0121_suppression'),
    ]

    operations = [
        KeepTriggers([
            migrations.AddField(
                model_name='import',
                name='decisions',
                field=models.JSONField(blank=True, default=dict),
            ),
        ]),
    ]
