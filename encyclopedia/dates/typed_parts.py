"""The parts of dates as people type them: days, months, years in words. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

from encyclopedia.dates.date_wording import MONTHS
from encyclopedia.dates.points import MAX_DIGITS, SEASONS, DateError, Point, shortened

MONTH: Final = "|".join(f"{m[:3]}(?:{m[3:]})?" for m in (name.lower() for name in MONTHS)) + "|sept"
SEASON: Final = "|".join([*SEASONS.values(), "fall"])
YEAR: Final = r"(?:(?:ad|ce) )?[0-9]+(?: (?:bc|bce|ad|ce))?"
DAY: Final = re.compile(rf"(?:the )?([0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? ({MONTH}),? ({YEAR})")
AMERICAN: Final = re.compile(rf"({MONTH}) ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ({YEAR})")


def day_parts(words: str) -> tuple[str, str, str] | None:
    """Day, month and year of "7 November 1879" or "November 7, 1879", as typed."""
    if match := DAY.fullmatch(words):
        return match[1], match[2], match[3]
    if match := AMERICAN.fullmatch(words):
        return match[2], match[1], match[3]
    return None


def month_number(word: str) -> str:
    for number, season in SEASONS.items():
        if word == season or (word == "fall" and season == "autumn"):
            return str(number)
    return f"{[m[:3].lower() for m in MONTHS].index(word[:3]) + 1:02}"


def year_edtf(words: str, typed: str) -> str:
    digits = re.sub(r"[^0-9]", "", words)
    if len(digits) > MAX_DIGITS:
        raise DateError("date_year_too_long", typed=shortened(typed), count=MAX_DIGITS)
    number = int(digits)
    if "bc" in words:
        number = 1 - number
    elif len(digits) < 3 and words == digits:
        raise DateError("date_year_in_full", typed=shortened(typed))
    if int(digits) == 0:
        raise DateError("date_year_zero", typed=shortened(typed))
    return Point(number).edtf
