"""What a date says of time: what is certain, what is possible, and which end is open or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from encyclopedia.dates import Date
from encyclopedia.dates.intervals import Limit
from encyclopedia.dates.points import Point, days_in

Extent = Literal["moment", "during", "margin", "from", "until", "from_unknown", "until_unknown"]

# A day's place in its month and a month's in its year; the longest month, so that days stay in order.
_DAYS, _MONTHS = 31, 12


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of a date on the line of time, from `start` to `end` in years (1917.5 is the middle of 1917).

    `extent` is "moment" for a point somewhere in it, "during" for all of it, "margin" for the part of an interval in
    which it may have begun or ended; "from" and "until" lead on without end from there, "from_unknown" and
    "until_unknown" to an end that nobody knows: for these four `start` and `end` are the known end. `vague` says that
    the date itself is approximate or uncertain.
    """

    extent: Extent
    start: float
    end: float
    vague: bool = False


def spans(date: Date) -> tuple[Span, ...]:
    """The pieces of a date in order of time; together they reach as far as it is known to, and no further."""
    start, end = date.start, date.end
    if (date.others or date.one_of) and isinstance(start, Point):
        # At one time of these: none of the time between them is certain.
        last = end if isinstance(end, Point) else max((start, *date.others), key=end_of)
        return (Span("margin", begin_of(start), end_of(last), date.vague),)
    if end is None and isinstance(start, Point):
        return (Span("moment", begin_of(start), end_of(start), bool(start.qualifier)),)
    vague = any(isinstance(known, Point) and bool(known.qualifier) for known in (start, end))
    if isinstance(start, Point) and isinstance(end, Point):
        return tuple(_between(start, end, vague))
    if isinstance(start, Point):
        extent: Extent = "from" if end is Limit.OPEN else "from_unknown"
        return (Span(extent, begin_of(start), end_of(start), vague),)
    if isinstance(end, Point):
        extent = "until" if start is Limit.OPEN else "until_unknown"
        return (Span(extent, begin_of(end), end_of(end), vague),)
    return ()


def _between(start: Point, end: Point, vague: bool) -> Iterator[Span]:
    begun, ending = min(end_of(start), end_of(end)), max(begin_of(end), begin_of(start))
    if begun >= ending:  # the ends overlap: no time is certain to lie between them
        yield Span("margin", begin_of(start), end_of(end), vague)
        return
    yield Span("margin", begin_of(start), begun, vague)
    yield Span("during", begun, ending, vague)
    yield Span("margin", ending, end_of(end), vague)


def begin_of(point: Point) -> float:
    """The first moment of the first day it may mean, in years."""
    return moment(point.earliest)


def end_of(point: Point) -> float:
    """The last moment of the last day it may mean, in years."""
    last = point.latest
    day = last % 100
    # The last day of a month of any length ends where the next month begins.
    return moment(last - day + 1) + (1 if day >= 28 and _is_last(last) else day / _DAYS) / _MONTHS


def _is_last(key: int) -> bool:
    year, rest = divmod(key, 10_000)
    return rest % 100 == days_in(year, rest // 100)


def moment(key: int) -> float:
    """The beginning of the day with this sort key, in years."""
    year, rest = divmod(key, 10_000)
    month, day = divmod(rest, 100)
    return year + (month - 1 + (day - 1) / _DAYS) / _MONTHS
