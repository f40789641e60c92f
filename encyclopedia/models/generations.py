"""A number that is another one after every change of what readers see."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connections, models

from encyclopedia.models.quick_queries import quick_row

_NEXT = """
INSERT INTO encyclopedia_generation (id, number) VALUES (1, 1)
ON CONFLICT (id) DO UPDATE SET number = encyclopedia_generation.number + 1
"""
_NOW = "SELECT number FROM encyclopedia_generation WHERE id = 1"


class Generation(models.Model):
    """The one row that every move counts up which writes readers' tables: lists that were made before are stale."""

    number = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()

    @staticmethod
    def count_up() -> None:
        """Begin a new generation, with the transaction that is under way."""
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(_NEXT)

    @staticmethod
    def now() -> int:
        """The present generation; 0 before the first."""
        row = quick_row(_NOW)
        return int(row[0]) if row else 0
