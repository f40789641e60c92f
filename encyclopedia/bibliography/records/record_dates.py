"""Dates as CSL-JSON holds them, and their wording in notes: "July 19, 1937", "May–June 1990", "[1905?]", "44 BC".

Within `day_first` the first of these is "19 July 1937".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from encyclopedia.bibliography.records.citing_words import date_language
from encyclopedia.bibliography.records.text_marks import clean
from encyclopedia.dates import MONTHS

SEASONS: Final = ("Spring", "Summer", "Autumn", "Winter")
SEASON_NAMES: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_ISO = re.compile(r"(y?-?\d{4,6})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?([?~%]?)", re.DOTALL)
_DECADE = re.compile(r"(\d{2,3})([Xxu]{1,2})([?~%]?)")

Parts = tuple[int, ...]

# A style is asked for one record in hundreds of places; in which order all its dates stand is said around the whole.
_is_day_first: ContextVar[bool] = ContextVar("is_day_first", default=False)


@contextmanager
def day_first() -> Iterator[None]:
    """Dates are worded with the day before the month, as everywhere but in the United States."""
    token = _is_day_first.set(True)
    try:
        yield
    finally:
        _is_day_first.reset(token)


@dataclass(frozen=True, slots=True)
class RecordDate:
    """One date or a range of two; each of `parts` is year, then month and day where known.

    Years before our era are negative (44 BC is -44); months 13–16 and 21–24 are the seasons; an open end is (0,).
    `literal` is a date in words, used as it is.
    """

    parts: tuple[Parts, ...] = ()
    circa: bool = False
    literal: str = ""

    @property
    def year(self) -> int | None:
        return self.parts[0][0] if self.parts else None


def read_date(value: Any) -> RecordDate | None:
    """The date in a record's field: an object with `date-parts`, `raw` or `literal`, or a plain ISO or EDTF string."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _read_raw(str(value))
    if not isinstance(value, Mapping):
        return None
    for key in ("raw", "edtf"):
        if isinstance(value.get(key), str) and value[key].strip():
            return _read_raw(value[key])
    literal = value.get("literal")
    if isinstance(literal, str) and clean(literal):
        return RecordDate(literal=clean(literal))
    listed = value.get("date-parts")
    parts = (
        [_read_parts(item) for item in listed[:2]]
        if isinstance(listed, Sequence) and not isinstance(listed, str)
        else []
    )
    if not parts or not parts[0]:
        return None
    season = read_season(value.get("season"))
    if season and len(parts) == 1 and len(parts[0]) == 1:
        parts = [(parts[0][0], 20 + season)]
    circa = value.get("circa") in (True, 1, "true", "1")
    return RecordDate(tuple(part or (0,) for part in parts), circa)


def read_season(value: Any) -> int:
    """A season as 1 (spring) to 4, from its number or English name; 0 for anything else."""
    if isinstance(value, str) and value.strip().lower() in SEASON_NAMES:
        return SEASON_NAMES[value.strip().lower()]
    number = _number(value) or 0
    return number if 1 <= number <= 4 else 0


def _read_parts(item: Any) -> Parts:
    if not isinstance(item, Sequence) or isinstance(item, str):
        return ()
    numbers: list[int] = []
    for part in item[:3]:
        number = _number(part)
        if number is None or (numbers and number == 0):
            break
        numbers.append(number)
    return tuple(numbers)


def _number(part: Any) -> int | None:
    if isinstance(part, int) and not isinstance(part, bool) and abs(part) < 1_000_000:
        return part
    if isinstance(part, float) and part.is_integer() and abs(part) < 1_000_000:
        return int(part)
    if isinstance(part, str) and re.fullmatch(r"\s*-?[0-9]{1,6}\s*", part):
        return int(part)
    return None


def _read_raw(raw: str) -> RecordDate | None:
    raw = clean(raw)
    ends = raw.split("/")
    parsed_ends = [_read_iso(end.strip()) for end in ends] if len(ends) <= 2 else [None]
    if len(ends) == 1 and parsed_ends[0] is None and (decade := _DECADE.fullmatch(raw)):
        low, width = int(decade[1]), 10 ** len(decade[2])
        return RecordDate(((low * width,), (low * width + width - 1,)), decade[3] != "")
    readable_ends = [end for end in parsed_ends if end is not None]
    if (
        len(readable_ends) < len(ends)
        or not readable_ends
        or not readable_ends[0].parts
        or readable_ends[0].parts == ((0,),)
    ):
        return RecordDate(literal=raw) if raw else None
    return RecordDate(
        tuple(end.parts[0] for end in readable_ends), any(end.circa for end in readable_ends)
    )


