"""Notes and lists in the words of the entry's language: of six, and English for any other."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.bibliography import CITATION_STYLES
from encyclopedia.bibliography.chicago.contributors import LABELS, SHORT_VERBS, VERBS
from encyclopedia.bibliography.records.citing_words import (
    citing_in,
    label_term,
    place_term,
    term,
)
from encyclopedia.core.locator_terms import LOCATOR_TERMS

LANGUAGES = ("de", "fr", "es", "ru", "ar")
CHICAGO = CITATION_STYLES["chicago-notes"]
BOOK = {
    "type": "book",
    "title": "Schriften",
    "author": [{"family": "Luxemburg", "given": "Rosa"}],
    "editor": [{"family": "Adler", "given": "Georg"}, {"family": "Laschitza", "given": "Annelies"}],
    "translator": [{"family": "Eastman", "given": "Max"}],
    "edition": "2",
    "volume": "3",
    "publisher": "Dietz",
}
ESSAY = {
    "type": "article-journal",
    "title": "Zur Lage",
    "language": "de",
    "author": [{"family": name, "given": "A"} for name in ("B", "C", "D")],
    "container-title": "Archiv",
    "volume": "49",
    "issue": "2",
    "issued": {"date-parts": [[1990, 5]]},
    "page": "245-259",
}
PAGE = {
    "type": "webpage",
    "title": "Seite",
    "language": "de",
    "URL": "https://example.org/",
    "accessed": {"date-parts": [[1917, 3, 3]]},
}


def note(record: dict[str, Any], language: str, locator: str = "") -> str:
    words = CHICAGO.in_language(language).day_first().full_note(record, locator=locator)
    return words.replace("<em>", "").replace("</em>", "").partition(", <a")[0]


@pytest.mark.parametrize(
    ("language", "book", "essay", "page"),
    [
        (
            "de",
            "2. Aufl., Bd. 3, hg. von Georg Adler und Annelies Laschitza, übers. von Max Eastman "
            "(Dietz, o. J.), S. 12.",
            "A B u. a., „Zur Lage“, Archiv 49, Nr. 2 (1990), S. 251–259.",
            "„Seite“, aufgerufen am 3. März 1917",
        ),
        (
            "fr",
            "2e éd., vol. 3, éd. par Georg Adler et Annelies Laschitza, trad. par Max Eastman (Dietz, s. d.), p. 12.",
            "A B et al., «\u202fZur Lage\u202f», Archiv 49, nᵒ 2 (1990), p. 251–259.",
            "«\u202fSeite\u202f», consulté le 3 mars 1917",
        ),
        (
            "es",
            "2.ª ed., vol. 3, ed. de Georg Adler y Annelies Laschitza, trad. de Max Eastman (Dietz, s. f.), p. 12.",
            "A B et al., «Zur Lage», Archiv 49, n.º 2 (1990), pp. 251–259.",
            "«Seite», consultado el 3 de marzo de 1917",
        ),
        (
            "ru",
            "2-е изд., т. 3, под ред. Georg Adler и Annelies Laschitza, пер. Max Eastman (Dietz, б. г.), с. 12.",
            "A B и др., «Zur Lage», Archiv 49, № 2 (1990), с. 251–259.",
            "«Seite», дата обращения: 3 марта 1917",
        ),
        (
            "ar",
            "2nd ed., vol. 3, ed. Georg Adler and Annelies Laschitza, trans. Max Eastman (Dietz, n.d.), 12.",
            "A B et al., “Zur Lage,” Archiv 49, no. 2 (1990): 251–59.",
            "“Seite,” accessed 3 March 1917",
        ),
        (
            "pt",
            "2nd ed., vol. 3, ed. Georg Adler and Annelies Laschitza, trans. Max Eastman (Dietz, n.d.), 12.",
            "A B et al., “Zur Lage,” Archiv 49, no. 2 (1990): 251–59.",
            "“Seite,” accessed 3 March 1917",
        ),
    ],
)
def test_a_note_is_in_the_words_of_its_language(
    language: str, book: str, essay: str, page: str
) -> None:
    assert note(BOOK, language, "p. 12").partition("Schriften, ")[2] == book
    assert note(ESSAY, language, "pp. 251-259") == essay
    assert note(PAGE, language) == page


def test_an_arabic_work_has_arabic_words_in_an_arabic_entry() -> None:
    book = {
        **BOOK,
        "title": "الثورة الدائمة",
        "author": [{"family": "تروتسكي", "given": "ليون"}],
        "editor": [{"family": "علي", "given": "أحمد"}, {"family": "حسن", "given": "سعاد"}],
        "translator": [{"family": "رفاعي", "given": "بشار"}],
        "publisher": "دار الطليعة",
    }
    words = "ط. 2, مج. 3, تحرير أحمد علي و سعاد حسن, ترجمة بشار رفاعي (دار الطليعة, د.ت), ص 12."
    assert note(book, "ar", "p. 12") == f"ليون تروتسكي, الثورة الدائمة, {words}"
    assert "ed. أحمد علي" in note(book, "en", "p. 12")


def test_places_and_volumes_stand_behind_their_labels() -> None:
    german = CHICAGO.in_language("de")
    assert (
        german.short_note(BOOK, locator="vol. 2, p. 14")
        == "Luxemburg, <em>Schriften</em>, Bd. 2, S. 14."
    )
    assert german.short_note(BOOK, locator="ch. 2").endswith("Bd. 3, Kap. 2.")
    assert german.bibliography_line(ESSAY) == (
        "B, A, A C und A D. „Zur Lage“. <em>Archiv</em> 49, Nr. 2 (1990), S. 245–259."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_role_or_a_place_is_left_in_english(language: str) -> None:
    with citing_in(language):
        verbs = {verb for verb in (*VERBS.values(), *SHORT_VERBS.values()) if term(verb) == verb}
        labels = {label for pair in LABELS.values() for label in pair if not label_term(label)}
        places = {
            name
            for name, english in LOCATOR_TERMS.items()
            if english.one and not place_term(name, several=False)
        }
    assert (verbs, labels, places - {"sub-verbo"}) == (set(), set(), set())


def test_days_years_and_ranges_are_worded_as_the_language_words_them() -> None:
    def issued(*parts: list[int]) -> str:
        record = {"type": "article-newspaper", "title": "A", "container-title": "B"}
        return note(record | {"issued": {"date-parts": list(parts)}}, language).rpartition("B, ")[2]

    language = "de"
    assert issued([1917, 3, 3], [1917, 3, 5]) == "3.–5. März 1917."
    language = "fr"
    assert issued([1917, 3, 1]) == "1er mars 1917."
    language = "ru"
    assert issued([1917, 3]) == "март 1917."
    assert issued([1917, 3, 3], [1917, 4, 5]) == "3 марта–5 апреля 1917."
    language = "es"
    assert issued([1917, 3], [1917, 4]) == "marzo–abril de 1917."


@pytest.mark.parametrize(
    ("language", "kind", "one", "several"),
    [
        ("fr", "issue", "nᵒ", "nᵒ"),
        ("fr", "folio", "fᵒ", "fᵒ"),
        ("fr", "paragraph", "paragr.", "paragr."),
        ("es", "folio", "f.", "f."),
        ("es", "line", "l.", "l."),
        ("es", "verse", "v.", "vv."),
    ],
)
def test_places_are_shortened_as_the_locales_of_the_style_language_have_it(
    language: str, kind: str, one: str, several: str
) -> None:
    with citing_in(language):
        assert place_term(kind, several=False) == one
        assert place_term(kind, several=True) == several
