"""The words of working revisions, with each database's own index over them; `rebuild` fills them."""

import django.db.models.deletion
from django.db import migrations, models

from encyclopedia.migrations._operations import frozen_sql


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0100_profiles'),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(db_index=True, max_length=35, verbose_name='language')),
                ('words', models.TextField()),
                ('manuscript', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft_text', to='editorial.manuscript')),
            ],
            options={
                'verbose_name': 'words of a draft',
                'verbose_name_plural': 'words of drafts',
                'default_permissions': (),
            },
        ),
        frozen_sql(__file__),
    ]
