"""Names under an index of their own, so that search begins with them. `rebuild` fills it."""

import django.db.models.deletion
import encyclopedia.models.bytewise
from django.db import migrations, models


# As in 0003, the index follows the table by itself. SQLite's looks at single columns as it is.
POSTGRESQL = [
    """
    ALTER TABLE encyclopedia_searchtext ADD COLUMN name_words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', aliases), 'B')
    ) STORED
    """,
    "CREATE INDEX encyclopedia_searchtext_name_words ON encyclopedia_searchtext USING gin (name_words)",
]
POSTGRESQL_BACK = ["ALTER TABLE encyclopedia_searchtext DROP COLUMN name_words"]


def run(schema_editor, postgresql):
    if schema_editor.connection.vendor == "postgresql":
        for statement in postgresql:
            schema_editor.execute(statement)


def forwards(apps, schema_editor):
    run(schema_editor, POSTGRESQL)


def backwards(apps, schema_editor):
    run(schema_editor, POSTGRESQL_BACK)


class Migration(migrations.Migration):

    dependencies = [
        ('encyclopedia', '0050_lists_that_do_not_grow'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('is_title', models.BooleanField()),
                ('kind', models.CharField(choices=[('article', 'Article'), ('person', 'Person'), ('organisation', 'Organisation'), ('source', 'Source')], max_length=12)),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_names', to='encyclopedia.searchtext')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_names', to='encyclopedia.entry')),
            ],
            options={
                'verbose_name': 'searched name',
                'verbose_name_plural': 'searched names',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_title', True)), fields=('text',), name='search_title_once')],
                'indexes': [models.Index(encyclopedia.models.bytewise.Bytewise('name'), name='search_name_in_order')],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
