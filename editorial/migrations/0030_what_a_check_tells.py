"""What a check says besides its verdict: what was looked at and found, and what is not borne out."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0050_public_notes'),
    ]

    operations = [KeepTriggers([
        migrations.AddField(
            model_name='check',
            name='found',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='check',
            name='found_page',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='check',
            name='found_places',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='check',
            name='means',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='check',
            name='not_borne_out',
            field=models.TextField(blank=True),
        ),
    ])]
