"""An entry as linked data: schema.org in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from encyclopedia.core import facts
from encyclopedia.core.documents import Author, Document, SourceDocument
from encyclopedia.core.properties import PROPERTIES
from encyclopedia.rendering.addresses import url_of
from encyclopedia.rendering.factbox import machine_date, target_words
from encyclopedia.rendering.page_top import orcid
from encyclopedia.rendering.parts import EditionFacts, Library

_SUBJECTS = {"person": "Person", "organisation": "Organization", "article": "Thing"}
_WORKS = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "motion_picture": "Movie",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def linked_data(
    document: Document, library: Library, edition: EditionFacts | None
) -> dict[str, Any]:
    """JSON-ready linked data of the entry's page and of what it is about."""
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": document.title,
        "description": document.summary,
        "inLanguage": document.language,
        "url": address(document),
        "author": [_author(each) for each in document.authors],
        "keywords": list(document.tags),
        "publisher": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
        },
        "license": settings.SITE_LICENCE_URL,
        "about": _work(document)
        if isinstance(document, SourceDocument)
        else _subject(document, library),
    }
    if edition:
        page["version"] = edition.number
        page["dateModified"] = edition.published_at.isoformat()
        first = edition.first_published_at or edition.published_at
        page["datePublished"] = first.isoformat()
    return {name: value for name, value in page.items() if value}


def address(document: Document) -> str:
    """The entry's absolute address."""
    return settings.SITE_URL + url_of(f"{document.kind}/{document.slug}")


def _author(author: Author) -> dict[str, str]:
    found = {"@type": "Person", "name": author.name}
    if identifier := orcid(author.orcid):
        found["@id"] = identifier
    if author.affiliation:
        found["affiliation"] = author.affiliation
    return found


def _subject(document: Document, library: Library) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": _SUBJECTS[document.kind], "name": document.title}
    if document.aliases:
        found["alternateName"] = list(document.aliases)
    collected: dict[str, list[Any]] = {}
    for shown in facts.shown(document):
        for name, value in _statements(shown, library):
            if value not in collected.setdefault(name, []):
                collected[name].append(value)
    for name, values in collected.items():
        found.setdefault(name, values[0] if len(values) == 1 else values)
    return found


def _statements(shown: facts.ShownFact, library: Library) -> Iterator[tuple[str, Any]]:
    """What a fact says in schema.org's names; of facts that contradict each other the preferred alone."""
    registered = PROPERTIES.get(shown.property)
    if registered is None or (shown.disputed and not shown.preferred):
        return
    if registered.schema_org_place and shown.place:
        yield registered.schema_org_place, shown.place
    if not registered.schema_org:
        return
    if registered.takes == "date":
        if date := machine_date(shown.date):
            yield registered.schema_org, date
    elif registered.takes == "place":
        if shown.place:
            yield registered.schema_org, shown.place
    elif registered.takes == "entry":
        target = shown.target.typed if shown.target else ""
        named: dict[str, str] = {"name": target_words(target) or shown.words}
        if url := library.links.get(target):
            named["url"] = f"{settings.SITE_URL}{url}"
        yield registered.schema_org, named
    elif value := shown.words or shown.url:
        yield registered.schema_org, value


def _work(document: SourceDocument) -> dict[str, Any]:
    record = document.record
    found: dict[str, Any] = {
        "@type": _WORKS.get(str(record.get("type", "")), "CreativeWork"),
        "name": document.title,
    }
    for name, field in (("isbn", "ISBN"), ("url", "URL"), ("issn", "ISSN")):
        if record.get(field):
            found[name] = str(record[field])
    if record.get("DOI"):
        found["sameAs"] = f"https://doi.org/{record['DOI']}"
    return found
