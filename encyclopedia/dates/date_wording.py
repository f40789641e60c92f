"""Points and intervals in English words.

Different dates have different words: the digests of facts' citations rest on them.
"""

from __future__ import annotations

from collections.abc import Sequence

from encyclopedia.dates.points import SEASONS, Point

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)  # fmt: skip

QUALIFIERS = {"": "", "~": "c. ", "?": "possibly ", "%": "possibly c. "}


def year_words(year: int, *, era: bool = False) -> str:
    """ "1917", "AD 79", "430 BC"; `era` asks for AD also where the number is clear without."""
    if year <= 0:
        return f"{1 - year} BC"
    return f"AD {year}" if era or year < 100 else str(year)


def point_words(point: Point, *, era: bool = False) -> str:
    return QUALIFIERS[point.qualifier] + _plain_words(point, era)


def _plain_words(point: Point, era: bool) -> str:
    if point.precision == "century":
        return _century_words(point)
    if point.precision == "decade":
        return _decade_words(point)
    year = year_words(point.year, era=era)
    if point.precision == "season":
        return f"{SEASONS[point.month]} {year}"
    if point.unknown == 2:
        return f"{year} (month and day unknown)"
    if point.unknown and not point.month:
        return f"{year} (month unknown)"
    words = f"{MONTHS[point.month - 1]} {year}" if point.month else year
    if point.unknown:
        return f"{words} (day unknown)"
    return f"{point.day} {words}" if point.day else words


def _century_words(point: Point) -> str:
    if point.year < 0:
        return f"{ordinal(-point.last_year // 100 + 1)} century BC"
    return f"{ordinal(point.year // 100 + 1)} century"


def _decade_words(point: Point) -> str:
    # Astronomical decades before our era do not coincide with those counted back from 1 BC.
    if point.year <= 0:
        first, last = year_words(point.year), year_words(point.last_year)
        shared = first.removesuffix(" BC") if last.endswith(" BC") else first
        return f"between {shared} and {last}"
    if point.year % 100 == 0:
        return f"{point.year}s (decade)"
    return f"AD {point.year}s" if point.year < 100 else f"{point.year}s"


def ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def range_words(start: Point, end: Point) -> str:
    """ "1938–1940", "7–9 March 1917", "30 July – 23 August 1903", "44–31 BC"."""
    plain = not (start.qualifier or end.qualifier)
    if plain and start.precision == end.precision:
        if start.precision == "year" and end.year <= 0:
            return f"{1 - start.year}–{year_words(end.year)}"
        if start.precision == "day" and start.year == end.year:
            last = point_words(end)
            if start.month == end.month:
                return f"{start.day}–{last}"
            return f"{start.day} {MONTHS[start.month - 1]} – {last}"
        if start.precision == "month" and start.year == end.year:
            return f"{MONTHS[start.month - 1]}–{point_words(end)}"
    era = start.year <= 0 < end.year
    first, last = point_words(start), point_words(end, era=era)
    dash = " – " if " " in first + last else "–"
    return f"{first}{dash}{last}"


def choice_words(points: Sequence[Point]) -> str:
    """ "1878 or 1879", "22 or 25 January 1962"."""
    last = points[-1]
    months = {(point.precision, point.qualifier, point.year, point.month) for point in points}
    if months == {("day", "", last.year, last.month)}:
        return " or ".join([*(str(point.day) for point in points[:-1]), point_words(last)])
    return " or ".join(map(point_words, points))
