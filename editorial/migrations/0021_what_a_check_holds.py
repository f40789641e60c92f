"""What a check is bound to: work, context and all that was typed of the source; confirmations, and upgraded digests."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers, frozen_sql


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0020_verifiable_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [KeepTriggers([
        migrations.AddField(
            model_name='check',
            name='context',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='check',
            name='prefix',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='check',
            name='source',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='check',
            name='suffix',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='check',
            name='version',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='check',
            name='work',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='draftcitation',
            name='context',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='draftcitation',
            name='prefix',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='draftcitation',
            name='standing',
            field=models.CharField(default='unchecked', max_length=20),
        ),
        migrations.AddField(
            model_name='draftcitation',
            name='suffix',
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('context', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('check_made', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='editorial.check')),
                ('manuscript', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='editorial.manuscript')),
            ],
            options={
                'verbose_name': 'confirmation',
                'verbose_name_plural': 'confirmations',
                'default_permissions': (),
                'indexes': [models.Index(fields=['digest', 'context', '-at'], name='confirmation_by_use')],
            },
        ),
        migrations.CreateModel(
            name='DigestUpgrade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('old', models.CharField(max_length=64)),
                ('new', models.CharField(blank=True, db_index=True, max_length=64)),
                ('version', models.PositiveSmallIntegerField()),
                ('context', models.CharField(blank=True, max_length=64)),
                ('source', models.UUIDField(null=True)),
                ('work', models.CharField(blank=True, max_length=64)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.event')),
                ('manuscript', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.manuscript')),
            ],
            options={
                'verbose_name': 'upgraded digest',
                'verbose_name_plural': 'upgraded digests',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('old', 'revision'), name='digest_upgraded_once')],
            },
        ),
    ]), frozen_sql(__file__)]
