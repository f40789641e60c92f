"""The standings of published citations: their rows and counts now, and the pages that show them marked.

Inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.citations import Use
from encyclopedia.core.standing import CitationStanding, Standings, Summary, summarise
from encyclopedia.core.telling import COLUMNS
from encyclopedia.models import Citation, ClaimCounts, Extent, Need, Source
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.projection_lock import share_projection
from encyclopedia.projection.tallies import count

_STANDING_COLUMNS = (
    "entry_id",
    "source_id",
    "digest",
    "context",
    "standing",
    "checked_at",
    "role",
    *COLUMNS,
)


def set_standings(standings: Standings) -> int:
    """Give these uses of published citations these standings; the number of entries in which one differed."""
    share_projection()
    stored = _store(standings)
    count_claims(stored.entries)
    _mark(stored, timezone.now())
    return len(stored.entries)


def mark_source(
    entry_id: UUID, *, reliability: str, reason: str, standings: Standings | None = None
) -> int:
    """Tell at every footnote of a source, and on its own page, what is known against it.

    `reliability` is a value of `models.Reliability`; `reason` is public, empty for a sound source. `standings` are set
    with it, where the mark changes them. Returns the number of pages that change.
    """
    share_projection()
    Source.objects.filter(pk=entry_id).update(reliability=reliability, reliability_reason=reason)
    citing = Citation.objects.filter(source=entry_id)
    stored = _store(standings or {})
    stored.entries.update(citing.values_list("entry", flat=True).distinct())
    count_claims(stored.entries)
    stored.entries.add(entry_id)
    _mark(stored, timezone.now())
    return len(stored.entries)


def drop_lapsed(entries: Iterable[UUID]) -> None:
    """Have expired notices removed from these entries' pages."""
    share_projection()
    mark_due(entries, Extent.STANDINGS, timezone.now())


@dataclass(frozen=True, slots=True)
class _Stored:
    """What changed: the entries whose citations did, and the sources that they cite there."""

    entries: set[UUID] = field(default_factory=set)
    sources: set[UUID] = field(default_factory=set)


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
                stored.sources.add(row.source_id)
    for changed, ids in ids_by_change.items():
        for chunk in in_chunks(ids):
            Citation.objects.filter(pk__in=chunk).update(**dict(changed))
    return stored


def _mark(stored: _Stored, at: datetime) -> None:
    mark_due(stored.entries, Extent.STANDINGS, at)
    # Their pages list the first claims that cite them.
    mark_due(stored.sources, Extent.TAIL, at)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A published citation as far as it is counted."""

    claim_digest: str
    context: str
    number: int
    fact: int | None
    key: str
    use: Use


def count_claims(entries: Iterable[UUID]) -> None:
    """Count these entries' claims again, from the rows of their citations; three queries for every few thousand."""
    for ids in in_chunks(sorted(set(entries))):
        needed: dict[UUID, list[str]] = {}
        needs = Need.objects.filter(entry__in=ids).order_by("entry", "position")
        for entry, claim in needs.values_list("entry", "claim_digest"):
            needed.setdefault(entry, []).append(claim)
        doubted = Source.objects.doubted().values_list("slug", flat=True)
        marked = frozenset(doubted.filter(cited__entry__in=ids).distinct())
        summaries = {
            entry: summarise(cited, standings, needed=needed.get(entry, ()), doubted=marked)
            for entry, cited, standings in _cited(ids)
        }
        _store_counts(summaries)


def _cited(
    ids: Sequence[UUID],
) -> Iterator[tuple[UUID, list[_Cited], dict[Use, CitationStanding]]]:
    """The citations of each of these entries in their order, and how they stand."""
    rows = Citation.objects.filter(entry__in=ids).order_by("entry", "position")
    columns = ("claim_digest", "context", "number", "fact", "source__slug", "digest")
    by_entry: dict[UUID, tuple[list[_Cited], dict[Use, CitationStanding]]] = {
        pk: ([], {}) for pk in ids
    }
    for entry, claim, context, number, fact, key, digest, standing, at in rows.values_list(
        "entry_id", *columns, "standing", "checked_at"
    ).iterator(chunk_size=2000):
        cited, standings = by_entry[entry]
        use = Use(digest, context)
        cited.append(_Cited(claim, context, number, fact, key, use))
        standings[use] = CitationStanding(standing, at)
    for entry, (cited, standings) in by_entry.items():
        yield entry, cited, standings


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
