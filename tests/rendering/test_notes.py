"""The notes part: what each footnote says of its source, and of its standing."""

from __future__ import annotations

from dataclasses import replace

import elements
import pytest
from rendering.shelf import (
    CONTRADICTS,
    INACCESSIBLE,
    LIBRARY,
    PARTLY,
    PATENAUDE,
    SERVICE,
    STALE,
    SUPPORTS,
    article,
    rendered,
    retracted,
)

from encyclopedia.core.standing import CitationStanding
from encyclopedia.rendering import Library, SourceRecord, analyse, render_notes


def notes(
    text: str, *standings: CitationStanding | None, library: Library = LIBRARY
) -> elements.Element:
    return elements.read(rendered(text, *standings, library=library).notes)


def test_an_article_without_citations_has_no_notes_part() -> None:
    assert rendered("Nothing is cited.").notes == ""


def test_the_first_footnote_of_a_source_is_full_and_later_ones_are_short() -> None:
    page = notes("One.[@service, p. 1] Two.[@patenaude, p. 2] Three.[@service, p. 3]")
    first, second, third = (page.one("li", id=f"fn-{n}").text for n in (1, 2, 3))
    assert "Ann Service, Trotsky: A Biography (Press, 2009), 1." in first
    assert "Ann Patenaude, Downfall (Press, 2010), 2." in second
    assert "Service, Trotsky, 3." in third
    assert "2009" not in third


def test_later_notes_tell_two_works_of_one_author_and_title_apart() -> None:
    later = {**SERVICE.record, "edition": "2", "issued": {"date-parts": [[2019]]}}
    shelf = {"service": SERVICE, "second": replace(SERVICE, record=later)}
    library = replace(LIBRARY, sources={**LIBRARY.sources, **shelf})
    text = "One.[@service, p. 1] Two.[@second, p. 2] Three.[@service, p. 3] Four.[@second, p. 4]"
    page = notes(text, library=library)
    assert "Service, Trotsky (2009), 3." in page.one("li", id="fn-3").text
    assert "Service, Trotsky, 2nd ed. (2019), 4." in page.one("li", id="fn-4").text


def test_a_footnote_shows_the_words_it_rests_on_after_the_note() -> None:
    page = notes('So it was.[@service, p. 1, "it was so <i>"]')
    note = page.one("li", id="fn-1").one("q")
    assert note.text == "it was so <i>"


def test_prefix_and_suffix_stand_around_the_note() -> None:
    page = notes("So it was.[see @service, p. 1; @patenaude]")
    assert "See Ann Service" in page.one("li", id="fn-1").text


def test_each_footnote_leads_to_its_source_its_claim_and_back() -> None:
    text = "So it was.[@service, p. 1]"
    analysis = analyse(article(text))
    footnote = notes(text).one("li", id="fn-1")
    assert footnote.one("a", class_="to-source").attributes["href"] == "/source/service/"
    claim = f"/claim/{analysis.citations[0].claim_digest}/"
    assert footnote.one("a", class_="to-claim").attributes["href"] == claim
    back = footnote.one("a", role="doc-backlink")
    assert (back.text, back.attributes["href"]) == ("↩", "#fnref-1")
    assert back.attributes["aria-label"]


def test_one_footnote_shared_by_three_places_has_three_lettered_ways_back() -> None:
    text = "One.[@service, p. 1] Two.[@service, p. 1] Three.[@service, p. 1]"
    footnote = notes(text).one("li", id="fn-1")
    backs = footnote.all("a", role="doc-backlink")
    assert [back.text for back in backs] == ["a", "b", "c"]
    targets = [back.attributes["href"].lstrip("#") for back in backs]
    body = elements.read(rendered(text).body)
    assert [target in body.ids for target in targets] == [True, True, True]


def test_each_marker_of_a_shared_footnote_leads_to_its_own_letter() -> None:
    parts = rendered("One.[@service, p. 1] Two.[@service, p. 1] Three.[@service, p. 1]")
    marks = elements.read(parts.body).all("a", role="doc-noteref")
    assert [mark.attributes["href"] for mark in marks] == ["#fn-1", "#fn-1-b", "#fn-1-c"]
    backs = elements.read(parts.notes).all("a", role="doc-backlink")
    assert [(back.text, back.attributes.get("id")) for back in backs] == [
        ("a", None),
        ("b", "fn-1-b"),
        ("c", "fn-1-c"),
    ]
    assert [back.attributes["href"] for back in backs] == [
        f"#{mark.attributes['id']}" for mark in marks
    ]


