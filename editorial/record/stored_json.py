"""Columns of JSON that say one thing twice: SQLite reads the first, Python the last, and no hash sees the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Model, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from editorial.models import Event
from encyclopedia.models import Edition, Source

# What holds objects, and the column by which a person finds a row. PostgreSQL stores no key twice.
_COLUMNS: tuple[tuple[type[Model], str, str], ...] = (
    (Event, "data", "seq"),
    (Event, "private", "seq"),
    (Edition, "notices", "slug"),
    (Source, "record", "slug"),
)


def repeated_key_faults() -> Iterator[str]:
    """The rows with such a column, one sentence each; reads the text of one row after another."""
    if connection.vendor != "sqlite":
        return
    for model, column, named_by in _COLUMNS:
        rows = model._default_manager.order_by("pk").values_list(
            "pk", named_by, Cast(column, TextField())
        )
        for pk, name, text in rows.iterator(chunk_size=2_000):
            if _repeats_a_key(text):
                yield _("%(table)s %(pk)s (%(name)s): its %(column)s says one thing twice.") % {
                    "table": model._meta.model_name,
                    "pk": pk,
                    "name": name,
                    "column": column,
                }


def _repeats_a_key(text: str) -> bool:
    """Quick where the text is as it was written; where spaces or escapes differ, every object is looked at."""
    try:
        if json.dumps(json.loads(text)) == text:
            return False
        json.loads(text, object_pairs_hook=_once)
    except _Twice:
        return True
    return False


class _Twice(Exception):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _Twice
    return value
