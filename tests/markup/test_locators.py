"""Locators: every term of CSL, and what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.bibliography.chicago.locator_wording import read_locator, worded
from encyclopedia.bibliography.csl_locators import csl_locator
from encyclopedia.core.checked_words import checked_place
from encyclopedia.core.locator_terms import LOCATOR_TERMS, term_of
from encyclopedia.markup.locators import TERMS, LocatorReader
from encyclopedia.wording import words

# https://docs.citationstyles.org/en/stable/specification.html#locators
CSL_TERMS = {
    *("act", "appendix", "article-locator", "book", "canto", "chapter", "column", "elocation"),
    *("equation", "figure", "folio", "issue", "line", "note", "opus", "page", "paragraph", "part"),
    *("rule", "scene", "section", "sub-verbo", "supplement", "table", "timestamp"),
    *("title-locator", "verse", "version", "volume"),
}


def read(typed: str) -> LocatorReader:
    locator = LocatorReader()
    for segment in typed.split(","):
        locator.read(segment.strip())
    return locator


def test_every_term_of_csl_can_be_typed() -> None:
    assert set(TERMS.values()) == CSL_TERMS


@pytest.mark.parametrize("typed", sorted(TERMS))
def test_notes_know_every_label_that_can_be_typed(typed: str) -> None:
    assert read_locator(f"{typed} 4").label == TERMS[typed]


@pytest.mark.parametrize("label", ["f.", "ff.", "fo.", "fn.", "nr.", "par.", "pars.", "eqq."])
def test_a_label_that_only_notes_know_stays_with_its_number_as_it_is_typed(label: str) -> None:
    locator = read(f"p. 12 {label} 3")
    assert (locator.text, locator.suffix) == (f"p. 12 {label} 3", [])
    assert read_locator(f"{label} 3").label != "page"


@pytest.mark.parametrize("typed", sorted(TERMS))
def test_every_form_of_every_term_is_read(typed: str) -> None:
    locator = read(f"{typed} 4")
    assert (locator.text, locator.suffix, locator.fault) == (f"{typed} 4", [], None)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("p. 12", "p. 12"),
        ("12", "p. 12"),
        ("xiv", "p. xiv"),
        ("A12", "p. A12"),
        ("12-14", "pp. 12–14"),
        ("12, 15", "pp. 12, 15"),
        ("12 and 15", "pp. 12 and 15"),
        ("12ff.", "pp. 12ff"),
        ("xii–xv", "pp. xii–xv"),
        ("pp. 3-4", "pp. 3–4"),
        ("pp. 3 -- 4", "pp. 3–4"),
        ("pp. 3—4", "pp. 3–4"),
        ("pp. 3–4, 7, 9-11", "pp. 3–4, 7, 9–11"),
        ("pp. 123-45", "pp. 123–45"),
        ("p.12", "p. 12"),
        ("p 12", "p 12"),
        ("§12", "§ 12"),
        ("§§ 12-14", "§§ 12–14"),
        ("¶ 3", "¶ 3"),
        ("Ch. 2", "Ch. 2"),
        ("chapter 2", "chapter 2"),
        ("vol. 2, p. 14", "vol. 2, p. 14"),
        ("vol. 2 p. 14", "vol. 2, p. 14"),
        ("bk. 3, ch. IV, p. xii", "bk. 3, ch. IV, p. xii"),
        ("act 1, scene 2", "act 1, scene 2"),
        ("fol. 2v-3r", "fol. 2v–3r"),
        ("p. A-12", "p. A-12"),
        ("p. 12 n. 3", "p. 12 n. 3"),
        ("note A", "note A"),
        ("1:23:45", "1:23:45"),
        ("timestamp 01:02", "timestamp 01:02"),
        ("verse 3:16", "verse 3:16"),
        ("s.v. Permanent revolution", "s.v. Permanent revolution"),
        ("p. 12.", "p. 12"),
        # Of no known term, but with a number: a check must not outlive a change of it.
        ("plate 7", "plate 7"),
        ("Bl. 4", "Bl. 4"),
        ("May 1921", "May 1921"),
        ("14 May 1921", "14 May 1921"),
        ("p. 12 of the 1938 edition", "p. 12 of the 1938 edition"),
        ("p. twelve", "p. twelve"),
    ],
)
def test_what_is_typed_is_read_as_locator(typed: str, text: str) -> None:
    locator = read(typed)
    assert (locator.text, locator.suffix, locator.fault) == (text, [], None)


@pytest.mark.parametrize(
    ("typed", "text", "suffix"),
    [
        ("emphasis mine", "", ["emphasis mine"]),
        ("passim", "", ["passim"]),
        ("note that this is weak", "", ["note that this is weak"]),
        ("figure of speech", "", ["figure of speech"]),
        ("note a mistake", "", ["note a mistake"]),
        ("as printed in 1938", "", ["as printed in 1938"]),
        ("p. 12 emphasis mine", "p. 12", ["emphasis mine"]),
        ("p. 12, emphasis mine, second column", "p. 12", ["emphasis mine", "second column"]),
        ("emphasis mine, p. 12", "p. 12", ["emphasis mine"]),
    ],
)
def test_what_is_no_locator_is_kept_as_words(typed: str, text: str, suffix: list[str]) -> None:
    locator = read(typed)
    assert (locator.text, locator.suffix, locator.fault) == (text, suffix, None)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("p.", "“p.” is followed by no number"),
        ("pp. ?", "“pp.” is followed by no number"),
        ("pp. –4", "“pp.” is followed by no number"),
        ("s.v.", "“s.v.” is followed by no number"),
        ("pp. 3–", "the range “pp. 3–” has no end"),
        ("12-", "the range “12-” has no end"),
        ("pp. 14–13", "the range “14–13” runs backwards"),
        ("14-13", "the range “14–13” runs backwards"),
        ("p. " + "1 p. " * 100, "is too long to be read as a locator"),
    ],
)
def test_a_broken_locator_is_named(typed: str, fault: str) -> None:
    message = read(typed).fault
    assert message is not None
    assert fault in words(message)


ABROAD = {
    "S. 12": "page",
    "S. 12–14": "page",
    "Bd. 2": "volume",
    "Kap. 3": "chapter",
    "Anm. 4": "note",
    "t. 2": "volume",
    "chap. III": "chapter",
    "n. 4": "note",
    "pág. 12": "page",
    "págs. 3-4": "page",
    "cap. 3": "chapter",
    "nota 4": "note",
    "с. 12": "page",
    "стр. 12": "page",
    "т. 2": "volume",
    "гл. 3": "chapter",
    "прим. 4": "note",
    "л. 5 об.": "folio",
    "ص. 12": "page",
    "ص ١٢": "page",
    "Seite 12": "page",
    "blz. 12": "page",
    "rozdz. 3": "chapter",
    "Sp. 12": "column",
    "Heft 3": "issue",
    "n.º 4": "issue",
    "№ 4": "issue",
    "ч. 2": "part",
    "Bl. 4": "folio",
}


@pytest.mark.parametrize(("typed", "name"), ABROAD.items())
def test_labels_of_other_languages_are_understood(typed: str, name: str) -> None:
    assert read_locator(typed).label == name
    assert csl_locator(typed) == (name, read_locator(typed).value)


@pytest.mark.parametrize("typed", ABROAD)
def test_checks_of_such_places_stay_as_they_are(typed: str) -> None:
    """Only English labels have one form in what a check is bound to, and only with them are texts read."""
    assert checked_place(typed) == typed.replace("–", "-").replace("chap.", "chapter")


@pytest.mark.parametrize(
    "typed",
    ["s. 12", "T. 2", "bl. 4", "ст. 5", "S. Miller", "Anm. d. Red.", "ф. 495, оп. 2, л. 5 об."],
)
def test_a_label_that_may_mean_two_things_stays_as_it_is_typed(typed: str) -> None:
    locator = read_locator(typed)
    assert (locator.label, worded(locator)) == ("page", typed)


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("Bd. 2, S. 5", "2:5"),
        ("т. 2, с. 5", "2:5"),
        ("Т. 2. С. 5", "2:5"),
        ("t. 2, p. 5", "2:5"),
        ("Bd. II, Kap. 3, S. 12", "vol. II, chap. 3, 12"),
        ("págs. 123-129", "123–29"),
    ],
)
def test_notes_word_them_as_they_word_english_ones(typed: str, note: str) -> None:
    assert worded(read_locator(typed)) == note


def test_no_label_means_two_things() -> None:
    """Where it does in two languages, its spelling decides, or it is not understood."""
    meanings: dict[str, set[str]] = {}
    for name, term in LOCATOR_TERMS.items():
        for label in term.typed | term.understood:
            meanings.setdefault(label.rstrip("."), set()).add(name)
    assert {label: names for label, names in meanings.items() if len(names) > 1} == {}
    assert {label: term_of(label) for label in meanings} == {
        label: names.pop() for label, names in meanings.items()
    }


@given(st.text(alphabet="p.12-–,; ivxABc§:&fn", max_size=80))
def test_reading_a_locator_again_changes_nothing(typed: str) -> None:
    first = read(typed)
    second = read(first.text)
    if not first.fault and first.text:
        assert (second.text, second.suffix) == (first.text, [])


@given(st.text(max_size=80))
def test_no_number_is_lost(typed: str) -> None:
    locator = read(typed)
    words_read = locator.text + "".join(locator.suffix)
    assert [c for c in typed if c.isdigit()] == [c for c in words_read if c.isdigit()]
