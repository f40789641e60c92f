"""Dates in references: the day of a newspaper, the month of an issue, the year of a book. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from editorial.references.month_names import MONTHS, SEASONS
from editorial.references.parsed_reference import JSON

YEAR: Final = r"(?:1[4-9]|20)\d\d"
_MONTH: Final = (
    "(?:"
    + "|".join(sorted(map(re.escape, MONTHS.keys() - {"a"}), key=len, reverse=True))
    + r")\b\.?"
)
_SEASON: Final = "(?:" + "|".join(map(re.escape, SEASONS)) + r")\b"
_WEEKDAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo),?\s"
)
_OF: Final = r"(?:de\s|del\s|di\s|d['’]|of\s)?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_PATTERNS: Final = tuple(
    re.compile(rf"(?<![\w])(?:{_WEEKDAY})?{pattern}(?![\w])", re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)",
        rf"{_DAY}\s{_OF}(?P<month>{_MONTH}),?\s{_OF}(?P<year>{YEAR})(?:\sг(?:ода|\.))?",
        rf"(?P<month>{_MONTH})\s{_DAY},?\s(?P<year>{YEAR})",
        rf"(?P<year>{YEAR})[.,]\s{_DAY}\s(?P<month>{_MONTH})",
        rf"(?P<year>{YEAR}),\s(?P<month>{_MONTH})\s{_DAY}",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.\s?(?P<year>{YEAR})",
        rf"(?P<month>{_MONTH})\s?[-–/]\s?(?P<last>{_MONTH}),?\s{_OF}(?P<year>{YEAR})",
        rf"(?P<month>{_MONTH}),?\s{_OF}(?P<year>{YEAR})",
        rf"(?P<season>{_SEASON}),?\s{_OF}(?P<year>{YEAR})",
    )
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A CSL date, and where in the text it stands."""

    date: JSON
    start: int
    end: int

    @property
    def has_day(self) -> bool:
        return len(self.date["date-parts"][0]) == 3


def find_date(text: str, start: int = 0) -> StatedDate | None:
    """The first date in `text` that is more than a year."""
    matches = [match for pattern in _PATTERNS if (match := pattern.search(text, start))]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if (date := _csl(match)) is not None:
            return StatedDate(date, match.start(), match.end())
    return None


def _csl(match: re.Match[str]) -> JSON | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if season := parts.get("season"):
        return {"date-parts": [[year]], "season": SEASONS[season.casefold()]}
    month = int(parts["number"]) if parts.get("number") else _month(parts.get("month") or "")
    if not 1 <= month <= 12:
        return None
    if last := parts.get("last"):
        return {"date-parts": [[year, month], [year, _month(last)]]}
    if day := parts.get("day"):
        return {"date-parts": [[year, month, int(day)]]} if 1 <= int(day) <= 31 else None
    return {"date-parts": [[year, month]]}


def _month(name: str) -> int:
    return MONTHS.get(name.casefold().rstrip("."), 0)


_CIRCA: Final = r"(?:(?:c\.|ca\.|circa|um|vers|около|ок\.)\s?)?"
# A year that is not part of a span, a number, an address or a date.
LONE_YEAR: Final = re.compile(
    rf"(?<![\w–—/.-])\[?(?P<circa>{_CIRCA})(?P<year>{YEAR})(?P<until>\s?[–/-]\s?(?:{YEAR}"
    rf"|\d\d)(?!\d))?[a-z]?\]?(?![\w–—]|-\d|/\d|\.\d)"
)


def year_date(match: re.Match[str]) -> JSON:
    """The CSL date of a LONE_YEAR."""
    year = int(match["year"])
    date: JSON = {"date-parts": [[year]]}
    if until := match["until"]:
        digits = until.strip(" –/-")
        last = int(match["year"][: 4 - len(digits)] + digits)
        if last > year:
            date["date-parts"].append([last])
    return date | {"circa": True} if match["circa"].strip() else date
