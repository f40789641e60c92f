from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0099_reserved_names'),
    ]

    operations = [
        KeepTriggers([
            migrations.AddField(
                model_name='page',
                name='language',
                field=models.CharField(blank=True, default='', max_length=20),
            ),
        ]),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['language', 'sort_key', 'id'], name='entry_by_language'),
        ),
    ]
