"""Days of which all parts are numbers: "17/10/1920" can be read in one way only. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from encyclopedia.dates.date_wording import MONTHS
from encyclopedia.dates.points import DateError, days_in, shortened

NUMBERS: Final = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}")


def numeric(typed: str) -> str:
    """The EDTF of a day in numbers, day first or month first. Raises DateError where both are possible."""
    year, month, day = day_in_numbers(typed, days_in)
    return f"{year:04}-{month:02}-{day:02}"


def day_in_numbers(typed: str, days_in: Callable[[int, int], int]) -> tuple[int, int, int]:
    """Year, month and day; `days_in` says how many days a month has. Raises DateError for none and for two readings."""
    first, second, year = (int(part) for part in re.split("[./-]", typed))
    if year < 100:
        raise DateError("date_year_in_full", typed=shortened(typed))
    readings = {
        (month, day)
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= days_in(year, month)
    }
    if len(readings) == 2:
        one, other = (
            f"{day} {MONTHS[month - 1]} {year}" for month, day in ((second, first), (first, second))
        )
        raise DateError("date_two_readings", typed=shortened(typed), one=one, other=other)
    if not readings:
        raise DateError("date_not_words", typed=shortened(typed))
    month, day = readings.pop()
    return year, month, day
