"""Manuscripts of pages about the site."""

from django.conf import settings
from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0092_who_named_the_work'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [KeepTriggers([
        migrations.CreateModel(
            name='PageManuscript',
            fields=[
            ],
            options={
                'verbose_name': 'page about the site',
                'verbose_name_plural': 'pages about the site',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('editorial.manuscript',),
        ),
        migrations.RemoveConstraint(
            model_name='manuscript',
            name='manuscript_kind_is_known',
        ),
        migrations.AlterField(
            model_name='manuscript',
            name='kind',
            field=models.CharField(choices=[('article', 'Article'), ('person', 'Person'), ('organisation', 'Organisation'), ('source', 'Source'), ('page', 'About this site')], max_length=12, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='manuscript',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['article', 'person', 'organisation', 'source', 'page'])), name='manuscript_kind_is_known'),
        ),
    ])]
