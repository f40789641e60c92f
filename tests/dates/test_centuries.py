"""Centuries as EDTF counts them, and the years of a life in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.dates import parse
from encyclopedia.dates.centuries import (
    FIRST_YEAR,
    LAST_YEAR,
    centuries,
    century_edtf,
    century_of,
    read_century,
)
from encyclopedia.dates.years import years_of


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_every_year_lies_in_its_century_whose_spelling_is_read_back(year: int) -> None:
    century = century_of(year)
    assert century is not None
    assert century.year <= year <= century.last_year
    assert read_century(century_edtf(century.year)) == century.year


@given(st.text(max_size=8))
def test_what_is_no_century_is_read_as_none(text: str) -> None:
    year = read_century(text)
    assert year is None or century_edtf(year) == text


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1, 10**11])
def test_what_is_too_old_or_too_late_has_no_century(year: int) -> None:
    assert century_of(year) is None


@pytest.mark.parametrize(
    ("date", "named"),
    [
        ("1879/1940", ["19th century", "20th century"]),
        ("19XX", ["20th century"]),
        ("-0050/0050", ["1st century BC", "1st century"]),
        ("../1800", ["19th century"]),
        ("1922/..", ["20th century"]),
        ("-5000/2000", ["51st century BC", "21st century"]),
        ("Y-12000", []),
    ],
)
def test_a_date_belongs_to_the_centuries_that_it_touches(date: str, named: list[str]) -> None:
    read = parse(date)
    assert [
        parse(century_edtf(year)).words() for year in centuries(read.earliest, read.latest)
    ] == named


@pytest.mark.parametrize(
    ("began", "ended", "words"),
    [
        ("1879-11-07", "1940-08-21", "1879–1940"),
        ("-0099", "-0043-03-15", "100–44 BC"),
        ("1200~", "1260", "c. 1200 – 1260"),
        ("18XX", "", "19th century"),
        ("", "1940?", "possibly 1940"),
        ("1879/1880", "", "c. 1879"),
        ("", "", ""),
    ],
)
def test_the_years_of_a_life(began: str, ended: str, words: str) -> None:
    dates = [parse(date) if date else None for date in (began, ended)]
    assert years_of(*dates) == words
