"""Rows of tables as JSON-ready data: what bundles hold, and what the verifier compares."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

Row = dict[str, Any]


def columns(row: Model, *without: str) -> Row:
    """The columns of a row as JSON-ready data, by the names they have in the database."""
    values: Row = {}
    for column in row._meta.concrete_fields:
        if column.attname not in without:
            values[column.attname] = plain(getattr(row, column.attname))
    return values


def plain(value: Any) -> Any:
    """A column's value, JSON-ready: the same for both databases, which order the keys of JSON differently."""
    if isinstance(value, dict):
        return {name: plain(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)
