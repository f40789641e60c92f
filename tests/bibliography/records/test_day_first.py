"""Dates of records with the day before the month, where the site's language has it so."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.bibliography.records.record_dates import (
    day_first,
    read_date,
    within_year,
    worded,
)


@pytest.mark.parametrize(
    ("date", "month_before", "day_before"),
    [
        ([[1937, 7, 19]], "July 19, 1937", "19 July 1937"),
        ([[1937, 7, 19], [1937, 7, 21]], "July 19–21, 1937", "19–21 July 1937"),
        ([[1937, 7, 19], [1937, 8, 2]], "July 19–August 2, 1937", "19 July–2 August 1937"),
        (
            [[1937, 7, 19], [1938, 1, 2]],
            "July 19, 1937–January 2, 1938",
            "19 July 1937–2 January 1938",
        ),
        ([[1937, 7]], "July 1937", "July 1937"),
        ([[1990, 5], [1990, 6]], "May–June 1990", "May–June 1990"),
        ([[1990, 21]], "Spring 1990", "Spring 1990"),
        ([[-44]], "44 BC", "44 BC"),
    ],
)
def test_the_day_stands_first_within_its_context_alone(
    date: Any, month_before: str, day_before: str
) -> None:
    read = read_date({"date-parts": date})
    assert read is not None
    with day_first():
        assert worded(read) == day_before
    assert worded(read) == month_before


def test_without_the_year_no_comma_is_left() -> None:
    read = read_date({"date-parts": [[1937, 7, 19]]})
    assert read is not None
    with day_first():
        assert within_year(read) == "19 July"
    assert within_year(read) == "July 19"
