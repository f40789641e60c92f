"""Tables as lines of JSON, the same from either database, read in one moment while others write."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import connection, models

from editorial.keeping.manifest import Table
from editorial.keeping.sums import Summed

# Who is signed in where: after a restore everybody signs in again.
LEFT_OUT = frozenset({"django_session", "usersessions_usersession"})
# The only key of what stands for JSON's own null.
JSON = "json"
_ROWS_AT_A_TIME = 1_000
# Of gzip: the next ones take twice the time for a twentieth less.
_LEVEL = 4


def kept_models(registry: Apps) -> Iterator[type[models.Model]]:
    """A model for every table that is kept, by the table's name."""
    tables: dict[str, type[models.Model]] = {}
    for model in registry.get_models(include_auto_created=True):
        options = model._meta
        if options.managed and not options.proxy and options.db_table not in LEFT_OUT:
            tables[options.db_table] = model
    for name in sorted(tables):
        yield tables[name]


def columns(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.local_concrete_fields]


def dump(model: type[models.Model], folder: Path) -> tuple[Table, str, str]:
    """Write the rows of a table; what the manifest says of it, its file's name and digest."""
    table = model._meta.db_table
    name = f"tables/{table}.jsonl.gz"
    file, count = Summed(folder / name), 0
    with file, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
        for row in _rows(model):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_as_text)
            packed.write(f"{line}\n".encode())
            count += 1
    return Table(table, columns(model), count, last_number(model)), name, file.read_back()


def _rows(model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
    fields = model._meta.local_concrete_fields
    names = [field.attname for field in fields]
    may_be_absent = [
        place
        for place, field in enumerate(fields)
        if isinstance(field, models.JSONField) and field.null
    ]
    absent = {
        f"absent_{place}": models.ExpressionWrapper(
            models.Q((f"{names[place]}__isnull", True)), models.BooleanField()
        )
        for place in may_be_absent
    }
    rows = model._base_manager.order_by("pk").annotate(**absent).values_list(*names, *absent)
    for row in rows.iterator(chunk_size=_ROWS_AT_A_TIME):
        values = list(row[: len(names)])
        for place, is_absent in zip(may_be_absent, row[len(names) :], strict=True):
            if not is_absent:
                values[place] = told_apart(values[place])
        yield tuple(values)


def told_apart(value: Any) -> Any:
    """The value of a JSON column that may be empty as a back-up has it: `null` there is the empty column."""
    return {JSON: value} if value is None or is_told_apart(value) else value


def is_told_apart(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == [JSON]


def _as_text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)


def last_number(model: type[models.Model]) -> int:
    """The last number that the database gave to a row of this table: none is ever given twice."""
    key = model._meta.pk
    if not isinstance(key, models.AutoField) or key not in model._meta.local_fields:
        return 0
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            return int((cursor.fetchone() or [0])[0])
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key.column])
        (sequence,) = cursor.fetchone()
        cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
        return int(cursor.fetchone()[0])
