"""An entry as linked data: schema.org in JSON-LD. A source's page is about its work and claims none of it for us."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from encyclopedia.bibliography.records.identifiers import doi_address
from encyclopedia.bibliography.schema_org import type_of, work_data
from encyclopedia.core.documents import Author, Document, Provenance, SourceDocument
from encyclopedia.rendering.entry_record import entry_address, is_body
from encyclopedia.rendering.linked_subject import subject_data
from encyclopedia.rendering.page_top import orcid
from encyclopedia.rendering.parts import EditionFacts, Library, OtherLanguage

JSON = dict[str, Any]


def linked_data(
    document: Document,
    library: Library,
    edition: EditionFacts | None,
    *,
    path: str,
    as_edition: bool = False,
    translations: Sequence[OtherLanguage] = (),
) -> JSON:
    """JSON-ready linked data of the page at `kind/slug`, or of its edition's own page, and of what it is about."""
    entry = entry_address(path)
    address = entry_address(path, edition.number) if edition and as_edition else entry
    page: JSON = {
        "@context": "https://schema.org",
        "@type": "WebPage" if document.kind in ("source", "page") else "Article",
        "@id": address,
        "url": address,
        "inLanguage": document.language,
        "isPartOf": _encyclopedia(),
        "license": settings.SITE_LICENCE_URL,
    }
    if as_edition:
        page["exampleOfWork"] = {"@type": page["@type"], "@id": entry}
    page |= _translations(page["@type"], translations)
    if isinstance(document, SourceDocument):
        work = work_data(document.record, title=document.title)
        page |= {"name": document.title, "mainEntity": {"@id": f"{entry}#work", **work}}
    else:
        page |= _article(document, library, entry)
        page |= _dates(edition, as_edition=as_edition)
        if edition and edition.doi:
            page["identifier"] = {
                "@type": "PropertyValue",
                "propertyID": "DOI",
                "value": edition.doi,
                "url": doi_address(edition.doi),
            }
    return {name: value for name, value in page.items() if value}


def _translations(kind: str, translations: Sequence[OtherLanguage]) -> JSON:
    """The original, or the translations of an original; what is beside a translation is known by its original."""
    named: dict[str, list[JSON]] = {}
    for other in translations:
        work = {
            "@type": kind,
            "@id": entry_address(other.path),
            "inLanguage": other.language,
            "name": other.title,
        }
        named.setdefault(other.relation, []).append(work)
    return {
        "translationOfWork": next(iter(named.get("original", ())), None),
        "workTranslation": named.get("translation"),
    }


def _article(document: Document, library: Library, entry: str) -> JSON:
    picture = next(iter(library.pictures.values()), None)
    is_about_the_site = document.kind == "page"
    return {
        "headline": document.title,
        "name": document.title,
        "description": document.summary,
        "author": [_author(author) for author in document.authors],
        "keywords": list(document.tags),
        "image": f"{settings.SITE_URL}{picture.url}" if picture else "",
        "publisher": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
        },
        "about": _encyclopedia() if is_about_the_site else subject_data(document, library, entry),
        "citation": [
            {
                "@type": type_of(source.record),
                "@id": f"{entry_address(source.path)}#work",
                "name": source.title,
            }
            for _key, source in sorted(library.sources.items())
        ],
        "isBasedOn": [_origin(origin) for origin in document.provenance],
    }


def _dates(edition: EditionFacts | None, *, as_edition: bool) -> JSON:
    """An edition is of its own day; the entry is of its first edition's, and changed with its last."""
    if edition is None:
        return {}
    own = edition.published_at.isoformat()
    first = (edition.first_published_at or edition.published_at).isoformat()
    return {
        "version": str(edition.number),
        "datePublished": own if as_edition else first,
        "dateModified": own,
    }


def _encyclopedia() -> JSON:
    """The whole that an entry is a part of: neither a periodical, since it has no issues, nor only a site."""
    return {
        "@type": ["Collection", "WebSite"],
        "@id": f"{settings.SITE_URL}/",
        "name": settings.SITE_NAME,
        "url": f"{settings.SITE_URL}/",
    }


def _author(author: Author) -> JSON:
    kind = "Organization" if is_body(author) else "Person"
    data: JSON = {"@type": kind, "name": author.name}
    if identifier := orcid(author.orcid):
        data["@id"] = identifier
    if author.affiliation:
        data["affiliation"] = {"@type": "Organization", "name": author.affiliation}
    return data


def _origin(provenance: Provenance) -> JSON:
    """The page elsewhere that material came from."""
    data = {
        "@type": "CreativeWork",
        "name": provenance.page or provenance.origin,
        "url": provenance.url,
        "version": provenance.revision,
        "isPartOf": {"@type": "WebSite", "name": provenance.origin} if provenance.page else "",
        "creditText": provenance.contributor,
        "license": provenance.licence,
    }
    return {name: value for name, value in data.items() if value}
