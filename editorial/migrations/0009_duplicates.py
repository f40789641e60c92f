"""Sources that may be one work; and the triggers that keep what was merged and told apart."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import frozen_sql


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0008_imports_merges_tokens'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Duplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(max_length=10)),
                ('sure', models.BooleanField()),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editorial.manuscript')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editorial.manuscript')),
            ],
            options={
                'verbose_name': 'pair that may be one work',
                'verbose_name_plural': 'pairs that may be one work',
                'default_permissions': (),
                'indexes': [models.Index(fields=['-sure', 'id'], name='duplicate_surest_first')],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='duplicate_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='duplicate_pair_is_in_order')],
            },
        ),
        migrations.CreateModel(
            name='SourceKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('manuscript', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editorial.manuscript')),
            ],
            options={
                'verbose_name': 'key of a source',
                'verbose_name_plural': 'keys of sources',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('key', 'manuscript'), name='source_key_once')],
            },
        ),
        migrations.CreateModel(
            name='ToldApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.manuscript')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.manuscript')),
            ],
            options={
                'verbose_name': 'pair told apart',
                'verbose_name_plural': 'pairs told apart',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='told_apart_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='told_apart_pair_is_in_order')],
            },
        ),
        frozen_sql(__file__),
    ]