def test_sixty_footnotes_take_a_hundred_and_twenty_stops_of_the_keyboard() -> None:
    sources = {f"s{number}": with_address(number) for number in range(60)}
    text = " ".join(f"Event {number}.[@s{number}]" for number in range(60))
    page = notes(text, library=Library(sources=sources))
    footnotes = page.one("section", role="doc-endnotes")
    hidden = {id(link) for menu in footnotes.all("details") for link in menu.all("a")}
    stops = [
        element
        for element in footnotes
        if element.tag in ("a", "summary")
        and id(element) not in hidden
        and element.attributes.get("tabindex") != "-1"
    ]
    assert len(footnotes.all("li")) == 60
    assert len(stops) == 120
    # What the keyboard does not stop at there it reaches in the bibliography.
    addresses = [link.attributes["href"] for link in page.one(class_="bibliography").all("a")]
    assert {f"https://example.org/{number}" for number in range(60)} == set(addresses)


def with_address(number: int) -> SourceRecord:
    record = {**SERVICE.record, "title": f"Book {number}", "URL": f"https://example.org/{number}"}
    return replace(SERVICE, record=record, path=f"source/s{number}")


def test_no_two_links_of_the_list_have_the_same_name() -> None:
    page = notes("One.[@service, p. 1] Two.[@service, p. 1] Three.[@patenaude]")
    names = [
        element.attributes["aria-label"]
        for element in page.one("section", role="doc-endnotes")
        if element.tag in ("a", "summary")
    ]
    assert "Source of footnote 1" in names
    assert "Claim b of footnote 1" in names
    assert "Claim of footnote 2" in names
    assert len(names) == len(set(names)) == 10


@pytest.mark.parametrize(
    ("standing", "value", "words"),
    [
        (None, "unchecked", "not yet checked"),
        (SUPPORTS, "supports", "checked: the source supports this, by a moderator, 3 May 2026"),
        (PARTLY, "partly", "supports this in part, by a moderator, 9 June 2026"),
        (CONTRADICTS, "contradicts", "disputed: the source contradicts this"),
        (INACCESSIBLE, "could_not_access", "the source could not be accessed, 3 May 2026"),
        (STALE, "stale", "changed since its last check, 3 May 2026"),
    ],
)
def test_a_footnote_says_in_words_and_class_how_it_stands(
    standing: CitationStanding | None, value: str, words: str
) -> None:
    shown = notes("So it was.[@service, p. 1]", standing).one("p", class_="standing")
    assert shown.attributes["class"] == f"standing standing-{value}"
    assert words in shown.text


def test_the_day_of_a_check_is_readable_by_machines() -> None:
    shown = notes("So it was.[@service, p. 1]", SUPPORTS).one("time")
    assert shown.attributes["datetime"] == "2026-05-03"


def test_a_shared_footnote_tells_how_many_uses_are_checked_and_each_ones_own_standing() -> None:
    text = "One.[@service, p. 1] Two.[@service, p. 1] Three.[@service, p. 1]"
    footnote = notes(text, SUPPORTS, None, PARTLY).one("li", id="fn-1")
    whole = footnote.one("p", class_="standing")
    assert whole.text == "2 of 3 uses checked"
    uses = footnote.one("ul", class_="uses").all("li")
    assert [use.attributes["class"].split()[-1] for use in uses] == [
        "standing-supports",
        "standing-unchecked",
        "standing-partly",
    ]
    assert "not yet checked" in uses[1].text


def test_what_holds_for_every_use_is_said_once() -> None:
    text = "One.[@service, p. 1] Two.[@service, p. 1] Three.[@service, p. 1]"
    footnote = notes(text, SUPPORTS, SUPPORTS, SUPPORTS).one("li", id="fn-1")
    whole = footnote.one("p", class_="standing")
    assert whole.text == (
        "Each of 3 uses: checked: the source supports this, by a moderator, 3 May 2026"
    )
    assert whole.attributes["class"] == "standing standing-supports"
    assert footnote.text.count("checked") == 1
    assert [back.text for back in footnote.all("a", role="doc-backlink")] == ["a", "b", "c"]
    claims = {link.attributes["href"] for link in footnote.all("a", class_="to-claim")}
    assert len(claims) == 3


