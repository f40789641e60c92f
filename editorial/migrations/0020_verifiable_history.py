"""Events in two halves, and triggers that let no row of history in without its event."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers, frozen_sql


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0012_plain_labels'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        KeepTriggers([
            # Every event that is there is of format 1.
            migrations.AddField(
                model_name='event',
                name='format',
                field=models.PositiveSmallIntegerField(default=1),
            ),
            migrations.AlterField(
                model_name='event',
                name='format',
                field=models.PositiveSmallIntegerField(default=2),
            ),
            migrations.AddField(
                model_name='event',
                name='private',
                field=models.JSONField(default=dict),
            ),
            migrations.AddField(
                model_name='event',
                name='salt',
                field=models.CharField(blank=True, max_length=32),
            ),
            migrations.AddField(
                model_name='event',
                name='private_hash',
                field=models.CharField(blank=True, max_length=64),
            ),
            migrations.AlterField(
                model_name='event',
                name='by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
        ]),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['manuscript', 'at'], name='event_by_time'),
        ),
        frozen_sql(__file__),
    ]
