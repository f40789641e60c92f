"""The marks “citation needed” of working revisions; `rebuild` fills them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0103_bulk_runs'),
    ]

    operations = [
        migrations.CreateModel(
            name='NeededCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('line', models.PositiveIntegerField()),
                ('claim', models.TextField()),
                ('sentence', models.TextField()),
                ('reason', models.TextField(blank=True)),
                ('manuscript', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needed_citations', to='editorial.manuscript')),
            ],
            options={
                'verbose_name': 'citation needed',
                'verbose_name_plural': 'citations needed',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('manuscript', 'position'), name='needed_citation_has_one_place')],
            },
        ),
    ]
