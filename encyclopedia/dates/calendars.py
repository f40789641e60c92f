"""Days of the Julian calendar ("Old Style") as days of the Gregorian one, and back. Pure: no Django.

By the number of days since a common one, as Richards gives it (Explanatory Supplement to the Astronomical Almanac,
3rd edition, 15.11); years are astronomical.
"""

from __future__ import annotations

from encyclopedia.dates.points import Point


def gregorian(julian: Point) -> Point:
    """The Gregorian day of a Julian one."""
    return _day(_julian_number(julian.year, julian.month, julian.day))


def julian_days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _julian_number(year: int, month: int, day: int) -> int:
    """How many days lie between 1 March of the year 0 of the Julian calendar and this day of it."""
    years, months = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * years + years // 4 + (153 * months + 2) // 5 + day - 1


def _day(number: int) -> Point:
    """The Gregorian day of this number; in the year 0 its calendar is two days before the Julian one."""
    days = number - 2
    era, of_era = divmod(days, 146_097)
    of_years = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * of_years + of_years // 4 - of_years // 100)
    months = (5 * of_year + 2) // 153
    day = of_year - (153 * months + 2) // 5 + 1
    month = months + 3 if months < 10 else months - 9
    year = era * 400 + of_years + (month <= 2)
    return Point(year, "day", month, day)
