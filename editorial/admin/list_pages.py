"""Pages of a long list that begin after the last row seen: the hundredth page costs as much as the first."""

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
        text = value.isoformat() if isinstance(value, datetime) else str(value)
        return f"{row.pk}|{text}"

    def after(self, cursor: str) -> Q:
        """What comes after the row of this cursor; everything if it is not a cursor."""
        pk, _bar, text = cursor.partition("|")
        try:
            last = uuid.UUID(pk)
        except ValueError:
            return Q()
        value: object = text
        if self.column != "sort_key":
            try:
                value = _moment(text)
            except (
                ValueError,
                OverflowError,
            ):  # the first and the last day leave the calendar in UTC
                value = None
        if value is None or "\x00" in text:
            return Q()
        beyond = "lte" if self.descending else "gte"
        # The range lets the index begin at the row; the second part excludes rows of equal value already seen.
        return Q(**{f"{self.column}__{beyond}": value}) & ~Q(
            **{self.column: value, "id__lte": last}
        )


def _moment(text: str) -> datetime | None:
    """The moment in UTC; None if it is not one or has no time zone. Raises ValueError and OverflowError."""
    moment = parse_datetime(text)
    return moment.astimezone(UTC) if moment and moment.tzinfo else None
