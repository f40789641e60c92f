"""The standings of published citations, shown at once.

Only notes and top of the pages are rendered again; in facts and text the markers are marked as they are stored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from encyclopedia.core import citations
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.citations import Reference, Use
from encyclopedia.core.documents import Author
from encyclopedia.core.standing import CitationStanding, Standings, Summary, summarise
from encyclopedia.core.telling import COLUMNS, Telling
from encyclopedia.models import (
    Citation,
    ClaimCounts,
    Edition,
    EditionState,
    Entry,
    Kind,
    Need,
    Page,
    Source,
)
from encyclopedia.projection.origins import edition_facts, notices_of
from encyclopedia.projection.projection_lock import lock_projection
from encyclopedia.projection.resolution import sources_for
from encyclopedia.projection.stored_pages import update, write_tails
from encyclopedia.projection.tallies import count
from encyclopedia.rendering import PageHeading, SourceRecord, mark, render_notes, render_top

# Pages held in memory together.
_PAGES = 100

_STANDING_COLUMNS = (
    "entry_id",
    "source_id",
    "digest",
    "context",
    "claim_digest",
    "standing",
    "checked_at",
    "role",
    *COLUMNS,
)
# A claim's address in a tail.
_CLAIM_ADDRESS = re.compile(r"/claim/([0-9a-f]{64})/", re.ASCII)

NumberedCitations = dict[UUID, list[citations.DocumentCitation]]


def set_standings(standings: Standings) -> int:
    """Give these uses of published citations these standings; the number of pages that changed."""
    lock_projection()
    stored = _store(standings)
    at = timezone.now()
    _write_tails_of_sources(stored.claims, at)
    return render_standings(stored.entries, at)


def mark_source(
    entry_id: UUID, *, reliability: str, reason: str, standings: Standings | None = None
) -> int:
    """Tell at every footnote of a source, and on its own page, what is known against it.

    `reliability` is a value of `models.Reliability`; `reason` is public, empty for a sound source. `standings` are set
    with it, where the mark changes them. Returns the number of pages that changed.
    """
    lock_projection()
    Source.objects.filter(pk=entry_id).update(reliability=reliability, reliability_reason=reason)
    citing = Citation.objects.filter(source=entry_id).values_list("entry", flat=True).distinct()
    stored = _store(standings or {})
    at = timezone.now()
    _write_tails_of_sources(stored.claims, at)
    return render_standings({entry_id, *citing, *stored.entries}, at)


def drop_lapsed(entries: Iterable[UUID]) -> int:
    """Remove expired notices from these entries' pages; the number of pages whose bytes changed."""
    lock_projection()
    return render_standings(entries, timezone.now())


@dataclass(frozen=True, slots=True)
class _Stored:
    """What changed: the entries whose citations did, and of each source the claims (by digest) that cite it."""

    entries: set[UUID] = field(default_factory=set)
    claims: dict[UUID, set[str]] = field(default_factory=dict)


def _store(standings: Standings) -> _Stored:
    """Write what differs; rows that change in the same way, in one statement."""
    stored = _Stored()
    ids_by_change: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for digests in in_chunks(sorted({use.digest for use in standings})):
        rows = Citation.objects.filter(digest__in=digests)
        for row in rows.only(*_STANDING_COLUMNS):
            standing = standings.get(Use(row.digest, row.context))
            if standing is None:
                continue
            columns = {
                "standing": str(standing.standing),
                "checked_at": standing.checked_at,
                "role": standing.role,
                **standing.telling.as_dict(),
            }
            changed = tuple(
                (name, value) for name, value in columns.items() if getattr(row, name) != value
            )
            if changed:
                ids_by_change.setdefault(changed, []).append(row.pk)
                stored.entries.add(row.entry_id)
                stored.claims.setdefault(row.source_id, set()).add(row.claim_digest)
    for changed, ids in ids_by_change.items():
        for chunk in in_chunks(ids):
            Citation.objects.filter(pk__in=chunk).update(**dict(changed))
    return stored


def _write_tails_of_sources(claims: Mapping[UUID, set[str]], at: datetime) -> None:
    """Write the tails of the sources that list one of these claims; a tail lists only a source's first claims."""
    tails = Page.objects.filter(pk__in=list(claims)).values_list("pk", "tail")
    write_tails([pk for pk, tail in tails if claims[pk] & set(_CLAIM_ADDRESS.findall(tail))], at)


def render_standings(entries: Iterable[UUID], at: datetime) -> int:
    """Write the standings on these entries' pages from their rows; the number of pages whose bytes changed.

    Seven queries for every hundred pages.
    """
    ids = sorted(set(entries))
    return sum(_render(ids[start : start + _PAGES], at) for start in range(0, len(ids), _PAGES))


