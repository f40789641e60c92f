"""From which year to which somebody lived or something was there, in words: "1879–1940", "c. 1200 – 1260"."""

from __future__ import annotations

from encyclopedia.dates.date_wording import point_words, range_words
from encyclopedia.dates.intervals import Date
from encyclopedia.dates.points import Point


def years_of(began: Date | None, ended: Date | None) -> str:
    """The years between two dates, or the one that is known; "" without any."""
    first, last = (_year_of(date) if date else None for date in (began, ended))
    if first and last:
        return range_words(first, last)
    known = first or last
    return point_words(known) if known else ""


def _year_of(date: Date) -> Point | None:
    """The year of the date, approximate where it lies between two years; a decade or century stays one."""
    if date.end is None and not date.others and isinstance(date.start, Point):
        point = date.start
        if point.precision in ("decade", "century"):
            return point
        return Point(point.year, qualifier=point.qualifier)
    return Point(date.year, qualifier="~")
