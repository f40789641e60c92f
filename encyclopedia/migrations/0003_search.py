"""Each database's own index over the table that search looks in.

The index follows the table by itself (triggers on SQLite, a generated column on PostgreSQL), so that no road
to the table can leave it behind. On SQLite a later migration that alters the table keeps the triggers with
`KeepTriggers` of `_operations.py`: Django copies the table to change it, and triggers are not copied.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE encyclopedia_searchindex USING fts5(
        title, aliases, summary, body,
        content='encyclopedia_searchtext', content_rowid='id', prefix='2 3',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
    )
    """,
    """
    CREATE TRIGGER encyclopedia_searchtext_added AFTER INSERT ON encyclopedia_searchtext BEGIN
        INSERT INTO encyclopedia_searchindex(rowid, title, aliases, summary, body)
        VALUES (new.id, new.title, new.aliases, new.summary, new.body);
    END
    """,
    """
    CREATE TRIGGER encyclopedia_searchtext_removed AFTER DELETE ON encyclopedia_searchtext BEGIN
        INSERT INTO encyclopedia_searchindex(encyclopedia_searchindex, rowid, title, aliases, summary, body)
        VALUES ('delete', old.id, old.title, old.aliases, old.summary, old.body);
    END
    """,
    """
    CREATE TRIGGER encyclopedia_searchtext_changed AFTER UPDATE ON encyclopedia_searchtext BEGIN
        INSERT INTO encyclopedia_searchindex(encyclopedia_searchindex, rowid, title, aliases, summary, body)
        VALUES ('delete', old.id, old.title, old.aliases, old.summary, old.body);
        INSERT INTO encyclopedia_searchindex(rowid, title, aliases, summary, body)
        VALUES (new.id, new.title, new.aliases, new.summary, new.body);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER encyclopedia_searchtext_added",
    "DROP TRIGGER encyclopedia_searchtext_removed",
    "DROP TRIGGER encyclopedia_searchtext_changed",
    "DROP TABLE encyclopedia_searchindex",
]
POSTGRESQL = [
    """
    ALTER TABLE encyclopedia_searchtext ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', aliases), 'B')
        || setweight(to_tsvector('simple', summary), 'C') || setweight(to_tsvector('simple', body), 'D')
    ) STORED
    """,
    "CREATE INDEX encyclopedia_searchtext_words ON encyclopedia_searchtext USING gin (words)",
]
POSTGRESQL_BACK = ["ALTER TABLE encyclopedia_searchtext DROP COLUMN words"]


def run(schema_editor, sqlite, postgresql):
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def forwards(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def backwards(apps, schema_editor):
    run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("encyclopedia", "0002_citation_role")]

    operations = [migrations.RunPython(forwards, backwards)]
