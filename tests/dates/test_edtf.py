"""EDTF against the published examples and the `edtf` package; what is outside the subset is refused."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
from dates.some_dates import dates, intervals, points
from edtf import is_valid_edtf, parse_edtf
from hypothesis import assume, example, given
from hypothesis import strategies as st

from encyclopedia.dates import Date, DateError, parse
from encyclopedia.dates.intervals import EARLIEST, LATEST
from encyclopedia.dates.points import Point
from encyclopedia.wording import words

# The published examples that are outside the subset, each with the words its message must hold.
TIMES = dict.fromkeys(
    (
        "2001-02-03T09:30:01",
        "2004-01-01T10:10:10Z",
        "2004-01-01T10:10:10+05:00",
        "1985-04-12T23:20:30",
    ),
    "time of day",
)
CHOICES = dict.fromkeys(
    (
        "[1667, 1668, 1670..1672]",
        "[..1760-12-03]",
        "[1760-12..]",
        "[1760-01, 1760-02, 1760-12..]",
        "[1667, 1912-03..1912-05]",
        "{1667,1668, 1670..1672}",
        "{1960, 1961-12}",
        "{1912-03..1912-05}",
    ),
    "a fact of its own",
)
PARTLY_QUALIFIED = dict.fromkeys(
    (
        "2004?-06-11",
        "2004-06~-11",
        "2004-06-~11",
        "2004-%06",
        "2004-?06-?11",
        "2004?-06-~11",
        "?2004-%06",
        "2004?-%06",
        "2004?-~06-~04",
        "2011-~06-~04",
        "2004-06-~01/2004-06-~20",
    ),
    "at the end of the whole date",
)
MASKS_WITHIN = {
    "1XXX": "the last digit",
    "1XXX~": "the last digit",
    "156X-12-25": "needs a whole year",
    "15XX-12-25": "needs a whole year",
    "15XX-12-XX": "needs a whole year",
    "1560-XX-25": "XX may stand",
    "XXXX-XX-23": "the last digit",
}
SPELLINGS_OF_YEARS = {
    "Y17E7": "all its digits",
    "Y-17E7": "all its digits",
    "1950S2": "significant digits",
    "1953S2": "significant digits",
    "1953S3": "significant digits",
    "Y17101E4S3": "all its digits",
    "Y3388E2S3": "all its digits",
    "Y171010000S3": "significant digits",
}
OTHER_SEASONS = {"2001-29": "no month 29", "2001-34": "no month 34"}
OUTSIDE = TIMES | CHOICES | PARTLY_QUALIFIED | MASKS_WITHIN | SPELLINGS_OF_YEARS | OTHER_SEASONS


def bound(text: str) -> int:
    if text.endswith("inf"):
        return EARLIEST if text.startswith("-") else LATEST
    year, month, day = text.rsplit("-", 2)
    return int(year) * 10000 + int(month) * 100 + int(day)


def test_the_published_examples_have_their_bounds_or_are_refused_with_the_reason(
    shared_data: Path,
) -> None:
    published = shared_data / "edtf-valid.json"
    if not published.exists():
        warnings.warn(f"left out: {published.name} is not here", stacklevel=1)
        return
    examples = json.loads(published.read_text())
    refused = set()
    for text, bounds in examples:
        try:
            date = parse(text)
        except DateError:
            refused.add(text)
            continue
        # One or three bounds belong to a single day; the last two of three or four are a guess at
        # how far "about" reaches, which we do not make.
        first, last = (bounds[0], bounds[0]) if len(bounds) in (1, 3) else bounds[:2]
        assert (date.earliest, date.latest) == (bound(first), bound(last)), text
        assert date.edtf == text.replace(", ", ",")
    assert refused == set(OUTSIDE)


@pytest.mark.parametrize(("text", "reason"), OUTSIDE.items())
def test_what_is_outside_the_subset_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert reason in words(caught.value.message)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1900-02-29", "28 days"),
        ("2004-02-30", "29 days"),
        ("1879-11-31", "30 days"),
        ("1879-00", "no month 00"),
        ("1879-13", "no month 13"),
        ("1879-11-00", "not 00"),
        ("1879-21-01", "no month 21"),
        ("-0000", "1 BC is 0000"),
        ("476", "four digits"),
        ("19170", "begins with Y"),
        ("Y1917", "more than four digits"),
        ("Y0001917", "more than four digits"),
        ("Y1234567890123", "at most 12"),
        ("", "No date is given"),
        ("   ", "No date is given"),
        ("/", "at one end"),
        ("../..", "at one end"),
        ("1917/1918/1919", "one stroke"),
        ("1921/1917", "ends before it begins"),
        ("1917-11-08/1917-11-07", "ends before it begins"),
        ("yesterday", "is not a date"),
        ("١٩١٧", "is not a date"),
        ("1917" * 2000, "too long"),
    ],
)
def test_what_is_not_a_date_is_refused_with_the_remedy(text: str, reason: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert reason in words(caught.value.message)
    assert len(words(caught.value.message)) < 250


@given(dates())
def test_a_date_is_what_its_canonical_string_says(date: Date) -> None:
    assert parse(date.edtf) == date
    assert date.earliest <= date.latest


def within_the_package(date: Date) -> bool:
    """It reads the last day of `-0001-XX` as the first, crashes on open intervals and on some ends
    that are not plain, and refuses others of level 2 (`1917-21~`)."""
    if not isinstance(date.start, Point):
        return False
    if date.end is None:
        backwards = date.start.precision == "unknown" and date.year < 0
        return not backwards and is_valid_edtf(date.edtf)
    plain = ("day", "month", "year")
    return all(isinstance(e, Point) and e.precision in plain for e in (date.start, date.end))


@pytest.mark.slow
@given(points(long_years=False) | intervals(long_years=False))
@example(parse("-0001-02/0000-02"))
def test_the_bounds_are_those_of_the_edtf_package(date: Date) -> None:
    assume(within_the_package(date))
    reference = parse_edtf(date.edtf)
    first, last = (
        tuple(bound_date[:3]) for bound_date in (reference.lower_strict(), reference.upper_strict())
    )
    expected = [year * 10000 + month * 100 + day for year, month, day in (first, last)]
    assert [date.earliest, date.latest] == expected


@given(st.text(alphabet="0123456789-XY~?%/.[]{}TES:, ", max_size=30) | st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        date = parse(text)
    except DateError:
        return
    assert parse(date.edtf) == date


def test_dates_sort_across_the_beginning_of_our_era() -> None:
    in_order = [
        "../-0429",
        "Y-170000002",
        "-0429",
        "-0043-03-14",
        "-0043-03-15",
        "-0043-12",
        "-0001",
        "0000-01-01",
        "0000-12-31",
        "0001-01-01",
        "0079-08-24",
        "1879-11-07",
        "1917/..",
        "Y17000",
    ]
    assert sorted(in_order, key=lambda text: parse(text).earliest) == in_order


def test_open_ends_reach_further_than_any_date_and_unknown_ends_stay_near() -> None:
    assert parse("../1917").earliest < parse("Y-999999999999").earliest
    assert parse("1917/..").latest > parse("Y999999999999").latest
    assert parse("1917/").latest == 1927_01_01
    assert parse("/1917").earliest == 1907_12_31


@given(points(), points())
def test_the_sort_keys_order_points_as_their_years_months_and_days_do(a: Date, b: Date) -> None:
    def first_day(date: Date) -> tuple[int, int]:
        return divmod(date.earliest, 10000)

    assert (first_day(a) < first_day(b)) == (a.earliest < b.earliest)
    assert first_day(a)[0] == a.year


def test_a_date_is_vague_when_its_bounds_prove_nothing() -> None:
    assert all(parse(text).vague for text in ("1879~", "1879/1880?", "1879/", "/1879%"))
    assert not any(parse(text).vague for text in ("1879", "187X", "1879/..", "1879-XX"))
