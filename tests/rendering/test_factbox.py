"""The box of facts: when there is one, what a folded one opens, and how a fact is worded."""

from __future__ import annotations

import elements
import pytest
from rendering.shelf import ENTRY, rendered

from encyclopedia.core import documents
from encyclopedia.core.documents import DocumentFact
from encyclopedia.rendering import Library

NAMES = {
    "Fourth International": "/organisation/fourth-international/",
    "Leon Trotsky": "/person/leon-trotsky/",
    "Mexico City": "/article/mexico-city/",
}


def facts(*given: DocumentFact) -> elements.Element:
    document = documents.PersonDocument(id=ENTRY, slug="p", title="Rosa Luxemburg", facts=given)
    return elements.read(rendered(document, library=Library(links=NAMES)).facts)


def test_where_there_is_no_picture_a_box_is_facts_alone_and_none_without_facts() -> None:
    root = facts(DocumentFact("born", date="1871"))
    assert root.one("aside").text.split() == ["Facts", "Born", "1871"]
    assert not root.all("img")
    for document in (
        documents.OrganisationDocument(id=ENTRY, slug="o", title="Left Opposition"),
        documents.PersonDocument(id=ENTRY, slug="p", title="Rosa Luxemburg"),
    ):
        assert rendered(document).facts == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((("born", "1871"), ("died", "1919"), ("position", "1900")), []),
        ((("affiliation", "1871"), ("affiliation", "1900")), ["All 2 facts"]),
        ((("born", "1871"), ("died", "1919"), ("position", "1"), ("event", "2")), ["All 4 facts"]),
    ],
)
def test_a_box_can_be_folded_where_it_has_more_than_a_folded_one_shows(
    given: tuple[tuple[str, str], ...], words: list[str]
) -> None:
    root = facts(*(DocumentFact(name, date=date) for name, date in given))
    assert [summary.text for summary in root.all("summary")] == words


def test_the_entry_itself_is_named_and_not_linked() -> None:
    given = documents.PersonDocument(
        id=ENTRY, slug="p", title="Rosa", facts=(DocumentFact("spouse", target="Rosa"),)
    )
    root = elements.read(rendered(given, library=Library(links={"Rosa": ""})).facts)
    assert "Rosa" in root.text
    assert not root.all("a")
    assert not root.all("span", class_="wanted")


def test_a_box_with_a_note_can_be_folded_since_a_folded_one_shows_none() -> None:
    root = facts(DocumentFact("born", date="1871", note="Or so."))
    assert [summary.text for summary in root.all("summary")] == ["The whole fact"]


def test_only_what_is_a_date_in_html_too_is_given_to_machines() -> None:
    root = facts(
        *(DocumentFact("event", date, date=date) for date in ("1917", "1917-10", "1917-23"))
    )
    assert [time.attributes["datetime"] for time in root.all("time")] == ["1917", "1917-10"]


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            DocumentFact(
                "event",
                "Fourth International founded",
                target="Fourth International",
                date="1938-09-03",
                place="Périgny, France",
            ),
            "3 September 1938 Fourth International founded, Périgny, France",
        ),
        (
            DocumentFact("event", "Exiled to Alma-Ata", date="1928-01", place="Alma-Ata"),
            "January 1928 Exiled to Alma-Ata",
        ),
        (
            DocumentFact("event", "Attack on Trotsky", target="Leon Trotsky"),
            "Attack on Leon Trotsky",
        ),
        (DocumentFact("event", "Born", place="Alma-Ata"), "Born, Alma-Ata"),
        (
            DocumentFact("event", "Exile", target="Mexico City", place="Mexico City"),
            "Exile, Mexico City",
        ),
    ],
)
def test_a_fact_does_not_repeat_a_target_or_a_place_that_its_words_name(
    fact: DocumentFact, words: str
) -> None:
    root = facts(fact)
    assert root.one("dd").text == words
    assert [link.attributes["href"] for link in root.all("a")] == [
        NAMES[name] for name in [fact.target] if name
    ]


def test_a_date_beside_other_words_comes_first_and_an_open_span_of_time_has_one_end() -> None:
    root = facts(
        DocumentFact("affiliation", target="Fourth International", date="1938/.."),
        DocumentFact("affiliation", "SPD", date="../1917"),
        DocumentFact("born", date="1871/.."),
    )
    assert [value.text for value in root.all("dd")] == [
        "1871 or later",
        "from 1938 Fourth International",
        "until 1917 SPD",
    ]
    assert [when.text for when in root.all("span", class_="when")] == ["from 1938", "until 1917"]


@pytest.mark.parametrize(
    ("given", "is_long"),
    [
        (["event"] * 2, False),
        (["event"] * 3, True),
        (["born", "died", "buried", "position", "role", "event"], False),
        (["born", "died", "buried", "position", "role", "event", "affiliation"], True),
    ],
)
def test_a_long_box_can_be_folded_at_every_width(given: list[str], is_long: bool) -> None:
    root = facts(*(DocumentFact(name, date=str(1900 + year)) for year, name in enumerate(given)))
    assert ("is-long" in root.one("details").attributes["class"]) is is_long
