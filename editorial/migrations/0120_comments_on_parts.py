"""Comments on the title, the summary, a fact and the entry as a whole, besides words of the text."""

from django.db import migrations, models

from encyclopedia.migrations._operations import KeepTriggers, frozen_sql


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0119_merging_entries'),
    ]

    operations = [
        KeepTriggers([
            migrations.RemoveConstraint(
                model_name='thread',
                name='thread_suggests_words_of_the_text',
            ),
            migrations.AddField(
                model_name='thread',
                name='part',
                field=models.CharField(default='text', max_length=7),
            ),
            migrations.AddConstraint(
                model_name='thread',
                constraint=models.CheckConstraint(condition=models.Q(('part__in', ('entry', 'title', 'summary', 'text', 'fact')), models.Q(('digest', ''), ('part', 'text'), _connector='OR')), name='thread_part_is_known'),
            ),
            migrations.AddConstraint(
                model_name='thread',
                constraint=models.CheckConstraint(condition=models.Q(('replacement__isnull', True), models.Q(('digest', ''), ('part__in', ('text', 'summary'))), _connector='OR'), name='thread_suggests_words_of_the_text'),
            ),
        ]),
        frozen_sql(__file__),
    ]
