"""How citations stand: the newest check of each digest, against the source's current edition."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from editorial.models import Check
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.standing import CitationStanding
from encyclopedia.models import PublishedCheck, Source, Standing

MODERATOR = "moderator"


def current_standings(
    entry_id: uuid.UUID, citations: Iterable[DocumentCitation]
) -> dict[str, CitationStanding]:
    """Digest → standing of each citation of one entry that was ever checked; at most three queries."""
    return standings_by_entry({entry_id: citations})


def standings_by_entry(
    entries: Mapping[uuid.UUID, Iterable[DocumentCitation]],
) -> dict[str, CitationStanding]:
    """Digest → standing of each of these citations that was ever checked; three queries for each 5,000.

    A check of another edition of its source, or from before the source was marked, is stale. A
    citation that has no check, where the same source and locator of this entry was checked for words
    that no longer stand, is told as changed since its last check: a remark, not a verdict, since
    nothing is re-attached by guess.
    """
    wanted = {pk: {c.digest: c for c in citations} for pk, citations in entries.items()}
    digests = [digest for citations in wanted.values() for digest in citations]
    keys = {c.key for citations in wanted.values() for c in citations.values()}
    known: dict[str, int] = {}
    marked: dict[str, datetime] = {}
    for key, edition, at in Source.objects.filter(slug__in=keys).values_list(
        "slug", "record_edition", "marked_at"
    ):
        known[key] = edition
        if at:
            marked[key] = at
    found: dict[str, CitationStanding] = {}
    for digest, key, edition, verdict, at in _checks(digests):
        stale = edition != known.get(key, edition) or (key in marked and at < marked[key])
        found[digest] = CitationStanding(
            standing=Standing.STALE if stale else Standing(verdict), checked_at=at, role=MODERATOR
        )
    unchecked = {
        pk: {digest: c for digest, c in citations.items() if digest not in found}
        for pk, citations in wanted.items()
    }
    unchecked = {pk: citations for pk, citations in unchecked.items() if citations}
    found.update(_changed(unchecked, set(digests)))
    return found


def _checks(digests: list[str]) -> Iterator[Any]:
    for chunk in in_chunks(digests):
        rows = Check.objects.filter(digest__in=chunk).order_by("at", "id")
        yield from rows.values_list("digest", "source_key", "source_edition", "verdict", "at")


def _checks_of_entries(entries: list[uuid.UUID]) -> Iterator[Any]:
    for chunk in in_chunks(entries):
        rows = Check.objects.filter(manuscript__in=chunk).order_by("at", "id")
        yield from rows.values_list("manuscript_id", "digest", "source_key", "locator", "at")


def _changed(
    unchecked: dict[uuid.UUID, dict[str, DocumentCitation]], present: set[str]
) -> dict[str, CitationStanding]:
    gone: dict[tuple[uuid.UUID, str, str], datetime] = {}
    for pk, digest, key, locator, at in _checks_of_entries(list(unchecked)):
        if digest not in present:
            gone[pk, key, locator] = at
    return {
        digest: CitationStanding(
            standing=Standing.STALE,
            checked_at=gone[pk, citation.key, citation.reference.locator],
            role=MODERATOR,
        )
        for pk, citations in unchecked.items()
        for digest, citation in citations.items()
        if (pk, citation.key, citation.reference.locator) in gone
    }


def publish_checks(digests: Iterable[str]) -> None:
    """Let readers see every check of these citations: what was found, when and by which role; never by whom."""
    checks = Check.objects.filter(digest__in=list(digests))
    PublishedCheck.objects.bulk_create(
        [
            PublishedCheck(
                entry_id=check.manuscript_id,
                digest=check.digest,
                claim_digest=check.claim_digest,
                claim=check.claim,
                source_key=check.source_key,
                source_edition=check.source_edition,
                locator=check.locator,
                verdict=check.verdict,
                role=MODERATOR,
                checked_at=check.at,
            )
            for check in checks
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
