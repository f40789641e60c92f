"""How many claims of each entry stand how, so that the home page can sum them up."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0006_what_a_check_holds'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimCounts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('supported', models.PositiveIntegerField(default=0)),
                ('partly', models.PositiveIntegerField(default=0)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('inaccessible', models.PositiveIntegerField(default=0)),
                ('context_changed', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('unchecked', models.PositiveIntegerField(default=0)),
                ('needed', models.PositiveIntegerField(default=0)),
                ('doubted', models.PositiveIntegerField(default=0)),
                ('last', models.DateTimeField(null=True)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='claim_counts', to='encyclopedia.entry')),
            ],
            options={
                'verbose_name': 'count of claims',
                'verbose_name_plural': 'counts of claims',
                'default_permissions': (),
            },
        ),
    ]
