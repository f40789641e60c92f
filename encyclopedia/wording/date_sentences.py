"""What is wrong with a date that was typed, and how to write it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: dict[str, Any] = {
    "date_missing": _(
        "No date is given; write a year (1917), a month (1917-11) or a day (1917-11-07)."
    ),
    "date_too_long": _("“%(typed)s” is too long for a date."),
    "date_not_edtf": _("“%(typed)s” is not a date; write 1917-11-07, 1917-11, 1917 or 1917/1921."),
    "date_not_words": _(
        "“%(typed)s” is not understood as a date; write 7 November 1879, November 1879, c. 1200, 1938–1940, "
        "430 BC, 1920s or 19th century."
    ),
    "date_two_readings": _(
        "“%(typed)s” may be read in two ways, as %(one)s or as %(other)s; write the month as a word."
    ),
    "date_two_languages": _(
        "“%(typed)s” may be read in two languages, as %(one)s or as %(other)s; write the month in full, or in numbers "
        "(1917-11)."
    ),
    "date_old_style": _(
        "“%(typed)s”: only a day can be converted from Old Style; write it with its month and year."
    ),
    "date_calendars_apart": _(
        "“%(typed)s”: %(old)s in Old Style was %(new)s; correct one of the two days."
    ),
    "date_third": _(
        "“%(typed)s”: early, mid and late are of a year, a decade or a century of our era; write early 1930s."
    ),
    "date_before_after": _(
        "“%(typed)s”: “before” and “after” leave the day itself open; write “1916 or earlier”, “1918 or later”."
    ),
    # A year
    "date_masked_year_with_month": _(
        "“%(typed)s”: a month or day needs a whole year; write %(year)s alone, or the year."
    ),
    "date_year_minus_zero": _("“%(typed)s”: there is no year -0000; 1 BC is 0000."),
    "date_year_zero": _("“%(typed)s”: there is no year 0; 1 BC is followed by AD 1."),
    "date_year_with_y": _(
        "“%(typed)s”: Y is for years of more than four digits; write 1917 or -0429."
    ),
    "date_year_without_y": _(
        "“%(typed)s”: a year of more than four digits begins with Y (Y12345)."
    ),
    "date_year_too_short": _(
        "“%(typed)s”: a year has four digits: 1917/1918, 0476, and -0429 for 430 BC."
    ),
    "date_year_too_long": ngettext_lazy(
        "“%(typed)s”: a year may have at most %(count)s digit.",
        "“%(typed)s”: a year may have at most %(count)s digits.",
        "count",
    ),
    "date_year_in_full": _("“%(typed)s”: write the year in full (1948, or AD 48)."),
    "date_decade_in_full": _("“%(typed)s”: write the decade with its century (1920s)."),
    "date_masked_year": _(
        "“%(typed)s”: X may stand for the last digit (190X, a decade) or the last two (19XX, a century) of a year."
    ),
    # A month, a day
    "date_masked_month": _(
        "“%(typed)s”: XX may stand for a month with its day (1999-XX) or for a day (1999-01-XX), not for part of one."
    ),
    "date_no_such_month": _(
        "“%(typed)s”: there is no month %(month)s; months are 01 to 12, seasons 21 (spring) to 24 (winter) "
        "without a day."
    ),
    "date_no_such_day": ngettext_lazy(
        "“%(typed)s”: month %(month)s of that year has %(count)s day, not %(day)s.",
        "“%(typed)s”: month %(month)s of that year has %(count)s days, not %(day)s.",
        "count",
    ),
    # An interval
    "date_one_stroke": _(
        "“%(typed)s”: an interval has one stroke, between its two ends (1917/1921)."
    ),
    "date_no_end_known": _("“%(typed)s”: an interval needs a date at one end at least (1917/..)."),
    "date_ends_first": _(
        "“%(typed)s”: the interval ends before it begins; write the earlier date first."
    ),
    "date_beginning_missing": _(
        "“%(typed)s”: the beginning is missing; write “until 1940” or “unknown – 1940”."
    ),
    # What EDTF has, and we do not
    "date_choice": _(
        "“%(typed)s”: a choice is kept of single dates or of one range ([1878,1879], [1930..1933]); record others as "
        "a fact of its own each."
    ),
    "date_time_of_day": _(
        "“%(typed)s”: the time of day is not kept; write the day alone (1917-11-07)."
    ),
    "date_exponent": _("“%(typed)s”: write a long year with all its digits (Y170000000)."),
    "date_significant_digits": _(
        "“%(typed)s”: significant digits are not kept; write 195X, 19XX or 1950~."
    ),
    "date_sign_within": _(
        "“%(typed)s”: put ~, ? or %% once, at the end of the whole date (1917-11~)."
    ),
}
