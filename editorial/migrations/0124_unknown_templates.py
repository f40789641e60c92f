from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0123_office_language'),
    ]

    operations = [
        KeepTriggers([
            migrations.AddField(
                model_name='import',
                name='unknown_templates',
                field=models.JSONField(blank=True, default=dict),
            ),
            migrations.AlterField(
                model_name='import',
                name='kind',
                field=models.CharField(choices=[('mediawiki', 'MediaWiki export'), ('bibliography', 'Bibliography (BibTeX, RIS, CSL-JSON)'), ('text', 'Text (plain, HTML, Word)'), ('pictures', 'Pictures for the drafts of an import')], max_length=12, verbose_name='kind'),
            ),
            migrations.RemoveConstraint(
                model_name='import',
                name='import_kind_is_known',
            ),
            migrations.AddConstraint(
                model_name='import',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mediawiki', 'bibliography', 'text', 'pictures'])), name='import_kind_is_known'),
            ),
        ]),
    ]
