"""An entry as linked data: schema.org in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from encyclopedia.core import facts
from encyclopedia.core.authority import OF_ENTRY, AuthorityNumber
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
        "author": [_author(author) for author in document.authors],
        "keywords": list(document.tags),
        "publisher": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
        },
        "license": settings.SITE_LICENCE_URL,
        "about": _about(document, library),
    }
    if edition:
        page["version"] = edition.number
        page["dateModified"] = edition.published_at.isoformat()
        first = edition.first_published_at or edition.published_at
        page["datePublished"] = first.isoformat()
    return {name: value for name, value in page.items() if value}


def _about(document: Document, library: Library) -> dict[str, Any]:
    if isinstance(document, SourceDocument):
        return _work(document)
    if document.kind == "page":
        return {"@type": "WebSite", "name": settings.SITE_NAME, "url": settings.SITE_URL}
    return _subject(document, library)


def address(document: Document) -> str:
    """The entry's absolute address."""
    return settings.SITE_URL + url_of(f"{document.kind}/{document.slug}")


def _author(author: Author) -> dict[str, str]:
    data = {"@type": "Person", "name": author.name}
    if identifier := orcid(author.orcid):
        data["@id"] = identifier
    if author.affiliation:
        data["affiliation"] = author.affiliation
    return data


def _subject(document: Document, library: Library) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": _SUBJECTS[document.kind], "name": document.title}
    if document.aliases:
        data["alternateName"] = list(document.aliases)
    values_by_name: dict[str, list[Any]] = {}
    for fact in facts.shown(document):
        for name, value in _statements(fact, library):
            if value not in values_by_name.setdefault(name, []):
                values_by_name[name].append(value)
    for name, values in values_by_name.items():
        data.setdefault(name, values[0] if len(values) == 1 else values)
    return data


def _statements(fact: facts.ShownFact, library: Library) -> Iterator[tuple[str, Any]]:
    """What a fact says in schema.org's names; where facts contradict each other, only the preferred one."""
    known_property = PROPERTIES.get(fact.property)
    if known_property is None or (fact.disputed and not fact.preferred):
        return
    if known_property.schema_org_place and fact.place:
        yield known_property.schema_org_place, fact.place
    if not known_property.schema_org:
        return
    if fact.number:
        # A DOI is the entry's own, not that of what it is about.
        if fact.number.scheme is not OF_ENTRY:
            yield "sameAs", fact.number.address
            yield known_property.schema_org, _numbered(fact.number)
    elif known_property.takes == "date":
        if date := machine_date(fact.date):
            yield known_property.schema_org, date
    elif known_property.takes == "place":
        if fact.place:
            yield known_property.schema_org, fact.place
    elif known_property.takes == "entry":
        target = fact.target.typed if fact.target else ""
        entry: dict[str, str] = {"name": target_words(target) or fact.words}
        if url := library.links.get(target):
            entry["url"] = f"{settings.SITE_URL}{url}"
        yield known_property.schema_org, entry
    elif value := fact.words or fact.url:
        yield known_property.schema_org, value


def _numbered(number: AuthorityNumber) -> dict[str, str]:
    return {
        "@type": "PropertyValue",
        "propertyID": number.scheme.name,
        "value": number.number,
        "url": number.address,
    }


def _work(document: SourceDocument) -> dict[str, Any]:
    record = document.record
    data: dict[str, Any] = {
        "@type": _WORKS.get(str(record.get("type", "")), "CreativeWork"),
        "name": document.title,
    }
    for name, field in (("isbn", "ISBN"), ("url", "URL"), ("issn", "ISSN")):
        if record.get(field):
            data[name] = str(record[field])
    if record.get("DOI"):
        data["sameAs"] = f"https://doi.org/{record['DOI']}"
    return data
