"""Dates written in words, and read from words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dates.some_dates import dates
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.dates import Date, DateError, Point, from_words, parse, read_words
from encyclopedia.dates.calendars import gregorian
from encyclopedia.wording import words

WORDS = {
    "1879-11-07": "7 November 1879",
    "1879-11": "November 1879",
    "1879": "1879",
    "1200~": "c. 1200",
    "1879?": "possibly 1879",
    "1879%": "possibly c. 1879",
    "1938/1940": "1938–1940",
    "1938~/1940": "c. 1938 – 1940",
    "1917-03-07/1917-03-09": "7–9 March 1917",
    "1903-07-30/1903-08-23": "30 July – 23 August 1903",
    "1917-11-08/1918-03-13": "8 November 1917 – 13 March 1918",
    "1917-03/1917-05": "March–May 1917",
    "1918-03/1925-01": "March 1918 – January 1925",
    "1917/1918-03": "1917 – March 1918",
    "-0429": "430 BC",
    "0000": "1 BC",
    "0079-08-24": "24 August AD 79",
    "0476": "476",
    "-0043-03-15": "15 March 44 BC",
    "-0043/-0030": "44–31 BC",
    "-0026/0476": "27 BC – AD 476",
    "190X": "1900s (decade)",
    "191X": "1910s",
    "001X": "AD 10s",
    "-012X": "between 130 and 121 BC",
    "000X": "between 1 BC and AD 9",
    "19XX": "20th century",
    "00XX": "1st century",
    "-01XX": "2nd century BC",
    "-00XX": "1st century BC",
    "10XX~": "c. 11th century",
    "1917-21": "spring 1917",
    "1999-XX": "1999 (month unknown)",
    "1999-01-XX": "January 1999 (day unknown)",
    "1999-XX-XX": "1999 (month and day unknown)",
    "1917/..": "1917 or later",
    "../1917": "1917 or earlier",
    "1917/": "1917 – unknown",
    "/1917": "unknown – 1917",
    "Y170000002": "170000002",
}


@pytest.mark.parametrize(("edtf", "words"), WORDS.items())
def test_a_date_reads_as_english(edtf: str, words: str) -> None:
    assert parse(edtf).words() == words


def test_a_period_with_an_open_end_reads_from_or_until() -> None:
    assert parse("1922/..").words(period=True) == "from 1922"
    assert parse("../1922-04").words(period=True) == "until April 1922"
    assert parse("1922/").words(period=True) == "from 1922, end unknown"
    assert parse("/1922").words(period=True) == "until 1922, beginning unknown"


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("7 November 1879", "1879-11-07"),
        ("  7  Nov.\t1879 ", "1879-11-07"),
        ("7th of November, 1879", "1879-11-07"),
        ("November 7, 1879", "1879-11-07"),
        ("Nov. 1879", "1879-11"),
        ("Sept 1879", "1879-09"),
        ("476", "0476"),
        ("c. 1200", "1200~"),
        ("c1200", "1200~"),
        ("circa 1200", "1200~"),
        ("about March 1200", "1200-03~"),
        ("vers 1882", "1882~"),
        ("Um 1882", "1882~"),
        ("um das Jahr 1882", "1882~"),
        ("около 1882 г.", "1882~"),
        ("ок. 1882", "1882~"),
        ("hacia 1882", "1882~"),
        ("ca. 1882", "1882~"),
        ("verso il 1882", "1882~"),
        ("1882 circa", "1882~"),
        ("około 1882", "1882~"),
        ("yaklaşık 1882", "1882~"),
        ("حوالي 1882", "1882~"),
        ("约1882年", "1882~"),
        ("1882年頃", "1882~"),
        ("vers 1882?", "1882%"),
        ("um 1880–1890", "1880~/1890"),
        ("between um 1880 and 1890", "1880~/1890"),
        ("1879?", "1879?"),
        ("7 November 1879?", "1879-11-07?"),
        ("perhaps c. 1879", "1879%"),
        ("1938-40", "1938/1940"),
        ("1938–40", "1938/1940"),
        ("1938-1940", "1938/1940"),
        ("1938 to 1940", "1938/1940"),
        ("from 1938 to 1940", "1938/1940"),
        ("1903–04", "1903/1904"),
        ("1903-04", "1903-04"),
        ("1922–", "1922/.."),
        ("1922 – present", "1922/.."),
        ("since April 1922", "1922-04/.."),
        ("before 1917", "../1916"),
        ("Before 1 March 1900", "../1900-02-28"),
        ("before 1 January 1918", "../1917-12-31"),
        ("after 31 December 1917", "1918-01-01/.."),
        ("after February 1917", "1917-03/.."),
        ("before January 1917", "../1916-12"),
        ("after the 1920s", "193X/.."),
        ("before 1 AD", "../0000"),
        ("between 22 and 25 January 1962", "1962-01-22/1962-01-25"),
        ("between 1917 and 1921", "1917/1921"),
        ("from 1922 onwards", "1922/.."),
        ("until 1940", "../1940"),
        ("1917–?", "1917/"),
        ("from March 1917, end unknown", "1917-03/"),
        ("until 1917, beginning unknown", "/1917"),
        ("7–9 March 1917", "1917-03-07/1917-03-09"),
        ("430 BC", "-0429"),
        ("430 B.C.E.", "-0429"),
        ("AD 79", "0079"),
        ("79 CE", "0079"),
        ("44-31 BC", "-0043/-0030"),
        ("15 March 44 BC", "-0043-03-15"),
        ("1900s", "190X"),
        ("the 1920s", "192X"),
        ("20th century", "19XX"),
        ("the 3rd century BC", "-02XX"),
        ("22 or 25 January 1962", "[1962-01-22,1962-01-25]"),
        ("20, 22 or 25 January 1962", "[1962-01-20,1962-01-22,1962-01-25]"),
        ("1879 or 1878", "[1878,1879]"),
        ("possibly 1878 or c. 1880", "[1878?,1880~]"),
        ("early 1930s", "[1930..1933]"),
        ("mid-1930s", "[1934..1936]"),
        ("the late 19th century", "[1867..1899]"),
        ("late 1917", "[1917-09..1917-12]"),
        ("17/10/1920", "1920-10-17"),
        ("10/17/1920", "1920-10-17"),
        ("3.3.1920", "1920-03-03"),
        ("24 March 1882 (O.S.)", "1882-04-05"),
        ("1900-02-29 (O.S.)", "1900-03-13"),
        ("29.02.1900 O.S.", "1900-03-13"),
        ("25 October 1917, old style", "1917-11-07"),
        ("29 February 1900 (Julian calendar)", "1900-03-13"),
        ("11/23 March 1882", "1882-03-23"),
        ("24 March/5 April 1882", "1882-04-05"),
        ("26 December/8 January 1918", "1918-01-08"),
        ("5 April 1882 N.S.", "1882-04-05"),
        ("fall 1905", "1905-23"),
        ("1917-11-07", "1917-11-07"),
    ],
)
def test_what_people_type_is_read(typed: str, edtf: str) -> None:
    assert from_words(typed) == edtf


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("7/11/1879", "as 7 November 1879 or as 11 July 1879"),
        ("07.11.1879", "month as a word"),
        ("7-11-79", "in full"),
        ("31/31/1920", "not understood"),
        ("48", "in full"),
        ("the 20s", "its century"),
        ("October 1879 O.S.", "only a day"),
        ("1900-13-01 (O.S.)", "only a day"),
        ("1.3.1881 O.S.", "two ways"),
        ("29 February 1901 (O.S.)", "28 days"),
        ("11/24 March 1882", "11 March 1882 in Old Style was 23 March 1882"),
        ("early c. 1930", "early, mid and late"),
        ("30 February 1900", "28 days"),
        ("1940–1938", "before it begins"),
        ("0 BC", "no year 0"),
        ("before c. 1917", "1916 or earlier"),
        ("after spring 1917", "1916 or earlier"),
        ("–1940", "until 1940"),
        ("last Tuesday", "write 7 November 1879"),
        ("[1878,..]", "a fact of its own"),
        ("1917-13-01", "no month 13"),
        ("", "No date is given"),
        ("1917 " * 5000, "too long"),
    ],
)
def test_what_cannot_be_read_is_answered_with_the_remedy(typed: str, remedy: str) -> None:
    with pytest.raises(DateError) as caught:
        from_words(typed)
    assert remedy in words(caught.value.message)


def test_the_julian_day_is_told_beside_the_gregorian_one() -> None:
    old_style = read_words("24 March 1882 (O.S.)").old_style
    assert old_style
    assert old_style.edtf == "1882-03-24"
    assert read_words("5 April 1882").old_style is None


@given(st.dates(min_value=date(1, 3, 1)))
def test_the_calendars_agree_with_the_count_of_days(day: date) -> None:
    """Each leap day of a century that Gregory left out puts them one day further apart."""
    centuries = (day.year if day.month > 2 else day.year - 1) // 100
    julian = day - timedelta(days=centuries - centuries // 4 - 2)
    if (julian.year if julian.month > 2 else julian.year - 1) // 100 != centuries:
        return  # the leap day itself lies between the two
    assert gregorian(Point(julian.year, "day", julian.month, julian.day)).edtf == day.isoformat()


def unambiguous(date: Date) -> bool:
    """A long year in words looks like a mistake, and so do more words than a date has; a decade that begins before our
    era has no name.
    """
    if len(date.words()) > 90:
        return False
    ends = [end for end in (date.start, date.end, *date.others) if hasattr(end, "precision")]
    return not any(
        abs(end.year) > 9999 or (end.precision == "decade" and end.year <= 0) for end in ends
    )


@given(dates(long_years=False).filter(unambiguous), st.booleans())
def test_words_read_back_as_the_same_date(date: Date, period: bool) -> None:
    assert parse(from_words(date.words(period=period))) == date


@given(dates(), dates())
def test_different_dates_have_different_words(a: Date, b: Date) -> None:
    assert (a == b) == (a.words() == b.words())


@given(st.text(max_size=50) | st.text(alphabet="0123456789 –-./cabdnoJjFMthsBC()?,", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        edtf = from_words(text)
    except DateError:
        return
    assert parse(edtf).edtf == edtf
