"""What answers look like: rows of the readers' tables as JSON-ready data. Nothing is fetched here. Pure: no Django.

`site` is the site's address without a slash at its end; every address in an answer is whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from encyclopedia.models import Address, Entry, Source

ROOT = "/api/v1/"

JSON = dict[str, Any]


def index(site: str, *, name: str, licence: str, licence_url: str) -> JSON:
    """The front door: what is behind it, as address templates (RFC 6570)."""
    start = site + ROOT
    return {
        "name": name,
        "version": "1",
        "licence": licence,
        "licence_url": licence_url,
        "links": {
            "entries": f"{start}entries/{{?kind,tag,changed_since,title,after,limit}}",
            "entry": f"{start}entries/{{kind}}/{{slug}}/",
            "sources": f"{start}sources/{{?changed_since,title,after,limit}}",
            "source": f"{start}sources/{{key}}/",
            "citations": f"{start}citations/{{?entry,source,standing,checked_since,after,limit}}",
            "search": f"{start}search/{{?q,kind,tag,after,limit}}",
            "openapi": f"{start}openapi.json",
        },
    }


def listed(items: list[JSON], next_page: str | None) -> JSON:
    """A page of a list; `next` is the whole address of the following one, None at the end."""
    return {"items": items, "next": next_page}


def known_as(entry: Entry, site: str) -> JSON:
    """By what an entry is named in other answers."""
    path = f"{entry.kind}/{entry.slug}"
    return {
        "kind": entry.kind,
        "slug": entry.slug,
        "title": entry.title,
        "url": site + address("/", path),
        "data": site + address(f"{ROOT}entries/", path),
    }


def entry(row: Entry, tags: list[tuple[str, str]], site: str) -> JSON:
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


def source(row: Source, cited_by: int, site: str) -> JSON:
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


def citation(told: JSON, cited_in: Entry, site: str) -> JSON:
    """A citation as `index.json` tells it, with the entry that it stands in."""
    return {"entry": known_as(cited_in, site), **told}


def hit(found: Entry, title_html: str, snippet_html: str, site: str) -> JSON:
    """An entry that search found; the two HTML members are escaped but for `<mark>`."""
    named = known_as(found, site)
    return {
        **named,
        "summary": found.summary,
        "title_html": title_html,
        "snippet_html": snippet_html,
    }


def withdrawn(row: Address) -> JSON:
    """What readers are told of an entry that is gone."""
    return {"entry_title": row.title, "reason": row.reason, "since": row.since.isoformat()}


def address(start: str, path: str) -> str:
    return f"{start}{quote(path, safe='/:@')}/"
