"""SQL as somebody would type it who goes past the program: only the database itself stands in the way."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from told import tell

from editorial.models import Approval, Manuscript, Revision


def run(sql: str, *values: Any) -> None:
    """Raises DatabaseError with the words of the trigger that refuses it; nothing of it stays then."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [_as_stored(value) for value in values])


def insert(table: str, **columns: Any) -> None:
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    run(f"INSERT INTO {table} ({names}) VALUES ({marks})", *columns.values())


def sign(manuscript: Manuscript, by: User, **columns: Any) -> None:
    """An approval of the newest revision, and its event; `columns` differ from what they ought to be."""
    revision = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
    fitting = {
        "manuscript_id": manuscript.pk,
        "revision_id": revision.pk,
        "digest": revision.digest,
        "by_id": by.pk,
        "at": timezone.now(),
        "change": "layout",
        "summary": "",
    }
    with transaction.atomic():
        tell(Approval(**fitting | columns))
        insert("editorial_approval", **fitting | columns)


def _as_stored(value: Any) -> Any:
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def insert_like(table: str, key: Any, **changes: Any) -> None:
    """A row as the one of this id, but for `changes`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE id = %s", [_as_stored(key)])
        (row,) = cursor.fetchall()
        columns = dict(zip([column[0] for column in cursor.description], row, strict=True))
    if "id" not in changes:
        del columns["id"]
    insert(table, **columns | changes)
