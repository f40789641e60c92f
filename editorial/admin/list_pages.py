"""Pages of a long list that begin beside the last row seen: the hundredth page costs as much as the first."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_datetime

Row = TypeVar("Row")
ModelRow = TypeVar("ModelRow", bound=Model)


@dataclass(frozen=True)
class ListSlice(Generic[Row]):
    """One page's rows, and the cursors of the next page and the previous one, empty where there is none."""

    rows: Sequence[Row]
    next: str = ""
    previous: str = ""


def _moment(text: str) -> datetime | None:
    """The moment in UTC; None if it is not one or has no time zone. Raises ValueError and OverflowError."""
    moment = parse_datetime(text)
    return moment.astimezone(UTC) if moment and moment.tzinfo else None


# How the values of columns are read from a cursor; every other column holds moments.
_READ: dict[str, Callable[[str], Any]] = {
    "sort_key": str,
    "stage": int,
    "unchecked": int,
    "due_by": date.fromisoformat,
}


@dataclass(frozen=True)
class Order:
    """An order by one column without NULL, and by the id; where an index holds both it is that index's order."""

    column: str
    descending: bool = False
    ids_descending: bool = False

    @property
    def columns(self) -> tuple[str, str]:
        return (
            f"-{self.column}" if self.descending else self.column,
            "-id" if self.ids_descending else "id",
        )

    @property
    def flipped(self) -> Order:
        """The same from its end."""
        return replace(self, descending=not self.descending, ids_descending=not self.ids_descending)

    def cursor(self, row: Model) -> str:
        value = getattr(row, self.column)
        text = value.isoformat() if isinstance(value, date) else str(value)
        return f"{row.pk}|{text}"

    def after(self, cursor: str) -> Q:
        """What comes after the row of this cursor; everything if it is not a cursor."""
        pk, _bar, text = cursor.partition("|")
        try:
            last = uuid.UUID(pk)
            value = _READ.get(self.column, _moment)(text)
        except (ValueError, OverflowError):  # the first and the last day leave the calendar in UTC
            return Q()
        if value is None or "\x00" in text or (isinstance(value, int) and abs(value) > 2**31 - 1):
            return Q()
        beyond = "lte" if self.descending else "gte"
        seen = "gte" if self.ids_descending else "lte"
        # The range lets the index begin at the row; the second part excludes rows of equal value already seen.
        return Q(**{f"{self.column}__{beyond}": value}) & ~Q(
            **{self.column: value, f"id__{seen}": last}
        )

    def page(
        self, rows: QuerySet[ModelRow], size: int, *, after: str = "", before: str = ""
    ) -> ListSlice[ModelRow]:
        """The page that begins after this row, or ends before it, or the first one."""
        backwards = bool(before) and self.flipped.after(before) != Q()
        order = self.flipped if backwards else self
        start = order.after(before if backwards else after)
        listed = list(rows.filter(start).order_by(*order.columns)[: size + 1])
        more, listed = len(listed) > size, listed[:size]
        if backwards:
            listed.reverse()
        if not listed:
            return ListSlice(listed)
        has_next, has_previous = (True, more) if backwards else (more, start != Q())
        return ListSlice(
            listed,
            next=self.cursor(listed[-1]) if has_next else "",
            previous=self.cursor(listed[0]) if has_previous else "",
        )
