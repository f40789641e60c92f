"""Pages of a long list by the last row seen, not by counting: the hundredth page costs what the first does."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from django.db.models import Model, Q
from django.utils.dateparse import parse_datetime

Row = TypeVar("Row")


@dataclass(frozen=True)
class ListSlice(Generic[Row]):
    """One page's rows and the cursor of the next one, empty at the end."""

    rows: Sequence[Row]
    next: str = ""


@dataclass(frozen=True)
class Order:
    """An order by one column and the id, both in the index of that order."""

    column: str
    descending: bool = False

    @property
    def columns(self) -> tuple[str, str]:
        return (f"-{self.column}" if self.descending else self.column, "id")

    def cursor(self, row: Model) -> str:
        value = getattr(row, self.column)
        shown = value.isoformat() if isinstance(value, datetime) else str(value)
        return f"{row.pk}|{shown}"

    def after(self, cursor: str) -> Q:
        """What comes after the row of this cursor; everything for a cursor that is none."""
        pk, _bar, shown = cursor.partition("|")
        try:
            last = uuid.UUID(pk)
        except ValueError:
            return Q()
        value: object = shown
        if self.column != "sort_key":
            try:
                value = _moment(shown)
            except (
                ValueError,
                OverflowError,
            ):  # the first and the last day leave the calendar in UTC
                value = None
        if value is None or "\x00" in shown:
            return Q()
        beyond = "lte" if self.descending else "gte"
        # The range lets the index begin at the row; the second part passes over those seen of equal value.
        return Q(**{f"{self.column}__{beyond}": value}) & ~Q(
            **{self.column: value, "id__lte": last}
        )


def _moment(shown: str) -> datetime | None:
    """The moment in UTC; None for what is none, or has no time zone. Raises ValueError and OverflowError."""
    found = parse_datetime(shown)
    return found.astimezone(UTC) if found and found.tzinfo else None
