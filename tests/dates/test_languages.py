"""Dates as people type them in their own language."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.dates import MONTHS, DateError, from_words, read_words, typed_dates
from encyclopedia.dates.languages.folding import folded
from encyclopedia.dates.languages.month_names import MONTH_NAMES
from encyclopedia.wording import words

DATA = Path(__file__).parent / "data"
EASTERN_FIGURES = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def typed_dates_of(name: str) -> list[tuple[str, str]]:
    """What is typed, and the EDTF that it must be read as, or "refused"."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [(typed, edtf) for _language, typed, edtf in (line.split("\t") for line in lines)]


TYPED = typed_dates_of("typed_in_languages.tsv") + typed_dates_of("typed_in_languages_later.tsv")
READ = [(typed, edtf) for typed, edtf in TYPED if edtf != "refused"]


def reading(typed: str) -> str:
    try:
        return from_words(typed)
    except DateError:
        return "refused"


def wrongly_read(pairs: list[tuple[str, str]]) -> dict[str, str]:
    return {typed: reading(typed) for typed, edtf in pairs if reading(typed) != edtf}


def test_what_people_type_in_their_language_is_read_or_refused() -> None:
    assert wrongly_read(TYPED) == {}


def test_accents_may_be_left_out_or_typed_apart() -> None:
    """ "dès" alone is another word without its accent."""
    plain = [(folded(typed), edtf) for typed, edtf in READ]
    assert wrongly_read(plain) == {}
    assert wrongly_read([(unicodedata.normalize("NFD", typed), edtf) for typed, edtf in READ]) == {}


def test_figures_of_another_script_are_the_same_date() -> None:
    assert wrongly_read([(typed.translate(EASTERN_FIGURES), edtf) for typed, edtf in READ]) == {}


def test_a_word_that_is_not_known_stops_the_reading() -> None:
    """What a date leaves out is not said to be one: "not 1917", "1296 AH"."""
    behind = [(f"{typed} xyzzy", "refused") for typed, _edtf in READ]
    before = [(f"zyxxy {typed}", "refused") for typed, _edtf in READ]
    assert wrongly_read(behind + before) == {}


def test_what_english_reads_is_asked_of_no_other_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed_dates, "translations", lambda typed: pytest.fail(typed))
    for typed in ("7 Nov. 1879", "mar 1917", "may 1917", "vers 1882", "24 March 1882 (O.S.)"):
        assert reading(typed) != "refused"


@given(st.sampled_from(sorted(MONTH_NAMES)), st.integers(0, 11), st.integers(1, 28), st.data())
def test_a_month_is_read_under_each_of_its_names(
    code: str, month: int, day: int, data: st.DataObject
) -> None:
    """Or refused, where its name is another month's elsewhere; never read as that."""
    months = " | ".join(MONTH_NAMES[code].strip().splitlines()).split(" | ")
    name = data.draw(st.sampled_from(months[month].split("/")))
    stop = "." if code in ("hr", "de", "cs", "fi") else ""
    typed = f"{day}{stop} {name}{'.' * (not name.endswith('.'))} 1917"
    assert reading(typed) in (f"1917-{month + 1:02}-{day:02}", "refused")
    if reading(typed) == "refused":
        with pytest.raises(DateError) as caught:
            from_words(typed)
        assert caught.value.message.code == "date_two_languages"
        assert MONTHS[month] in words(caught.value.message)


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("listopad 1917", "as November 1917 or as October 1917; write the month in full"),
        ("lip. 1917", "as June 1917 or as July 1917"),
        ("٧/١١/١٨٧٩", "as 7 November 1879 or as 11 July 1879"),
        ("die 30er Jahre", "its century"),
        ("Anfang März 1917", "early, mid and late"),
        ("30 февраля 1900 г.", "28 days"),
        ("vor ca. 1917", "1916 or earlier"),
        ("24 марта (6 апреля) 1882", "24 March 1882 in Old Style was 5 April 1882"),
        ("lundi dernier", "write 7 November 1879"),
    ],
)
def test_what_is_wrong_is_said_as_of_a_date_in_english(typed: str, remedy: str) -> None:
    with pytest.raises(DateError) as caught:
        from_words(typed)
    assert remedy in words(caught.value.message)


def test_a_day_of_october_in_croatian_is_told_by_its_full_stop() -> None:
    assert (from_words("7. listopada 1917."), from_words("7 listopada 1917")) == (
        "1917-10-07",
        "1917-11-07",
    )


def test_the_julian_day_is_told_in_any_language() -> None:
    for typed in ("25 октября (7 ноября) 1917 г.", "25. Oktober 1917 a. St."):
        old_style = read_words(typed).old_style
        assert old_style
        assert old_style.edtf == "1917-10-25"


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("first half of the 19th century", "[1800..1849]"),
        ("the last half of 1917", "refused"),
        ("2nd quarter of 1917", "[1917-04..1917-06]"),
        ("second half of the 1930s", "[1935..1939]"),
        ("first quarter of the 1930s", "refused"),
        ("third half of 1917", "refused"),
        ("11 (23) March 1882", "1882-03-23"),
        ("26 December 1917 (8 January 1918)", "1918-01-08"),
        ("5 April 1882 (24 March O.S.)", "1882-04-05"),
        ("5 April 1882 (25 March O.S.)", "refused"),
    ],
)
def test_halves_quarters_and_both_days_are_read_in_english_too(typed: str, edtf: str) -> None:
    assert reading(typed) == edtf
