"""What answers look like: rows of the readers' tables as JSON-ready data. Nothing is fetched here. Pure: no Django.

Each shape describes its members for `openapi.json`. `site` is the site's address without a slash at its end; every
address in an answer is whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypedDict
from urllib.parse import quote

from encyclopedia.api import known_parameters
from encyclopedia.api.parameters import MAX_COUNT
from encyclopedia.core.described_types import (
    JSON,
    Count,
    Keywords,
    Kind,
    Moment,
    Ordinal,
    Record,
    Reliability,
    Uri,
    Uuid,
)
from encyclopedia.core.entry_shape import CitationShape

if TYPE_CHECKING:
    from encyclopedia.api.known_parameters import Parameter
    from encyclopedia.models import Address, Entry, Source

ROOT = "/api/v1/"
MAX_HITS = 200  # counted of what search finds


class LinksShape(TypedDict):
    """Where everything is, as address templates (RFC 6570)."""

    entries: Annotated[str, "Address template (RFC 6570) of the list of entries."]
    entry: Annotated[str, "Of one entry."]
    sources: Annotated[str, "Of the list of sources."]
    source: Annotated[str, "Of one source."]
    citations: Annotated[str, "Of the list of citations."]
    search: Annotated[str, "Of search."]
    book: Annotated[
        str, "A book of all entries; “format” is pdf or epub. 404 where none was made yet."
    ]
    subject_book: Annotated[str, "A book of the entries that have the tag."]
    openapi: Annotated[str, "This description."]


class IndexShape(TypedDict):
    """What the API offers, and the licence of the content."""

    name: Annotated[str, "The site's name."]
    version: Annotated[str, Keywords(const="1"), "Of the API."]
    licence: Annotated[str, "The licence of the content."]
    licence_url: Annotated[Uri, "The address of that licence."]
    links: LinksShape


class TagShape(TypedDict):
    """A tag of an entry."""

    slug: Annotated[str, "What the filter “tag” takes."]
    name: Annotated[str, "As readers see it."]


class EntryNameShape(TypedDict):
    """How an entry is named in other answers."""

    kind: Kind
    slug: Annotated[str, "The entry's address within its kind."]
    title: str
    url: Annotated[Uri, "The page that readers see."]
    data: Annotated[Uri, "The entry in this API."]


class EntryRowShape(EntryNameShape):
    """An entry in a list."""

    id: Annotated[Uuid, "The entry's UUID; it never changes, even when the address does."]
    summary: str
    language: Annotated[str, "BCP 47."]
    tags: list[TagShape]
    edition: Annotated[Ordinal, "The number of the current edition."]
    published_at: Annotated[Moment, "Of the first edition."]
    changed_at: Annotated[Moment, "When the current edition was published, or its DOI recorded."]


class SourceShape(TypedDict):
    """A work that can be cited."""

    key: Annotated[str, "What citations name."]
    title: str
    url: Annotated[Uri, "The page that readers see."]
    data: Annotated[Uri, "The source as an entry, in this API."]
    citations: Annotated[Uri, "The citations of it, in this API."]
    record: Record
    record_edition: Annotated[
        Ordinal,
        "Counts the editions of the work that the record describes; a check of another edition is no longer valid.",
    ]
    reliability: Reliability
    reliability_reason: Annotated[str, "Why it is doubted; empty when it is not."]
    cited_by: Annotated[Count, "How many published entries cite it."]
    edition: Annotated[Ordinal, "The number of the current edition of its entry."]
    published_at: Annotated[Moment, "Of the first edition."]
    changed_at: Annotated[Moment, "When the current edition was published, or its DOI recorded."]


class _Entry(TypedDict):
    entry: EntryNameShape


class CitationRowShape(_Entry, CitationShape):
    """A citation with the entry that contains it."""


class HitShape(EntryNameShape):
    """An entry that search found."""

    summary: str
    title_html: Annotated[str, "The title, escaped, with the words looked for in <mark>."]
    snippet_html: Annotated[str, "A piece of the text in the same way."]


_Full = Keywords(maxItems=MAX_COUNT)


class _Page(TypedDict):
    next: Annotated[Uri | None, "The whole address of the following page; null at the end."]


class EntryListShape(_Page):
    """A page of the list of entries."""

    items: Annotated[list[EntryRowShape], _Full]


class SourceListShape(_Page):
    """A page of the list of sources."""

    items: Annotated[list[SourceShape], _Full]


class CitationListShape(_Page):
    """A page of the list of citations."""

    items: Annotated[list[CitationRowShape], _Full]


class HitListShape(_Page):
    """A page of what search found."""

    total: Annotated[
        Count, Keywords(maximum=MAX_HITS), f"How many were found, counted up to {MAX_HITS}."
    ]
    more: Annotated[bool, "Whether there are more than were counted."]
    items: Annotated[list[HitShape], _Full]


class WithdrawnShape(TypedDict):
    """What readers see of a withdrawn entry."""

    entry_title: str
    reason: Annotated[str, "The public reason."]
    since: Annotated[Moment, "When it was withdrawn."]


def index(site: str, *, name: str, licence: str, licence_url: str) -> IndexShape:
    """The first answer: what the API offers, as address templates (RFC 6570)."""
    start = site + ROOT
    return {
        "name": name,
        "version": "1",
        "licence": licence,
        "licence_url": licence_url,
        "links": {
            "entries": f"{start}entries/{_filters(known_parameters.ENTRIES)}",
            "entry": f"{start}entries/{{kind}}/{{slug}}/",
            "sources": f"{start}sources/{_filters(known_parameters.SOURCES)}",
            "source": f"{start}sources/{{key}}/",
            "citations": f"{start}citations/{_filters(known_parameters.CITATIONS)}",
            "search": f"{start}search/{_filters(known_parameters.SEARCH)}",
            "book": f"{site}/book.{{format}}",
            "subject_book": f"{site}/tag/{{tag}}/book.{{format}}",
            "openapi": f"{start}openapi.json",
        },
    }


def _filters(query: tuple[Parameter, ...]) -> str:
    return f"{{?{','.join(parameter.name for parameter in query)}}}"


def listed(items: Sequence[Mapping[str, Any]], next_page: str | None) -> JSON:
    """A page of a list; `next` is the whole address of the following one, None at the end."""
    return {"items": items, "next": next_page}


def known_as(entry: Entry, site: str) -> EntryNameShape:
    """How an entry is named in other answers."""
    path = f"{entry.kind}/{entry.slug}"
    return {
        "kind": entry.kind,
        "slug": entry.slug,
        "title": entry.title,
        "url": site + address("/", path),
        "data": site + address(f"{ROOT}entries/", path),
    }


def entry(row: Entry, tags: list[tuple[str, str]], site: str) -> EntryRowShape:
    """An entry in a list; `tags` as (slug, name)."""
    return {
        **known_as(row, site),
        "id": str(row.pk),
        "summary": row.summary,
        "language": row.language,
        "tags": [{"slug": slug, "name": name} for slug, name in sorted(tags)],
        "edition": row.edition,
        "published_at": row.published_at.isoformat(),
        "changed_at": row.changed_at.isoformat(),
    }


def source(row: Source, cited_by: int, site: str) -> SourceShape:
    """A source with its record (CSL-JSON); `cited_by` counts the entries that cite it."""
    return {
        "key": row.slug,
        "title": row.title,
        "url": site + address("/source/", row.slug),
        "data": site + address(f"{ROOT}entries/source/", row.slug),
        "citations": f"{site}{ROOT}citations/?source={quote(row.slug, safe='')}",
        "record": row.record,
        "record_edition": row.record_edition,
        "reliability": row.reliability,
        "reliability_reason": row.reliability_reason,
        "cited_by": cited_by,
        "edition": row.edition,
        "published_at": row.published_at.isoformat(),
        "changed_at": row.changed_at.isoformat(),
    }


def citation(cited: CitationShape, cited_in: Entry, site: str) -> CitationRowShape:
    """A citation as `index.json` gives it, with the entry that contains it."""
    return {"entry": known_as(cited_in, site), **cited}


def hit(entry: Entry, title_html: str, snippet_html: str, site: str) -> HitShape:
    """An entry that search found; the two HTML members are escaped but for `<mark>`."""
    return {
        **known_as(entry, site),
        "summary": entry.summary,
        "title_html": title_html,
        "snippet_html": snippet_html,
    }


def withdrawn(row: Address) -> WithdrawnShape:
    return {"entry_title": row.title, "reason": row.reason, "since": row.since.isoformat()}


def address(start: str, path: str) -> str:
    return f"{start}{quote(path, safe='/:@')}/"
