"""What the migrations of both apps share: SQL that is frozen in files, and triggers that outlive a change of tables.

The underscore keeps Django from taking this file for a migration. Migrations that are released depend on it: what is
here keeps doing what it does, and imports nothing of the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def frozen_sql(migration: str) -> RunPython:
    """An operation that runs the SQL beside the migration (its `__file__`): NAME.sqlite.sql or NAME.postgresql.sql.

    Statements are separated by empty lines: those after the line `-- forwards`, and to undo them those after
    `-- backwards`.
    """

    def runner(direction: str) -> Any:
        def run(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
            vendor = schema_editor.connection.vendor
            text = Path(migration).with_suffix(f".{vendor}.sql").read_text(encoding="utf-8")
            part = text.partition(f"-- {direction}\n")[2].partition("\n-- ")[0]
            for statement in filter(None, map(str.strip, part.split("\n\n"))):
                schema_editor.execute(statement, params=None)

        return run

    return RunPython(runner("forwards"), runner("backwards"))


class KeepTriggers(SeparateDatabaseAndState):
    """Runs these operations as they are; on SQLite every trigger is set aside before and put back after them.

    SQLite has no other way to change a column or a constraint than to copy the table and drop the old one, and its
    triggers go with it; and it refuses to rename a table while a trigger names one that is not there. Nothing
    is guarded meanwhile and search is not kept up: only changes of tables belong in here, none of rows.

    Raises RuntimeError when a trigger does not fit the tables any more. Drop that one in an operation before this one,
    and set up its new form in one after it (`frozen_sql`).
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        super().__init__(operations, operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.database_operations], {}

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        with _triggers_aside(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        with _triggers_aside(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Keep the triggers over: " + "; ".join(
            operation.describe() for operation in self.database_operations
        )


@contextmanager
def _triggers_aside(schema_editor: BaseDatabaseSchemaEditor) -> Iterator[None]:
    connection = schema_editor.connection
    if connection.vendor != "sqlite":
        yield
        return
    if not (connection.in_atomic_block or schema_editor.collect_sql):
        raise RuntimeError(
            "A migration with KeepTriggers is atomic, or an error would lose the triggers."
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        triggers = cursor.fetchall()
    for name, _sql in triggers:
        schema_editor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}", params=None)
    yield
    for name, sql in triggers:
        try:
            schema_editor.execute(sql, params=None)
        except DatabaseError as error:
            raise RuntimeError(f"The trigger {name} cannot be put back: {error}.") from error
    try:
        # To rename any table SQLite reads all triggers; otherwise it would miss a column only when one fires.
        schema_editor.execute("CREATE TABLE triggers_are_read (id integer)", params=None)
        schema_editor.execute(
            "ALTER TABLE triggers_are_read RENAME TO triggers_were_read", params=None
        )
        schema_editor.execute("DROP TABLE triggers_were_read", params=None)
    except DatabaseError as error:
        raise RuntimeError(f"A trigger does not fit the changed tables: {error}.") from error
