"""The head's links: where an entry is cited, what describes it, who wrote it, under which licence (signposting.org)."""

from __future__ import annotations

from typing import Any

import elements
import pytest
from rendering.shelf import EDITION, ENTRY, LIBRARY

from encyclopedia.core.documents import (
    Author,
    Document,
    PageDocument,
    PersonDocument,
    SourceDocument,
)
from encyclopedia.rendering import Library, render_head

ENTRY_AT = "http://127.0.0.1:8000/person/leon-trotsky/"
PERSON = PersonDocument(
    id=ENTRY,
    slug="leon-trotsky",
    title="Leon Trotsky",
    authors=(Author("Ann Author", "0000-0002-1825-0097"), Author("Bea Author", "not a number")),
)


def head(document: Document = PERSON, **how: Any) -> elements.Element:
    given: dict[str, Any] = {"library": LIBRARY, "edition": EDITION} | how
    return elements.read(render_head(document, **given))


def links(root: elements.Element, rel: str) -> list[str]:
    return [
        link.attributes["href"]
        for link in root.all("link")
        if rel in link.attributes["rel"].split()
    ]


@pytest.mark.parametrize("as_edition", [False, True])
def test_an_entry_says_where_it_is_cited_what_it_is_and_whose(as_edition: bool) -> None:
    root = head(as_edition=as_edition)
    assert links(root, "cite-as") == [f"{ENTRY_AT}@3/"]
    assert links(root, "canonical") == [ENTRY_AT]
    assert links(root, "author") == ["https://orcid.org/0000-0002-1825-0097"]
    assert links(root, "type") == ["https://schema.org/Article"]
    assert len(links(root, "license")) == 1
    own = f"{ENTRY_AT}@3/" if as_edition else ENTRY_AT
    names = ("index.json", "cite.bib", "cite.ris", "cite.json")
    assert links(root, "describedby") == [f"{own}{name}" for name in names]
    assert root.one("meta", property="og:url").attributes["content"] == own
    assert root.one("meta", name="DC.identifier").attributes["content"] == own


def test_the_bibliography_is_linked_in_each_format_where_there_is_one() -> None:
    addresses = [f"{ENTRY_AT}bibliography.{ending}" for ending in ("bib", "ris", "json")]
    assert links(head(), "alternate")[2:] == addresses
    assert links(head(library=Library()), "alternate")[2:] == []
    # The feed is the entry's, whichever edition one looks at.
    assert links(head(as_edition=True), "alternate")[1:] == [f"{ENTRY_AT}feed.atom"]


def test_a_source_is_cited_at_its_doi_and_nowhere_else() -> None:
    record = {"type": "book", "title": "Trotsky", "DOI": "10.1000/182"}
    source = SourceDocument(id=ENTRY, slug="service", title="Trotsky", record=record)
    assert links(head(source), "cite-as") == ["https://doi.org/10.1000/182"]
    assert not root_of_plain(source).all("link", rel="cite-as")
    assert root_of_plain(source).all("meta", property="og:site_name") == []
    assert links(head(source), "alternate")[2:] == []


def root_of_plain(source: SourceDocument) -> elements.Element:
    record = {"type": "book", "title": "Trotsky"}
    return head(SourceDocument(id=ENTRY, slug=source.slug, title=source.title, record=record))


def test_a_preview_is_nowhere_to_be_cited() -> None:
    root = head(edition=None)
    assert links(root, "cite-as") == []
    assert not [meta for meta in root.all("meta") if "citation" in meta.attributes.get("name", "")]


def test_a_page_about_the_site_is_a_page_of_it() -> None:
    root = head(PageDocument(id=ENTRY, slug="imprint", title="Imprint"), library=Library())
    assert root.one("meta", name="DC.type").attributes["content"] == "webpage"
    assert links(root, "type") == ["https://schema.org/WebPage"]
