"""What a moderator writes for readers with a verdict."""


from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0021_lineages'),
    ]

    operations = [KeepTriggers([
        migrations.AddField(
            model_name='publishedcheck',
            name='public_note',
            field=models.TextField(blank=True),
        ),
    ])]
