"""To which centuries entries belong. `rebuild` fills it for what is published already."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0094_found_in_other_spellings'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchCentury',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins', models.SmallIntegerField()),
                ('text', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='centuries', to='encyclopedia.searchtext')),
            ],
            options={
                'verbose_name': 'searched century',
                'verbose_name_plural': 'searched centuries',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('text', 'begins'), name='search_century_once')],
            },
        ),
    ]