def test_uses_that_stand_alike_are_told_together() -> None:
    text = "One.[@service, p. 1] Two.[@service, p. 1] Three.[@service, p. 1]"
    footnote = notes(text, SUPPORTS, PARTLY, SUPPORTS).one("li", id="fn-1")
    assert footnote.one("p", class_="standing").text == "3 of 3 uses checked"
    alike, other = footnote.one("ul", class_="uses").all("li")
    assert [use.text for use in alike.all("span", class_="use")] == ["a", "c"]
    assert [use.text for use in other.all("span", class_="use")] == ["b"]
    assert alike.attributes["class"] == "standing standing-supports"
    assert footnote.text.count("supports this, by") == 1


def test_the_gravest_use_decides_the_shape_of_a_shared_footnote() -> None:
    text = "One.[@service, p. 1] Two.[@service, p. 1]"
    footnote = notes(text, SUPPORTS, CONTRADICTS).one("li", id="fn-1")
    assert (
        footnote.one("p", class_="standing").attributes["class"] == "standing standing-contradicts"
    )


def test_what_is_known_against_a_source_stands_at_every_footnote_of_it_and_in_the_bibliography() -> (
    None
):
    library = Library(sources={"service": retracted(SERVICE), "patenaude": PATENAUDE})
    page = notes("One.[@service, p. 1] Two.[@patenaude] Three.[@service, p. 3]", library=library)
    doubted = [
        number
        for number in (1, 2, 3)
        if page.one("li", id=f"fn-{number}").all("strong", class_="reliability-retracted")
    ]
    assert doubted == [1, 3]
    assert "Retracted: The letters are invented." in page.one("li", id="fn-3").text
    assert "Retracted" in page.one("section", role="doc-bibliography").text


def test_the_bibliography_lists_each_source_once_in_order_of_names() -> None:
    page = notes("One.[@service, p. 1] Two.[@patenaude] Three.[@service, p. 3]")
    listed = page.one("section", role="doc-bibliography").all("li")
    assert [line.text.split(",")[0] for line in listed] == ["Patenaude", "Service"]


def test_works_that_a_bibliography_leaves_out_are_listed_after_it() -> None:
    dictionary = {
        "type": "entry-dictionary",
        "title": "Trotskyite",
        "container-title": "Dictionary of English",
        "URL": "https://example.org/trotskyite",
    }
    record = SourceRecord(dictionary, "Trotskyite", "source/dictionary")
    library = Library(sources={**LIBRARY.sources, "dictionary": record})
    section = notes("One.[@dictionary] Two.[@service]", library=library).one(class_="bibliography")
    listed, besides = section.all("ul")
    assert "Service" in listed.text
    assert "Trotskyite" not in listed.text
    assert section.one("h3").text == "Works of reference and unpublished papers"
    assert "Trotskyite" in besides.text
    alone = notes("One.[@dictionary]", library=library).one(class_="bibliography")
    assert [line.text for line in alone.all("li")] == [line.text for line in besides.all("li")]


def test_a_key_that_no_published_source_has_is_said_to_be_wanted() -> None:
    page = notes("One.[@nobody, p. 1]")
    assert "no published source has this key" in page.one("li", id="fn-1").text
    assert not page.all("section", role="doc-bibliography")


def test_notes_come_out_of_rows_as_they_came_out_of_the_text() -> None:
    text = "One.[@service, p. 1] Two.[@service, p. 1][^n] Three.[@patenaude]\n\n[^n]: Four.[@service, p. 4]"
    document = article(text)
    citations = [replace(citation, line=0, note="") for citation in analyse(document).citations]
    again = render_notes(citations, LIBRARY.sources, {citations[0].use: SUPPORTS}, language="en")
    assert again == rendered(document, SUPPORTS).notes


def test_the_sections_are_landmarks_with_names() -> None:
    page = notes("One.[@service, p. 1]")
    for role, name in (("doc-endnotes", "Footnotes"), ("doc-bibliography", "Bibliography")):
        section = page.one("section", role=role)
        assert page.one(id=section.attributes["aria-labelledby"]).text == name
