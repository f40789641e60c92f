"""An entry as data: its document, its edition, and how each of its citations stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from encyclopedia.core.entry_shape import (
    CitationShape,
    CitedSourceShape,
    ClaimCountsShape,
    EntryShape,
)
from encyclopedia.core.standing import Summary
from encyclopedia.downloads.formats import offered_formats
from encyclopedia.models import Citation, ClaimCounts, Edition, Entry, Need, Source
from encyclopedia.projection.other_languages import others_of
from encyclopedia.projection.resolution import sources_for
from encyclopedia.rendering.addresses import url_of
from encyclopedia.rendering.entry_record import entry_address

BATCH = 500  # sources held at a time when all of them are written


def entry_json(entry: Entry) -> EntryShape:
    """What `index.json` answers, JSON-ready: times in ISO 8601, digests in hex. Six queries, eight with translations.

    Raises Edition.DoesNotExist for an entry that is not published.
    """
    edition = Edition.objects.current_of([entry.pk]).with_doi().get()
    citations = list(
        Citation.objects.filter(entry=entry.pk).order_by("position").select_related("source")
    )
    return {
        "format": 1,
        "url": settings.SITE_URL + url_of(entry.path),
        "licence": settings.SITE_LICENCE,
        "licence_url": settings.SITE_LICENCE_URL,
        "document": json.loads(edition.document),
        "edition": {
            "number": edition.number,
            "digest": edition.digest,
            "state": edition.state,
            "change": edition.change,
            "summary": edition.summary,
            "published_at": edition.published_at.isoformat(),
            "first_published_at": entry.published_at.isoformat(),
            "event_hash": edition.event_hash,
            "doi": edition.doi,
        },
        "claims": _claims(ClaimCounts.objects.filter(entry=entry.pk).summed()),
        "citations": [citation_json(citation) for citation in citations],
        "sources": _sources({citation.source.slug for citation in citations}),
        "needs": [
            {
                "reason": need.reason,
                "claim": need.claim,
                "claim_digest": need.claim_digest,
            }
            for need in Need.objects.filter(entry=entry.pk).order_by("position")
        ],
        "notices": edition.notices,
        "translations": [
            {
                "language": other.language,
                "title": other.title,
                "url": settings.SITE_URL + url_of(other.path),
                "relation": other.relation,
            }
            for other in others_of([entry.pk]).get(entry.pk, ())
        ],
        "files": [
            {
                "format": form.ending,
                "media_type": form.media_type,
                "url": f"{entry_address(entry.path, edition.number)}entry.{form.ending}",
            }
            for form in offered_formats()
        ],
    }


def _claims(summary: Summary) -> ClaimCountsShape:
    return {
        "claims": summary.claims,
        "supported": summary.supported,
        "partly": summary.partly,
        "failed": summary.failed,
        "inaccessible": summary.inaccessible,
        "context_changed": summary.context_changed,
        "changed": summary.changed,
        "unchecked": summary.unchecked,
        "needed": summary.needed,
        "doubted": summary.doubted,
        "last_checked_at": summary.last.isoformat() if summary.last else None,
    }


def citation_json(citation: Citation) -> CitationShape:
    """One citation with its standing, as every answer gives it; its source must be loaded, for its key and mark."""
    return {
        "number": citation.number,
        "occurrence": citation.occurrence,
        "source": citation.source.slug,
        "locator": citation.locator,
        "quotation": citation.quotation,
        "prefix": citation.prefix,
        "suffix": citation.suffix,
        "claim": citation.claim,
        "sentence": citation.sentence,
        "note": citation.note,
        "fact": citation.fact,
        "digest": citation.digest,
        "context": citation.context,
        "claim_digest": citation.claim_digest,
        "standing": citation.standing,
        "checked_at": citation.checked_at.isoformat() if citation.checked_at else None,
        "role": citation.role,
        "reliability": citation.source.reliability,
        "reliability_reason": citation.source.reliability_reason,
    }


def _sources(keys: set[str]) -> dict[str, CitedSourceShape]:
    return {
        key: {
            "title": source.title,
            "url": settings.SITE_URL + url_of(source.path),
            "record": dict(source.record),
            "record_edition": source.record_edition,
            "reliability": source.reliability,
            "reliability_reason": source.reason,
        }
        for key, source in sorted(sources_for(keys).items())
    }


def records(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """The CSL-JSON records of published sources, each under its key."""
    return [{**source.record, "id": source.slug} for source in sources]


def every_record() -> Iterator[list[dict[str, Any]]]:
    """The records of all published sources in the order of their keys, a query for each batch."""
    last = ""
    while batch := records(Source.objects.by_key(after=last)[:BATCH]):
        yield batch
        last = batch[-1]["id"]
