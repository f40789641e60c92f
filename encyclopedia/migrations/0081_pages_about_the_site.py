"""A kind of its own for pages about the site."""

import django.db.models.deletion
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0080_first_shown'),
    ]

    operations = [KeepTriggers([
        migrations.CreateModel(
            name='SitePage',
            fields=[
                ('entry_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='encyclopedia.entry')),
            ],
            options={
                'verbose_name': 'page about the site',
                'verbose_name_plural': 'pages about the site',
            },
            bases=('encyclopedia.entry',),
        ),
        migrations.RemoveConstraint(
            model_name='entry',
            name='entry_kind_is_known',
        ),
        migrations.RemoveIndex(
            model_name='entry',
            name='entry_newest_first',
        ),
        migrations.AlterField(
            model_name='address',
            name='kind',
            field=models.CharField(choices=[('article', 'Article'), ('person', 'Person'), ('organisation', 'Organisation'), ('source', 'Source'), ('page', 'About this site')], max_length=12),
        ),
        migrations.AlterField(
            model_name='edition',
            name='kind',
            field=models.CharField(choices=[('article', 'Article'), ('person', 'Person'), ('organisation', 'Organisation'), ('source', 'Source'), ('page', 'About this site')], max_length=12),
        ),
        migrations.AlterField(
            model_name='entry',
            name='kind',
            field=models.CharField(choices=[('article', 'Article'), ('person', 'Person'), ('organisation', 'Organisation'), ('source', 'Source'), ('page', 'About this site')], max_length=12),
        ),
        migrations.AlterField(
            model_name='searchname',
            name='kind',
            field=models.CharField(choices=[('article', 'Article'), ('person', 'Person'), ('organisation', 'Organisation'), ('source', 'Source'), ('page', 'About this site')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(models.Q(('kind', 'source'), _negated=True), models.Q(('kind', 'page'), _negated=True)), fields=['-published_at', 'id'], name='entry_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['article', 'person', 'organisation', 'source', 'page'])), name='entry_kind_is_known'),
        ),
    ])]
