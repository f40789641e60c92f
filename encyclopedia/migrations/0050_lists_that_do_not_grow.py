"""Counts that are kept, and indexes that hold the order of the lists. `rebuild` fills them."""

import django.db.models.deletion

import encyclopedia.models.bytewise
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0040_places_of_checks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('entry_id', models.UUIDField(primary_key=True, serialize=False)),
                ('tallies', models.JSONField()),
            ],
            options={
                'verbose_name': 'counted entry',
                'verbose_name_plural': 'counted entries',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=420)),
                ('times', models.IntegerField()),
            ],
            options={
                'verbose_name': 'tally',
                'verbose_name_plural': 'tallies',
                'default_permissions': (),
            },
        ),
        migrations.RemoveIndex(
            model_name='edition',
            name='edition_by_day',
        ),
        KeepTriggers([
            migrations.AddField(
                model_name='taggedentry',
                name='sort_key',
                field=models.CharField(blank=True, max_length=300),
            ),
            migrations.AlterField(
                model_name='link',
                name='target',
                field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='linked', to='encyclopedia.entry'),
            ),
        ]),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=['-published_at', '-id'], name='edition_by_day'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('change', 'new'), _negated=True)), fields=['-published_at', '-id'], name='edition_change_by_day'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('change', 'correction')), fields=['-published_at', '-id'], name='edition_correction_by_day'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('kind', 'source'), _negated=True), fields=['-published_at', 'id'], name='entry_newest_first'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(fields=['target', 'name_key', 'name'], name='link_by_target'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('target', None)), fields=['name_key', 'name'], name='link_wanted_spellings'),
        ),
        migrations.AddIndex(
            model_name='taggedentry',
            index=models.Index(fields=['tag', 'sort_key', 'content_object'], name='tagged_by_title'),
        ),
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(models.F('what'), encyclopedia.models.bytewise.Bytewise('key'), name='tally_in_order'),
        ),
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(models.F('what'), models.OrderBy(models.F('times'), descending=True), encyclopedia.models.bytewise.Bytewise('key'), name='tally_most_first'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('what', 'key'), name='tally_once'),
        ),
    ]
