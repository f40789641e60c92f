"""Dates as citation templates give them, in many languages, into CSL dates."""

from __future__ import annotations

import re
from typing import Any

from editorial.references.month_names import MONTHS, SEASONS

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:T.*)?\Z")
_EASTERN = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*)?(?:(\d{1,2})\s*[日일])?\Z")
_NUMERIC = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4})\Z")
_YEARS = re.compile(r"(\d{4})\s*(?:[-–—/]|to|bis)\s*(\d{4}|\d{2})\Z")
_WORD = re.compile(r"\d+|[^\W\d_]+['’]?[^\W\d_]*")
_CIRCA = re.compile(r"\A(?:c(?:irca)?|ca|um|vers|около|ок)\b\.?\s*(?=\d)", re.IGNORECASE)
_FILLERS = frozenset(
    [
        "de",
        "of",
        "the",
        "del",
        "di",
        "den",
        "le",
        "er",
        "año",
        "г",
        "года",
        "год",
        "р",
        "th",
        "st",
        "nd",
        "rd",
        "mo",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "a",
        "z",
    ]
)


def csl_date(text: str) -> dict[str, Any] | None:
    """The CSL date of `text`; `literal` keeps what cannot be read as a date; None if it is blank.

    Years, months, days, ranges of years, seasons and "c. 1920" are read; day and month in numbers
    are read only where their order is certain.
    """
    text = " ".join(text.split()).strip(" .,;")
    if not text:
        return None
    circa = bool(_CIRCA.match(text))
    plain = _CIRCA.sub("", text).strip("[]()? ")
    date = _read_date(plain)
    if date is None:
        return {"literal": text[:120]}
    if circa or text.endswith("?"):
        date["circa"] = True
    return date


def year(date: dict[str, Any] | None) -> str:
    """The year a CSL date begins with, of a literal its first year; empty if there is none."""
    if not date:
        return ""
    if date.get("date-parts"):
        return str(date["date-parts"][0][0])
    match = re.search(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)", str(date.get("literal", "")))
    return match.group(1) if match else ""


def _read_date(text: str) -> dict[str, Any] | None:
    if match := _ISO.match(text) or _EASTERN.match(text):
        return _valid_date(*(int(n) if n else 0 for n in match.groups()))
    if match := _NUMERIC.match(text):
        first, second, of_year = (int(n) for n in match.groups())
        if first > 12 or "." in text:
            return _valid_date(of_year, second, first)
        return _valid_date(of_year, first, second) if second > 12 or first == second else None
    if match := _YEARS.match(text):
        begin, end = match.groups()
        end = begin[: 4 - len(end)] + end
        return {"date-parts": [[int(begin)], [int(end)]]} if end > begin else None
    return _read_words(text)


def _read_words(text: str) -> dict[str, Any] | None:
    numbers: list[int] = []
    month = season = 0
    for word in _WORD.findall(text.lower()):
        if word.isdecimal():
            if len(word) > 4:
                return None
            numbers.append(int(word))
        elif word.strip(".") in MONTHS and not month:
            month = MONTHS[word]
        elif word in SEASONS and not season:
            season = SEASONS[word]
        elif word not in _FILLERS:
            return None
    years = [n for n in numbers if n > 31]
    days = [n for n in numbers if n <= 31]
    if len(years) != 1 or len(days) > 1 or (days and not month) or re.search(r"[-–—/&]", text):
        return None
    date = _valid_date(years[0], month, days[0] if days else 0)
    if date and season and not month:
        date["season"] = season
    return date


def _valid_date(of_year: int, month: int = 0, day: int = 0) -> dict[str, Any] | None:
    if not 1 <= of_year <= 2200 or month > 12 or day > 31:
        return None
    parts = [of_year, month, day] if month and day else [of_year, month] if month else [of_year]
    return {"date-parts": [parts]}
