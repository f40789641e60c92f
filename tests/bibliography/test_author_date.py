"""The author-date style: what notes say, what leads a line and where its year stands, and the order."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.bibliography import CITATION_STYLES, chicago

STYLE = CITATION_STYLES["author-date"]
SERVICE: dict[str, Any] = {
    "type": "book",
    "title": "Trotsky: A Biography",
    "author": [{"family": "Service", "given": "Robert"}],
    "issued": {"date-parts": [[2009]]},
    "publisher": "Macmillan",
}
LETTER: dict[str, Any] = {
    "type": "personal_communication",
    "author": [{"family": "Trotsky", "given": "Leon"}],
    "recipient": [{"family": "Sedova", "given": "Natalia"}],
    "issued": {"date-parts": [[1937]]},
}


def without(record: dict[str, Any], *fields: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in fields}


def test_a_note_names_author_year_and_place() -> None:
    assert STYLE.full_note(SERVICE) == "Service 2009."
    assert STYLE.full_note(SERVICE, locator="p. 12") == "Service 2009, 12."
    note = STYLE.full_note(SERVICE, locator="chapter 2", prefix="see", suffix="(a guess)")
    assert note == "See Service 2009, chap. 2 (a guess)."
    assert STYLE.full_note(SERVICE | {"volume": "2"}, locator="p. 14") == "Service 2009, 2:14."


def test_a_later_note_is_like_the_first() -> None:
    assert STYLE.short_note(SERVICE, locator="p. 12") == "Service 2009, 12."


def test_the_year_stands_behind_the_author_in_the_bibliography() -> None:
    assert (
        STYLE.bibliography_line(SERVICE)
        == "Service, Robert. 2009. <em>Trotsky: A Biography</em>. Macmillan."
    )


@pytest.mark.parametrize(
    ("dates", "note", "line"),
    [
        ({}, "Service, n.d.", "Service, Robert. n.d. <em>"),
        ({"issued": {"literal": "about 1930"}}, "Service about 1930.", "Robert. About 1930. "),
        (
            {"issued": {"date-parts": [[1905]], "circa": True}},
            "Service [1905?].",
            "Robert. [1905?]. ",
        ),
        ({"issued": {"date-parts": [[-44]]}}, "Service 44 BC.", "Robert. 44 BC. "),
        ({"status": "Forthcoming"}, "Service, forthcoming.", "Robert. Forthcoming. "),
        ({"event-date": {"date-parts": [[1938, 9]]}}, "Service 1938.", "Robert. 1938. "),
        (
            {"issued": {"date-parts": [[2003]]}, "original-date": {"date-parts": [[1954]]}},
            "Service [1954] 2003.",
            "Robert. (1954) 2003. ",
        ),
        (
            {"issued": {"date-parts": [[2003, 5]]}, "original-date": {"date-parts": [[2003]]}},
            "Service 2003.",
            "Robert. 2003. ",
        ),
        (
            {"original-date": {"date-parts": [[1954]]}, "status": "forthcoming"},
            "Service, [1954] forthcoming.",
            "Robert. (1954) forthcoming. ",
        ),
    ],
)
def test_the_year_is_what_is_known_of_it(dates: dict[str, Any], note: str, line: str) -> None:
    record = without(SERVICE, "issued") | dates
    assert STYLE.full_note(record) == note
    assert line.lower() in (STYLE.bibliography_line(record) or "").lower()
    assert (STYLE.bibliography_line(record) or "").count("n.d.") == ("n.d." in note)


def test_without_an_author_what_leads_the_line_leads_the_note() -> None:
    book = without(SERVICE, "author")
    assert STYLE.full_note(book, locator="12") == "<em>Trotsky</em> 2009, 12."
    assert STYLE.bibliography_line(book) == "<em>Trotsky: A Biography</em>. 2009. Macmillan."
    edited = book | {"editor": [{"family": "Tucker"}, {"family": "Lane"}]}
    assert STYLE.full_note(edited) == "Tucker and Lane 2009."
    assert (STYLE.bibliography_line(edited) or "").startswith("Tucker, and Lane, eds. 2009. ")
    film = book | {"type": "motion_picture", "director": [{"family": "Losey"}]}
    assert STYLE.full_note(film) == "Losey 2009."
    news = {"type": "article-newspaper", "title": "Exile", "container-title": "The Times"}
    assert STYLE.full_note(news) == "<em>The Times</em>, n.d."


def test_three_authors_are_et_al_in_notes() -> None:
    record = SERVICE | {"author": [{"family": name} for name in ("A", "B", "C")]}
    assert STYLE.full_note(record) == "A et al. 2009."


def test_month_and_day_stay_where_the_notes_style_has_its_date() -> None:
    article = {"type": "article-newspaper", "title": "Exile", "container-title": "The Times"}
    article |= {"author": [{"family": "Reed"}], "issued": {"date-parts": [[1937, 7, 19]]}}
    assert STYLE.bibliography_line(article) == "Reed. 1937. “Exile.” <em>The Times</em>, July 19."
    journal = article | {"type": "article-journal", "volume": "2", "issue": "3", "page": "4-9"}
    line = "Reed. 1937. “Exile.” <em>The Times</em> 2, no. 3: 4–9."
    assert STYLE.bibliography_line(journal) == line


def test_words_about_the_date_go_with_it() -> None:
    page = {
        "type": "webpage",
        "title": "Exile",
        "container-title": "Archive",
        "URL": "https://a.org",
    }
    page |= {"author": [{"family": "Reed"}], "status": "last modified"}
    day = page | {"issued": {"date-parts": [[2020, 5, 1]]}}
    assert "2020. “Exile.” Archive, May 1. <a" in (STYLE.bibliography_line(day) or "")
    year = page | {"issued": {"date-parts": [[2020]]}}
    assert "2020. “Exile.” Archive. <a" in (STYLE.bibliography_line(year) or "")


def test_what_no_bibliography_lists_is_noted_as_in_the_notes_style() -> None:
    assert STYLE.bibliography_line(LETTER) is None
    assert STYLE.full_note(LETTER) == chicago.full_note(LETTER) != ""
    assert STYLE.short_note(LETTER) == chicago.short_note(LETTER) != chicago.full_note(LETTER)


def test_laws_are_cited_as_lawyers_do() -> None:
    law = {"type": "legislation", "title": "Land Decree", "container-title": "Stat.", "volume": "3"}
    assert STYLE.full_note(law, locator="sec. 4") == "Land Decree, 3 Stat., § 4."
    assert STYLE.bibliography_line(law) == chicago.bibliography_line(law)


def test_a_letter_of_the_record_tells_two_works_of_one_year_apart() -> None:
    first, second = SERVICE | {"year-suffix": "a"}, SERVICE | {"year-suffix": "b"}
    assert STYLE.full_note(first, locator="12") == "Service 2009a, 12."
    assert (STYLE.bibliography_line(second) or "").startswith("Service, Robert. 2009b. ")
    assert STYLE.full_note(without(first, "issued")) == "Service, n.d.-a."
    assert chicago.full_note(first) == chicago.full_note(SERVICE)


def test_an_authors_works_go_by_year_then_letter_then_title() -> None:
    def book(title: str, year: int | None, letter: str = "") -> dict[str, Any]:
        issued = {"issued": {"date-parts": [[year]]}} if year else {}
        record = without(SERVICE, "issued") | {"title": title} | issued
        return record | ({"year-suffix": letter} if letter else {})

    works = [
        *(book("Z", 1990), book("B", 2001), book("C", 2001)),
        *(book("Y", 2009, "a"), book("X", 2009, "b"), book("A", None)),
    ]
    backwards = works[::-1]
    assert sorted(backwards, key=STYLE.sort_key) == works
    earlier_name = book("Z", 2020) | {"author": [{"family": "Carr"}]}
    assert STYLE.sort_key(earlier_name) < STYLE.sort_key(works[0])


@pytest.mark.parametrize(
    ("record", "note"),
    [
        ({}, ""),
        ({"type": "document", "note": "Found in a drawer"}, "Found in a drawer."),
        ({"type": "book", "id": "mystery-1920"}, "Mystery-1920."),
    ],
)
def test_a_record_of_which_nothing_is_known_goes_by_its_note_or_key(
    record: dict[str, Any], note: str
) -> None:
    assert STYLE.full_note(record) == note
