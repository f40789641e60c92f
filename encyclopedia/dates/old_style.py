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
# "11/23 March 1882"; "24 March/5 April 1882", "24 March (5 April) 1882".
_TWO_DAYS = re.compile(rf"([0-9]{{1,2}}) ?/ ?([0-9]{{1,2}}) ({MONTH}) ({YEAR})")
_TWO_MONTHS = re.compile(
    rf"([0-9]{{1,2}}) ({MONTH})(?: ?/ ?| \()([0-9]{{1,2}}) ({MONTH})\)?,? ({YEAR})"
)


def read_styled(words: str, typed: str) -> tuple[Point, Point] | None:
    """The day in New Style and in Old Style; None where the words name no Old Style.

    `words` are in small letters, without the dots of abbreviations. Raises DateError for a day that was none, for two
    days that are not the same in the two calendars, and where there is no day to convert.
    """
    if match := _OLD.search(words):
        parts = _day(words[: match.start()])
        if parts is None:
            raise DateError("date_old_style", typed=shortened(typed))
        old = _julian(*parts, typed)
        return gregorian(old), old
    if match := _TWO_DAYS.fullmatch(words):
        day, new_day, month, year = match.groups()
        old, new = _julian(day, month, year, typed), (int(new_day), int(month_number(month)))
    elif match := _TWO_MONTHS.fullmatch(words):
        day, month, new_day, new_month, year = match.groups()
        old, new = _julian(day, month, year, typed), (int(new_day), int(month_number(new_month)))
        if old.month == 12 and new[1] == 1:
            # The year is that of the second day.
            old = _julian(day, month, f"{old.year - 1}", typed)
    else:
        return None
    day_then = gregorian(old)
    if (day_then.day, day_then.month) != new:
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
