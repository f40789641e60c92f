"""The parts of a page together: their contract, their safety, and that they are always the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import elements
import pytest
from django.test import override_settings
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from portions import Portion
from rendering.shelf import DAY, EDITION, ENTRY, LIBRARY, SUPPORTS, article, rendered, retracted

from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import (
    Author,
    Document,
    DocumentFact,
    DocumentPicture,
    OrganisationDocument,
    PersonDocument,
    SourceDocument,
)
from encyclopedia.markup import RenderedPicture
from encyclopedia.markup import sanitiser as strict
from encyclopedia.models import PARTS
from encyclopedia.rendering import Library, PageNotice, Parts, SourceRecord, furniture_sanitiser
from encyclopedia.rendering.parts import EditionFacts

TEXT = """# Life

He was born in 1879.[@service, p. 1][^n] He wrote[@service, p. 1] much.[@patenaude, "so *much*"]

# Death

He died in [[Mexico]], far from [[person/stalin|Stalin]].[@? says who]

![A house](house "The house[@service, p. 9]")

[^n]: Of the old calendar.[@patenaude, ch. 2] And again.[@service, p. 1]
"""


def person(**fields: object) -> PersonDocument:
    given = {
        "slug": "leon-trotsky",
        "title": "Leon Trotsky",
        "summary": "A revolutionary.",
        "text": TEXT,
        "facts": (
            DocumentFact("born", date="1879-11-07", citations=(Reference("service", "p. 1"),)),
            DocumentFact("affiliation", target="Fourth International", date="1938/1940"),
        ),
        "authors": (Author("Ann Author", orcid="0000-0002-1825-0097", affiliation="Uni"),),
    } | fields
    return PersonDocument(id=ENTRY, **given)  # type: ignore[arg-type]


def page(parts: Parts) -> elements.Element:
    """The parts as one page."""
    html_by_part = parts.as_dict()
    return elements.read("".join(html_by_part[name] for name in PARTS if name != "head"))


def test_the_parts_are_those_that_pages_store() -> None:
    assert tuple(Parts.__dataclass_fields__) == PARTS


@pytest.mark.parametrize("highest", ["#", "##", "###"])
def test_no_level_is_left_out_under_the_title_wherever_a_text_begins(highest: str) -> None:
    body = rendered(person(text=f"{highest} Life\n\n{highest}# Youth\n\n{highest} Death")).body
    assert [line[1:3] for line in body.splitlines() if line.startswith("<h")] == ["h2", "h3", "h2"]


def test_no_id_is_on_a_page_twice_and_every_fragment_has_its_target() -> None:
    root = page(rendered(person(), SUPPORTS))
    ids = root.ids
    assert len(ids) == len(set(ids))
    fragments = {a.attributes["href"][1:] for a in root.all("a") if a.attributes["href"][0] == "#"}
    assert fragments - set(ids) == set()
    assert {"fn-1", "fnref-1", "note-a", "noteref-a", "footnotes", "contents"} <= set(ids)


def test_every_marker_of_text_notes_and_facts_has_its_footnote_and_a_link_back() -> None:
    root = page(rendered(person()))
    markers = {a.attributes["id"]: a.attributes["href"] for a in root.all("a", role="doc-noteref")}
    backs = {a.attributes["href"][1:] for a in root.all("a", role="doc-backlink")}
    assert set(markers) == backs
    assert len(root.one("aside", class_="facts").all("a", role="doc-noteref")) == 1


def test_a_fact_and_a_sentence_that_make_the_same_claim_share_no_id() -> None:
    document = person(text="Leon Trotsky:[@service] born 7 November 1879[@patenaude]")
    ids = page(rendered(document)).ids
    assert len(ids) == len(set(ids))


def test_the_same_input_gives_the_same_bytes_whatever_the_thread_speaks() -> None:
    before = rendered(person(), SUPPORTS)
    with translation.override("de"), timezone.override("Pacific/Kiritimati"):
        assert rendered(person(), SUPPORTS) == before


def test_the_words_are_those_of_the_entrys_language_or_of_the_sites() -> None:
    with override_settings(LANGUAGES=[("en-gb", "English"), ("de", "Deutsch")]):
        german = rendered(person(language="de-AT"), SUPPORTS)
        assert "Mai 2026" in german.top
        assert "Mai 2026" in german.notes
        assert ">7. November 1879</time>" in german.facts
        assert "May 2026" in rendered(person(), SUPPORTS).top
        assert "May 2026" in rendered(person(language="fa"), SUPPORTS).notes


def test_an_entry_among_words_of_another_language_names_its_own_with_its_direction() -> None:
    parts = rendered(person(language="fa"), SUPPORTS)
    top, facts = elements.read(parts.top), elements.read(parts.facts)
    own = {"lang": "fa", "dir": "rtl"}
    for named in (top.one("h1"), top.one("p", class_="summary"), *facts.all("dd")):
        assert {name: named.attributes.get(name) for name in own} == own
    links = elements.read(parts.contents).all("a")
    assert [link.attributes.get("lang") for link in links[:2]] == ["fa", "fa"]
    assert "lang" not in links[-1].attributes
    assert '<div lang="fa" dir="rtl">' in parts.body


def test_in_a_text_from_the_right_each_work_stands_apart_in_its_own_direction() -> None:
    note = elements.read(rendered(person(language="ar"), SUPPORTS).notes)
    assert note.one("li", id="fn-1").one("bdi").text.startswith("Ann Service, Trotsky")
    assert len(note.one("section", class_="bibliography").all("bdi")) == 2
    assert "<bdi>" not in rendered(person(), SUPPORTS).notes


def test_the_sanitiser_finds_nothing_left_to_take_away() -> None:
    library = replace(
        LIBRARY,
        sources={**LIBRARY.sources, "service": retracted(LIBRARY.sources["service"])},
        links={"Mexico": "/article/mexico/"},
        pictures={"portrait": RenderedPicture("/media/ab", 100, 80, "C", "Me", "CC0", "A face")},
    )
    document = person(pictures=(DocumentPicture("portrait", "ab" * 32, "A face"),))
    notice = PageNotice("waiver", "Urgent.", DAY, "Abel Approver")
    parts = rendered(document, SUPPORTS, library=library, notices=(notice,))
    for name in ("top", "facts", "contents", "notes"):
        html = getattr(parts, name)
        assert html
        assert furniture_sanitiser.clean(html) == html, name


def test_the_text_itself_passes_the_strict_sanitiser_alone() -> None:
    body = rendered(article("Text with a [link](https://example.org) and *emphasis*.")).body
    assert strict.clean(body) == body


def everywhere(words: str) -> list[Document]:
    """Documents that hold these words in every field."""
    cited = (Reference("service", words, words, words, words),)
    shared = {
        "id": ENTRY,
        "slug": words or "x",
        "title": words or "x",
        "summary": words,
        "text": f"{words}\n\n# {words}\n\n{words} [[{words}]] [@service, {words}] [@? {words}] [^n]\n\n[^n]: {words}",
        "language": words,
        "aliases": (words,),
        "tags": (words,),
        "authors": (Author(words, words, words, words),),
        "facts": (
            DocumentFact("born", words, words, words, words, words, True, cited),
            DocumentFact("website", words),
            DocumentFact(words, words),
        ),
        "pictures": (DocumentPicture(words, words, words, words, words, words),),
    }
    record = dict.fromkeys(("type", "title", "publisher", "URL", "DOI", "ISBN", "page"), words)
    record["author"] = [{"family": words, "given": words}]  # type: ignore[assignment]
    record["custom"] = {words: words}  # type: ignore[assignment]
    return [
        PersonDocument(**shared, sort_name=words),  # type: ignore[arg-type]
        OrganisationDocument(**shared),  # type: ignore[arg-type]
        SourceDocument(**shared, record=record),  # type: ignore[arg-type]
    ]


def hostile(words: str) -> list[Parts]:
    """Every part of pages that hold these words in every field, of the library and the edition too."""
    source = SourceRecord(
        {"type": "book", "title": words}, words, f"source/{words}", "forged", words
    )
    library = Library(
        sources={"service": source, words: source},
        links={words: f"/article/{words}/"},
        pictures={words: RenderedPicture(f"/media/{words}", 1, 1, words, words, words, words)},
    )
    edition = EditionFacts(1, words, DAY, "addition", words)
    notice = PageNotice(words, words, DAY, words)
    return [
        rendered(document, library=library, edition=edition, notices=(notice,))
        for document in everywhere(words)
    ]


HARMLESS = {"https", "http", "mailto", ""}


def assert_harmless(parts: Parts) -> None:
    """No element, attribute or address that runs anything; every tag closed in its turn."""
    for name, html in parts.as_dict().items():
        root = elements.read(html)
        assert root.nested, name
        for element in root:
            assert element.tag not in {"iframe", "object", "embed", "form", "style", "base", "svg"}
            if element.tag == "script":
                assert (name, element.attributes) == ("head", {"type": "application/ld+json"})
                json.loads("".join(map(str, element.children)))
            for attribute, value in element.attributes.items():
                assert not attribute.startswith("on"), (name, attribute)
                assert attribute != "style", name
                if attribute in {"href", "src"}:
                    scheme, colon, _rest = value.partition(":")
                    assert not colon or "/" in scheme or scheme.lower() in HARMLESS, value


@pytest.mark.slow
def test_hostile_words_in_every_field_stay_words(shared_data: Path, portion: Portion) -> None:
    payloads = (shared_data / "xss-payloads.txt").read_text(encoding="utf-8").splitlines()
    naughty = json.loads((shared_data / "blns.json").read_text(encoding="utf-8"))
    for words in [*portion(payloads, 150), *portion(naughty, 25)]:
        for parts in hostile(words.replace("\x00", "")):
            assert_harmless(parts)


@pytest.mark.parametrize(
    "words",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>\u2028\u2029\x85",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "{{ 7|add:7 }}{% debug %}",
        "' onmouseover='alert(1)",
        "a/../../admin/?x=1#y",
    ],
)
def test_words_that_break_out_elsewhere_do_not_break_out_here(words: str) -> None:
    for parts in hostile(words):
        assert_harmless(parts)


@pytest.mark.slow
@given(st.text(alphabet="<>&\"'`/\\ ={}%[]()@!#*_:;-\n\u2028\u202eaö中", max_size=60))
def test_no_words_at_all_break_out(words: str) -> None:
    for parts in hostile(words):
        assert_harmless(parts)


def test_the_head_names_the_page_for_readers_robots_and_reference_managers() -> None:
    head = elements.read(rendered(person()).head)
    assert head.one("title").text == "Leon Trotsky – Stet"
    assert head.one("link", rel="canonical").attributes["href"].endswith("/person/leon-trotsky/")
    assert head.one("link", type="application/json").attributes["href"].endswith("/index.json")
    named = {meta.attributes.get("name"): meta.attributes["content"] for meta in head.all("meta")}
    assert named["description"] == "A revolutionary."
    assert named["citation_author"] == "Author, Ann"
    assert named["citation_publication_date"] == "2026/05/03"


def test_the_linked_data_says_who_the_entry_is_about() -> None:
    script = elements.read(rendered(person()).head).one("script")
    data = json.loads("".join(map(str, script.children)))
    assert data["about"]["@type"] == "Person"
    assert data["about"]["birthDate"] == "1879-11-07"
    assert data["author"] == [
        {
            "@type": "Person",
            "@id": "https://orcid.org/0000-0002-1825-0097",
            "affiliation": {"@type": "Organization", "name": "Uni"},
            "name": "Ann Author",
        }
    ]
    assert (data["version"], data["datePublished"]) == ("3", EDITION.published_at.isoformat())


def test_text_in_another_language_is_marked_as_such() -> None:
    body = elements.read(rendered(article("C’era una volta.", language="it")).body)
    assert body.one("div", lang="it").text == "C’era una volta."
    assert not elements.read(rendered(article("Once.", language="en-US")).body).all("div")
