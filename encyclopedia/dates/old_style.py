"""Days typed with their calendar: "24 March 1882 (O.S.)", "24 March/5 April 1882", "5 April 1882 N.S.". Pure."""

from __future__ import annotations

import re

from encyclopedia.dates.calendars import gregorian, julian_days_in
from encyclopedia.dates.date_wording import MONTHS, point_words
from encyclopedia.dates.numeric_dates import NUMBERS, day_in_numbers
from encyclopedia.dates.points import DateError, Point, shortened
from encyclopedia.dates.typed_parts import MONTH, YEAR, day_parts, month_number, year_edtf

_OLD = re.compile(r",? \(?(?:o ?s|old style|julian(?: calendar)?)\)?$")
_NEW = re.compile(r",? \(?(?:n ?s|new style|gregorian(?: calendar)?)\)?$")
_IN_ORDER = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
# "11/23 March 1882", "11 (23) March 1882"; "24 March/5 April 1882", "24 March (5 April) 1882".
_TWO_DAYS = re.compile(rf"([0-9]{{1,2}})(?: ?/ ?| \()([0-9]{{1,2}})\)? ({MONTH}) ({YEAR})")
_TWO_MONTHS = re.compile(
    rf"([0-9]{{1,2}}) ({MONTH})(?: ?/ ?| \()([0-9]{{1,2}}) ({MONTH})\)?,? ({YEAR})"
)
# "26 December 1917 (8 January 1918)"; "8 January 1918 (26 December 1917 O.S.)", where a year may be left out.
_TWO_YEARS = re.compile(rf"([0-9]{{1,2}}) ({MONTH}) ({YEAR}) \(([0-9]{{1,2}}) ({MONTH}) ({YEAR})\)")
_OLD_BEHIND = re.compile(
    rf"([0-9]{{1,2}}) ({MONTH}) ({YEAR}) \(([0-9]{{1,2}}) ({MONTH})(?:,? ({YEAR}))?,? (?:o ?s|old style)\)"
)


def read_styled(words: str, typed: str) -> tuple[Point, Point] | None:
    """The day in New Style and in Old Style; None where the words name no Old Style.

    `words` are in small letters, without the dots of abbreviations. Raises DateError for a day that was none, for two
    days that are not the same in the two calendars, and where there is no day to convert.
    """
    if match := _OLD_BEHIND.fullmatch(words):
        new_day, new_month, new_year, day, month, year = match.groups()
        return _same_day((day, month, year or new_year), (new_day, new_month, new_year), typed)
    if match := _OLD.search(words):
        parts = _day(words[: match.start()])
        if parts is None:
            raise DateError("date_old_style", typed=shortened(typed))
        old = _julian(*parts, typed)
        return gregorian(old), old
    if match := _TWO_YEARS.fullmatch(words):
        day, month, year, new_day, new_month, new_year = match.groups()
        return _same_day((day, month, year), (new_day, new_month, new_year), typed)
    if match := _TWO_DAYS.fullmatch(words):
        day, new_day, month, year = match.groups()
        return _same_day((day, month, year), (new_day, month, year), typed)
    if match := _TWO_MONTHS.fullmatch(words):
        day, month, new_day, new_month, year = match.groups()
        return _same_day((day, month, year), (new_day, new_month, year), typed)
    return None


def _same_day(
    old_style: tuple[str, str, str], new_style: tuple[str, str, str], typed: str
) -> tuple[Point, Point]:
    """The day in New and in Old Style. Raises DateError where they are two days.

    Of a day in December and one in January with one year, it is that of the second.
    """
    old = _julian(*old_style, typed)
    number, new_month = int(year_edtf(new_style[2], typed).lstrip("Y")), month_number(new_style[1])
    if old.month == 12 and new_month == "01" and old.year == number:
        old = _julian(*old_style[:2], f"{number - 1}", typed)
    day_then = gregorian(old)
    if day_then != Point(number, "day", int(new_month), int(new_style[0])):
        values = {"old": point_words(old), "new": point_words(day_then)}
        raise DateError("date_calendars_apart", typed=shortened(typed), **values)
    return day_then, old


def _day(words: str) -> tuple[str, str, str] | None:
    """Day, month and year as typed in words, or in numbers."""
    if match := _IN_ORDER.fullmatch(words):
        year, month, day = (int(part) for part in match.groups())
    elif NUMBERS.fullmatch(words):
        year, month, day = day_in_numbers(words, julian_days_in)
    else:
        return day_parts(words)
    return (str(day), MONTHS[month - 1].lower(), f"{year:04}") if 1 <= month <= 12 else None


def without_new_style(words: str) -> str:
    """Without the mark of the calendar that is meant in any case."""
    return _NEW.sub("", words)


def _julian(day: str, month: str, year: str, typed: str) -> Point:
    number, of_year = int(month_number(month)), int(year_edtf(year, typed).lstrip("Y"))
    last = julian_days_in(of_year, number)
    if not 1 <= int(day) <= last:
        raise DateError(
            "date_no_such_day", typed=shortened(typed), month=f"{number:02}", count=last, day=day
        )
    return Point(of_year, "day", number, int(day))
