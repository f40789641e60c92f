"""One point of time as precisely as it is known: a day, month, season, year, decade or century."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "century", "unknown"]

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
# The months a season begins and ends in; as in the reference implementation, winter is cut at the
# year's end.
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}

# Keeps the sort keys well inside a database's 64-bit integer.
MAX_DIGITS = 12


class DateError(ValueError):
    """A date that cannot be read; the message names what is wrong and how to write it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of time. Years are astronomical: 0 is 1 BC, -429 is 430 BC.

    `year` is the first year of a decade or century. `month` is 1 to 12, 21 to 24 for a season, else
    0; `day` is 1 to 31, else 0. `precision` "unknown" is a month or day said to be unknown:
    `unknown` counts the places (`1999-XX` and `1999-01-XX` have 1, `1999-XX-XX` has 2).
    `qualifier` is ~ for approximate, ? for uncertain, % for both, or empty.
    """

    year: int
    precision: Precision = "year"
    month: int = 0
    day: int = 0
    unknown: int = 0
    qualifier: str = ""

    @property
    def last_year(self) -> int:
        return self.year + {"decade": 9, "century": 99}.get(self.precision, 0)

    @property
    def earliest(self) -> int:
        """Sort key of the first day: year × 10000 + month × 100 + day."""
        month = SEASON_MONTHS[self.month][0] if self.precision == "season" else self.month
        return key(self.year, month or 1, self.day or 1)

    @property
    def latest(self) -> int:
        """Sort key of the last day."""
        year = self.last_year
        month = SEASON_MONTHS[self.month][1] if self.precision == "season" else self.month
        month = month or 12
        return key(year, month, self.day or days_in(year, month))

    @property
    def edtf(self) -> str:
        """The canonical spelling."""
        parts = [self._edtf_year()]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        parts += ["XX"] * self.unknown
        return "-".join(parts) + self.qualifier

    def _edtf_year(self) -> str:
        if self.precision in ("decade", "century"):
            span, mask = (10, "X") if self.precision == "decade" else (100, "XX")
            sign, number = ("-", -self.last_year) if self.year < 0 else ("", self.year)
            return f"{sign}{number // span:0{4 - len(mask)}}{mask}"
        sign = "-" if self.year < 0 else ""
        return f"{'Y' if abs(self.year) > 9999 else ''}{sign}{abs(self.year):04}"


def key(year: int, month: int, day: int) -> int:
    """An integer that orders days of the proleptic calendar, before our era too."""
    return year * 10000 + month * 100 + day


def days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


_POINT = re.compile(r"(-?[0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([~?%]?)")
_LONG = re.compile(r"Y(-?[0-9]+)([~?%]?)")
_SHOWN = 60


def shown(text: str) -> str:
    """What was typed, in quotation marks, cut when long."""
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def read_point(text: str) -> Point:
    """The point that `text` spells in EDTF. Raises DateError."""
    if found := _LONG.fullmatch(text):
        return _long_year(text, *found.groups())
    found = _POINT.fullmatch(text)
    if not found:
        raise _explained(text)
    year, month, day, qualifier = found.groups()
    if "X" in year:
        point = _masked_year(text, year)
        if month:
            raise DateError(
                f"{shown(text)}: a month or day needs a whole year; write {year} "
                "alone, or the year."
            )
    elif year == "-0000":
        raise DateError(f"{shown(text)}: there is no year -0000; 1 BC is 0000.")
    else:
        point = _with_month(text, int(year), month, day)
    return Point(
        point.year, point.precision, point.month, point.day, point.unknown, qualifier or ""
    )


def _long_year(text: str, number: str, qualifier: str) -> Point:
    digits = number.removeprefix("-")
    if len(digits) <= 4 or digits.startswith("0"):
        raise DateError(
            f"{shown(text)}: Y is for years of more than four digits; write 1917 or -0429."
        )
    if len(digits) > MAX_DIGITS:
        raise DateError(f"{shown(text)}: a year may have at most {MAX_DIGITS} digits.")
    return Point(int(number), qualifier=qualifier)


def _masked_year(text: str, year: str) -> Point:
    digits = year.removeprefix("-")
    mask = digits.lstrip("0123456789")
    if mask not in ("X", "XX"):
        raise DateError(
            f"{shown(text)}: X may stand for the last digit (190X, a decade) or the last two "
            "(19XX, a century) of a year."
        )
    precision: Precision = "decade" if mask == "X" else "century"
    filler = "9" if year.startswith("-") else "0"
    return Point(int(year.replace("X", filler)), precision)


def _with_month(text: str, year: int, month: str | None, day: str | None) -> Point:
    if month is None:
        return Point(year)
    if month == "XX" and day in (None, "XX"):
        return Point(year, "unknown", unknown=2 if day else 1)
    if "X" in month or (day and "X" in day and day != "XX"):
        raise DateError(
            f"{shown(text)}: XX may stand for a month with its day (1999-XX) or for a day "
            "(1999-01-XX), not for part of one."
        )
    number = int(month)
    if number in SEASONS and day is None:
        return Point(year, "season", number)
    if not 1 <= number <= 12:
        raise DateError(
            f"{shown(text)}: there is no month {month}; months are 01 to 12, seasons 21 "
            "(spring) to 24 (winter) without a day."
        )
    if day is None:
        return Point(year, "month", number)
    if day == "XX":
        return Point(year, "unknown", number, unknown=1)
    if not 1 <= int(day) <= days_in(year, number):
        raise DateError(
            f"{shown(text)}: month {month} of that year has {days_in(year, number)} days, "
            f"not {day}."
        )
    return Point(year, "day", number, int(day))


_HINTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"[\[{]"),
        "a choice of dates is not kept as one date; record each as a fact of its own",
    ),
    (re.compile(r"[0-9]T[0-9]"), "the time of day is not kept; write the day alone (1917-11-07)"),
    (re.compile(r"[0-9]E[0-9]"), "write a long year with all its digits (Y170000000)"),
    (re.compile(r"[0-9]S[0-9]"), "significant digits are not kept; write 195X, 19XX or 1950~"),
    (
        re.compile(r"[0-9][~?%].|[~?%][0-9]"),
        "put ~, ? or % once, at the end of the whole date (1917-11~)",
    ),
    (re.compile(r"-?[0-9]{5,}$"), "a year of more than four digits begins with Y (Y12345)"),
    (re.compile(r"-?[0-9]{1,3}$"), "a year has four digits: 1917/1918, 0476, and -0429 for 430 BC"),
)


def _explained(text: str) -> DateError:
    for pattern, hint in _HINTS:
        if pattern.search(text):
            return DateError(f"{shown(text)}: {hint}.")
    return DateError(f"{shown(text)} is not a date; write 1917-11-07, 1917-11, 1917 or 1917/1921.")
