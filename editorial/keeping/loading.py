"""Putting the rows of a back-up into a database that has its tables: all in one transaction, or none."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import Error, connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from editorial.keeping.backing_up import Progress
from editorial.keeping.dumping import JSON, columns, is_told_apart, kept_models
from editorial.keeping.folders import KeepingError
from editorial.keeping.manifest import Manifest, Table

_ROWS_AT_A_TIME = 500


def load(folder: Path, manifest: Manifest, registry: Apps, progress: Progress) -> int:
    """Replace what migrations wrote by the rows of the back-up; how many. Raises KeepingError, with nothing changed."""
    kept = {model._meta.db_table: model for model in kept_models(registry)}
    total, done = sum(table.rows for table in manifest.tables), 0
    _refuse_other_tables(manifest.tables, kept)
    try:
        with transaction.atomic(), connection.cursor() as cursor, _without_triggers(cursor, kept):
            for name in kept:
                cursor.execute(f"DELETE FROM {_quoted(name)}")  # noqa: S608
            for table in manifest.tables:
                count, rows = 0, _rows(folder, table)
                by_column = {
                    str(field.column): field
                    for field in kept[table.name]._meta.local_concrete_fields
                }
                fields = [by_column[column] for column in table.columns]
                while batch := tuple(islice(rows, _ROWS_AT_A_TIME)):
                    _insert(cursor, table, fields, batch)
                    count += len(batch)
                    progress(_("Tables"), done + count, total)
                if count != table.rows:
                    raise KeepingError(_fault(table.name, _("it has too few or too many rows")))
                done += count
                _continue_numbers(cursor, kept[table.name], table)
    except Error as error:
        raise KeepingError(
            _("The database refused the rows, and has none of them: %(why)s") % {"why": error}
        ) from error
    return done


def _refuse_other_tables(tables: list[Table], kept: dict[str, type[models.Model]]) -> None:
    named = {table.name: table for table in tables}
    for name in named.keys() ^ kept.keys():
        raise KeepingError(_fault(name, _("the tables of this release are others")))
    for name, model in kept.items():
        if sorted(named[name].columns) != sorted(columns(model)):
            raise KeepingError(_fault(name, _("its columns are others")))


def _fault(table: str, why: str) -> str:
    return _(
        "The table %(table)s of the back-up cannot be restored: %(why)s. Take another one."
    ) % {
        "table": table,
        "why": why,
    }


def _rows(folder: Path, table: Table) -> Iterator[list[Any]]:
    try:
        with gzip.open(folder / "tables" / f"{table.name}.jsonl.gz", "rb") as packed:
            for line in packed:
                row = json.loads(line)
                if not isinstance(row, list) or len(row) != len(table.columns):
                    raise KeepingError(_fault(table.name, _("a row of it is not whole")))
                yield row
    except (OSError, ValueError, zlib.error) as error:
        raise KeepingError(_fault(table.name, str(error))) from error


def _insert(
    cursor: CursorWrapper,
    table: Table,
    fields: list[models.Field[Any, Any]],
    batch: tuple[list[Any], ...],
) -> None:
    """The values of each row come in the order of the fields."""
    names = ", ".join(_quoted(column) for column in table.columns)
    places = ", ".join(["%s"] * len(fields))
    try:
        rows = [
            [_as_stored(field, value) for field, value in zip(fields, row, strict=True)]
            for row in batch
        ]
    except (ValidationError, TypeError, ValueError) as error:
        raise KeepingError(_fault(table.name, str(error))) from error
    insert = f"INSERT INTO {_quoted(table.name)} ({names}) VALUES ({places})"  # noqa: S608 - names of columns
    cursor.executemany(insert, rows)


def _as_stored(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, models.JSONField):
        if value is None and field.null:
            return None
        if field.null and is_told_apart(value):
            value = value[JSON]
        return connection.ops.adapt_json_value(value, field.encoder)
    return field.get_db_prep_save(field.to_python(value), connection)


def _continue_numbers(cursor: CursorWrapper, model: type[models.Model], table: Table) -> None:
    """The next number that the database gives is one that it never gave before."""
    if not table.next:
        return
    key = str(model._meta.pk.column)
    if connection.vendor == "sqlite":
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, table.next]
        )
    else:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table.name, key, table.next]
        )


@contextmanager
def _without_triggers(cursor: CursorWrapper, kept: dict[str, Any]) -> Iterator[None]:
    """Triggers tell whether a move may be made; these rows were made by moves, and are verified as a whole later."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {_quoted(name)}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%%fts5%%'"
        )
        for (name,) in cursor.fetchall():
            # The index of words over a table, which triggers fill otherwise.
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608
    else:
        # What is put off until the end is looked at now: PostgreSQL changes no table while anything waits.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        for name in kept:
            cursor.execute(f"ALTER TABLE {_quoted(name)} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in kept:
            cursor.execute(f"ALTER TABLE {_quoted(name)} ENABLE TRIGGER USER")


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
