"""JSON whose objects come from either database with their members in one order: PostgreSQL keeps its own."""

from __future__ import annotations

from typing import Any

from django.db import models


class OrderedJSONField(models.JSONField):
    """A JSONField; what is read of it has the members of every object by name. In the database it is a JSONField."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return in_order(super().from_db_value(value, expression, connection))

    def deconstruct(self) -> Any:
        name, _path, args, keywords = super().deconstruct()
        return name, "django.db.models.JSONField", args, keywords


def in_order(value: Any) -> Any:
    """The same value, its objects with their members by name."""
    if isinstance(value, dict):
        return {name: in_order(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [in_order(item) for item in value]
    return value
