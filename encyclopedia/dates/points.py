"""One point of time as precisely as it is known: a day, month, season, year, decade or century."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from encyclopedia.core.messages import MessageError

Precision = Literal["day", "month", "season", "year", "decade", "century", "unknown"]

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
# The months a season begins and ends in; as in the reference implementation, winter is cut at the
# year's end.
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}

# Keeps the sort keys well inside a database's 64-bit integer.
MAX_DIGITS = 12


class DateError(MessageError):
    """A date that cannot be read; the message names what is wrong and how to write it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of time. Years are astronomical: 0 is 1 BC, -429 is 430 BC.

    `year` is the first year of a decade or century. `month` is 1 to 12, 21 to 24 for a season, else
    0; `day` is 1 to 31, else 0. `precision` "unknown" is a month or day marked as unknown:
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


def shortened(text: str) -> str:
    """What was typed, cut when long."""
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text


def read_point(text: str) -> Point:
    """The point that `text` spells in EDTF. Raises DateError."""
    if match := _LONG.fullmatch(text):
        return _long_year(text, *match.groups())
    match = _POINT.fullmatch(text)
    if not match:
        raise _explained(text)
    year, month, day, qualifier = match.groups()
    if "X" in year:
        point = _masked_year(text, year)
        if month:
            raise DateError("date_masked_year_with_month", typed=shortened(text), year=year)
    elif year == "-0000":
        raise DateError("date_year_minus_zero", typed=shortened(text))
    else:
        point = _with_month(text, int(year), month, day)
    return Point(
        point.year, point.precision, point.month, point.day, point.unknown, qualifier or ""
    )


def _long_year(text: str, number: str, qualifier: str) -> Point:
    digits = number.removeprefix("-")
    if len(digits) <= 4 or digits.startswith("0"):
        raise DateError("date_year_with_y", typed=shortened(text))
    if len(digits) > MAX_DIGITS:
        raise DateError("date_year_too_long", typed=shortened(text), count=MAX_DIGITS)
    return Point(int(number), qualifier=qualifier)


def _masked_year(text: str, year: str) -> Point:
    digits = year.removeprefix("-")
    mask = digits.lstrip("0123456789")
    if mask not in ("X", "XX"):
        raise DateError("date_masked_year", typed=shortened(text))
    precision: Precision = "decade" if mask == "X" else "century"
    filler = "9" if year.startswith("-") else "0"
    return Point(int(year.replace("X", filler)), precision)


def _with_month(text: str, year: int, month: str | None, day: str | None) -> Point:
    if month is None:
        return Point(year)
    if month == "XX" and day in (None, "XX"):
        return Point(year, "unknown", unknown=2 if day else 1)
    if "X" in month or (day and "X" in day and day != "XX"):
        raise DateError("date_masked_month", typed=shortened(text))
    number = int(month)
    if number in SEASONS and day is None:
        return Point(year, "season", number)
    if not 1 <= number <= 12:
        raise DateError("date_no_such_month", typed=shortened(text), month=month)
    if day is None:
        return Point(year, "month", number)
    if day == "XX":
        return Point(year, "unknown", number, unknown=1)
    if not 1 <= int(day) <= days_in(year, number):
        days = days_in(year, number)
        raise DateError("date_no_such_day", typed=shortened(text), month=month, count=days, day=day)
    return Point(year, "day", number, int(day))


_OUTSIDE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\[{]"), "date_choice"),
    (re.compile(r"[0-9]T[0-9]"), "date_time_of_day"),
    (re.compile(r"[0-9]E[0-9]"), "date_exponent"),
    (re.compile(r"[0-9]S[0-9]"), "date_significant_digits"),
    (re.compile(r"[0-9][~?%].|[~?%][0-9]"), "date_sign_within"),
    (re.compile(r"-?[0-9]{5,}$"), "date_year_without_y"),
    (re.compile(r"-?[0-9]{1,3}$"), "date_year_too_short"),
)


def _explained(text: str) -> DateError:
    code = next((code for pattern, code in _OUTSIDE if pattern.search(text)), "date_not_edtf")
    return DateError(code, typed=shortened(text))