def _render(ids: list[UUID], at: datetime) -> int:
    rows = {entry.pk: entry for entry in Entry.objects.filter(pk__in=ids)}
    editions = {
        edition.entry_id: edition
        for edition in Edition.objects.filter(entry_id__in=ids, state=EditionState.CURRENT).defer(
            "head", "top", "facts", "contents", "body", "notes"
        )
    }
    uses, standings = _numbered_citations(ids)
    keys = {use.key for numbered in uses.values() for use in numbered}
    keys.update(row.slug for row in rows.values() if row.kind == Kind.SOURCE)
    sources = sources_for(keys)
    needed: dict[UUID, list[str]] = {}
    for entry, claim in Need.objects.filter(entry__in=ids).values_list("entry", "claim_digest"):
        needed.setdefault(entry, []).append(claim)
    pages = []
    summaries = {}
    columns = {"etag", "modified_at"}
    for page in Page.objects.filter(pk__in=list(editions)).order_by("pk"):
        row, numbered = rows[page.pk], uses.get(page.pk, [])
        cited = {use.key: sources[use.key] for use in numbered}
        summary = summaries[page.pk] = summarise(
            numbered,
            standings[page.pk],
            needed=needed.get(page.pk, ()),
            doubted=[key for key, source in cited.items() if source.is_doubted],
        )
        own = sources.get(row.slug) if row.kind == Kind.SOURCE else None
        parts = {
            "top": render_top(_heading(row, editions[page.pk], own), summary),
            "notes": render_notes(numbered, cited, standings[page.pk]),
            **mark({"facts": page.facts, "body": page.body}, numbered, cited, standings[page.pk]),
        }
        changed = {name: part for name, part in parts.items() if part != getattr(page, name)}
        if changed:
            update(page, changed, at)
            pages.append(page)
            columns |= changed.keys()
    Page.objects.bulk_update(pages, columns, batch_size=50)
    _store_counts(summaries)
    return len(pages)


def _store_counts(summaries: Mapping[UUID, Summary]) -> None:
    columns = [field.name for field in fields(Summary)]
    stored = {
        entry: Summary(**counts)
        for counts in ClaimCounts.objects.filter(entry__in=list(summaries)).values(
            "entry_id", *columns
        )
        if (entry := counts.pop("entry_id"))
    }
    ClaimCounts.objects.bulk_create(
        [
            ClaimCounts(entry_id=entry, **asdict(summary))
            for entry, summary in summaries.items()
            if stored.get(entry) != summary
        ],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=columns,
    )
    count(summaries)


def _numbered_citations(
    ids: list[UUID],
) -> tuple[NumberedCitations, dict[UUID, dict[Use, CitationStanding]]]:
    """The numbered citations of each entry as rendering takes them, and how they stand."""
    uses: NumberedCitations = {pk: [] for pk in ids}
    standings: dict[UUID, dict[Use, CitationStanding]] = {pk: {} for pk in ids}
    rows = (
        Citation.objects.filter(entry__in=ids)
        .order_by("entry", "position")
        .values_list(
            "entry_id",
            "source__slug",
            "locator",
            "quotation",
            "prefix",
            "suffix",
            "claim",
            "sentence",
            "digest",
            "context",
            "claim_digest",
            "number",
            "occurrence",
            "fact",
            "standing",
            "checked_at",
            "role",
            *COLUMNS,
        )
    )
    for row in rows.iterator(chunk_size=2000):
        entry, key, locator, quotation, prefix, suffix, claim, sentence, digest = row[:9]
        context, claim_digest, number, occurrence, fact, standing, checked_at, role = row[9:17]
        uses[entry].append(
            citations.DocumentCitation(
                reference=Reference(key, locator, quotation, prefix, suffix),
                claim=claim,
                sentence=sentence,
                digest=digest,
                claim_digest=claim_digest,
                number=number,
                occurrence=occurrence,
                fact=-1 if fact is None else fact,
                context=context,
            )
        )
        standings[entry][Use(digest, context)] = CitationStanding(
            standing, checked_at, role, Telling(*row[17:])
        )
    return uses, standings


def _heading(row: Entry, edition: Edition, own: SourceRecord | None) -> PageHeading:
    authors = json.loads(edition.document).get("authors", ())
    return PageHeading(
        kind=row.kind,
        path=row.path,
        title=row.title,
        summary=row.summary,
        authors=tuple(Author(**author) for author in authors),
        edition=edition_facts(edition, row.published_at),
        notices=notices_of(edition),
        reliability=own.reliability if own else "sound",
        reason=own.reason if own else "",
    )
