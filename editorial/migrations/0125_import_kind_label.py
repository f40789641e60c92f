from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0124_unknown_templates'),
    ]

    operations = [
        KeepTriggers([
            migrations.AlterField(
                model_name='import',
                name='kind',
                field=models.CharField(choices=[('mediawiki', 'MediaWiki export'), ('bibliography', 'Bibliography (BibTeX, RIS, CSL-JSON)'), ('text', 'Text (plain, Markdown, HTML, Word, ODT)'), ('pictures', 'Pictures for the drafts of an import')], max_length=12, verbose_name='kind'),
            ),
        ]),
    ]