def _read_iso(end: str) -> RecordDate | None:
    if end in ("", "..", "open", "unknown"):
        return RecordDate(((0,),))
    match = _ISO.fullmatch(end)
    if not match:
        return RecordDate(((int(end),),)) if re.fullmatch("[0-9]{1,3}", end) else None
    year = int(match[1].lstrip("y"))
    # In ISO 8601 and EDTF the year before 1 is 0: -0043 is 44 BC.
    parts = [year - 1 if match[1].lstrip("y").startswith("-") or year == 0 else year]
    for group in (match[2], match[3]):
        if group is None or group == "00":
            break
        parts.append(int(group))
    return RecordDate((tuple(parts),), match[4] != "")


def worded(date: RecordDate, precision: str = "day") -> str:
    """The date in words, no finer than `precision` (day, month or year); in square brackets when it is a guess."""
    if date.literal:
        words = date.literal
    else:
        keep = {"year": 1, "month": 2, "day": 3}[precision]
        words = _range([part[:keep] for part in date.parts])
    return f"[{words}?]" if date.circa and words else words


def within_year(date: RecordDate, precision: str = "day") -> str:
    """Month and day alone, as far as `precision` goes, where the year was written before: "July 19".

    "" for a date that has neither, spans several years, is in words or is a guess.
    """
    if date.literal or date.circa or len({parts[0] for parts in date.parts}) > 1:
        return ""
    day = worded(date, precision).removesuffix(worded(date, "year"))
    return day.removesuffix(_of()).rstrip(", ")


def _range(ends: list[Parts]) -> str:
    if len(ends) == 1 or ends[0] == ends[1]:
        return _single(ends[0])
    first, last = ends
    if last == (0,):
        return _single(first) + "–"
    if len(first) != len(last) or first[0] != last[0] or len(first) == 1:
        return f"{_single(first)}–{_single(last)}"
    if len(first) == 3:
        end = f"{last[2]}" if first[1] == last[1] else _day(last)
        if (language := date_language()) or _is_day_first.get():
            number = language.day(first[2]) if language else f"{first[2]}"
            beginning = number if first[1] == last[1] else _day(first)
            return f"{beginning}–{_day(last)}{_of()}{_year(first[0])}"
        return f"{_day(first)}–{end}, {_year(first[0])}"
    return f"{_month(first[1])}–{_month(last[1])}{_of()}{_year(first[0])}"


def _of() -> str:
    """What stands before a year where the day comes first."""
    language = date_language()
    return language.of if language else " "


def _single(parts: Parts) -> str:
    month = _month(parts[1]) if len(parts) > 1 else ""
    if not month:
        return _year(parts[0])
    if len(parts) > 2 and 1 <= parts[1] <= 12:
        between = _of() if date_language() or _is_day_first.get() else ", "
        return f"{_day(parts)}{between}{_year(parts[0])}"
    return f"{month}{_of()}{_year(parts[0])}"


def _day(parts: Parts) -> str:
    """The day of a date that has one, with its month: "July 19"."""
    if language := date_language():
        return language.day_and_month(parts[2], parts[1])
    month, day = _month(parts[1]), parts[2]
    return f"{day} {month}" if _is_day_first.get() else f"{month} {day}"


def _month(number: int) -> str:
    language = date_language()
    if 1 <= number <= 12:
        return language.month(number) if language else MONTHS[number - 1]
    if language and (13 <= number <= 16 or 21 <= number <= 24):
        return language.season(number - (12 if number < 20 else 20))
    if 13 <= number <= 16:
        return SEASONS[number - 13]
    return SEASONS[number - 21] if 21 <= number <= 24 else ""


def _year(year: int) -> str:
    if language := date_language():
        return language.year(year + 1) if year < 0 else language.year(year, era=0 < year < 1000)
    if year < 0:
        return f"{-year} BC"
    return f"{year} AD" if 0 < year < 1000 else str(year)


def edtf(date: RecordDate) -> str:
    """The date as ISO 8601 and EDTF write it ("1937-07-19", "1990-21", "-0043", "1990~/.."); "" for one in words."""
    return "/".join(
        _edtf(parts) + ("~" if date.circa and parts != (0,) else "") for parts in date.parts
    )


def _edtf(parts: Parts) -> str:
    if parts == (0,):
        return ".."
    year = parts[0] if parts[0] > 0 else parts[0] + 1
    written = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    months = [month + 8 if 13 <= month <= 16 else month for month in parts[1:2]]
    return "-".join([written, *(f"{part:02d}" for part in (*months, *parts[2:]))])
