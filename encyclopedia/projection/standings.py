"""The standings of published citations: their rows and counts now, and the pages that show them marked.

Inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.citations import Use
from encyclopedia.core.standing import (
    LEFT_BY_MARK,
    STALE,
    UNCHECKED,
    CitationStanding,
    Standings,
    Summary,
    summarise,
)
from encyclopedia.core.telling import COLUMNS, NOTHING_TOLD
from encyclopedia.models import Citation, ClaimCounts, Extent, Need, Reliability, Source
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.projection_lock import share_projection
from encyclopedia.projection.tallies import count

_STANDING_COLUMNS = ("standing", "checked_at", "role", *COLUMNS)


def set_standings(standings: Standings) -> int:
    """Give these uses of published citations these standings; the number of entries in which one differed."""
    share_projection()
    stored = _store(standings)
    count_claims(stored.entries)
    _mark(stored, timezone.now())
    return len(stored.entries)


def mark_source(
    entry_id: UUID,
    *,
    reliability: str,
    reason: str,
    standings: Standings | None = None,
    is_new: bool = False,
) -> int:
    """Tell at every footnote of a source, and on its own page, what is known against it.

    `reliability` is a value of `models.Reliability`; `reason` is public, empty for a sound source. `standings` are set
    with it, where the mark changes them; a mark against it that `is_new` needs none, since every check was made before.
    Returns the number of pages that change.
    """
    share_projection()
    Source.objects.filter(pk=entry_id).update(reliability=reliability, reliability_reason=reason)
    citing = Citation.objects.filter(source=entry_id)
    if is_new:
        # Words that a check did not find borne out stay so.
        nothing = {
            name: value for name, value in NOTHING_TOLD.as_dict().items() if name != "not_borne_out"
        }
        citing.exclude(standing__in=LEFT_BY_MARK).update(standing=STALE, **nothing)
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
        for pk, entry, source, digest, context, *before in rows.values_list(
            "pk", "entry_id", "source_id", "digest", "context", *_STANDING_COLUMNS
        ):
            standing = standings.get(Use(digest, context))
            if standing is None:
                continue
            told = standing.telling.as_dict().values()
            after = (str(standing.standing), standing.checked_at, standing.role, *told)
            changed = tuple(
                (name, value)
                for name, value, stored_value in zip(_STANDING_COLUMNS, after, before, strict=True)
                if value != stored_value
            )
            if changed:
                ids_by_change.setdefault(changed, []).append(pk)
                stored.entries.add(entry)
                stored.sources.add(source)
    for changed, ids in ids_by_change.items():
        for chunk in in_chunks(ids):
            Citation.objects.filter(pk__in=chunk).update(**dict(changed))
    return stored


def _mark(stored: _Stored, at: datetime) -> None:
    mark_due(stored.entries, Extent.STANDINGS, at)
    # Their pages list the first claims that cite them.
    mark_due(stored.sources, Extent.TAIL, at)


class _Cited(NamedTuple):
    """A published citation as far as it is counted."""

    claim_digest: str
    context: str
    number: int
    fact: int | None
    key: str
    use: Use


@dataclass(frozen=True, slots=True)
class _Claimed:
    """The citations of an entry in their order, how they stand, and the sources among them that are marked."""

    citations: list[_Cited] = field(default_factory=list)
    standings: dict[Use, CitationStanding] = field(default_factory=dict)
    doubted: set[str] = field(default_factory=set)


def count_claims(entries: Iterable[UUID]) -> None:
    """Count these entries' claims again, from the rows of their citations; two queries for every few thousand."""
    for ids in in_chunks(sorted(set(entries))):
        needed: dict[UUID, list[str]] = {}
        needs = Need.objects.filter(entry__in=ids).order_by("entry", "position")
        for entry, claim in needs.values_list("entry", "claim_digest"):
            needed.setdefault(entry, []).append(claim)
        summaries = {
            entry: summarise(
                claimed.citations,
                claimed.standings,
                needed=needed.get(entry, ()),
                doubted=claimed.doubted,
            )
            for entry, claimed in _cited(ids).items()
        }
        _store_counts(summaries)


def _cited(ids: Sequence[UUID]) -> dict[UUID, _Claimed]:
    rows = Citation.objects.filter(entry__in=ids).order_by("entry", "position")
    columns = ("entry_id", "claim_digest", "context", "number", "fact", "source__slug", "digest")
    claimed_by_entry = {pk: _Claimed() for pk in ids}
    for entry, claim, context, number, fact, key, digest, standing, at, mark in rows.values_list(
        *columns, "standing", "checked_at", "source__reliability"
    ).iterator(chunk_size=2000):
        claimed, use = claimed_by_entry[entry], Use(digest, context)
        claimed.citations.append(_Cited(claim, context, number, fact, key, use))
        if standing != UNCHECKED:
            claimed.standings[use] = CitationStanding(standing, at)
        if mark != Reliability.SOUND:
            claimed.doubted.add(key)
    return claimed_by_entry


def _store_counts(summaries: Mapping[UUID, Summary]) -> None:
    columns = [field.name for field in fields(Summary)]
    stored = {
        entry: Summary(**counts)
        for counts in ClaimCounts.objects.filter(entry__in=list(summaries)).values(
            "entry_id", *columns
        )
        if (entry := counts.pop("entry_id"))
    }
    changed = {
        entry: summary for entry, summary in summaries.items() if stored.get(entry) != summary
    }
    ClaimCounts.objects.bulk_create(
        [ClaimCounts(entry_id=entry, **asdict(summary)) for entry, summary in changed.items()],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=columns,
    )
    count(changed, changed)
