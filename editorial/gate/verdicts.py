"""The standing of citations: the newest check of every digest, compared with the source's current edition."""

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
    """Digest → standing, for all citations of one entry that were ever checked; at most three queries."""
    return standings_by_entry({entry_id: citations})


def standings_by_entry(
    entries: Mapping[uuid.UUID, Iterable[DocumentCitation]],
) -> dict[str, CitationStanding]:
    """Digest → standing, for all of these citations that were ever checked; three queries for every 5,000.

    A check of another edition of its source, or from before the source was marked, is stale. A citation without a
    check is stale too when this entry once had a checked citation, since removed, of the same source and locator:
    it probably changed since that check. This is a remark and not a verdict: no check is assigned by guessing.
    """
    by_entry = {
        pk: {citation.digest: citation for citation in citations}
        for pk, citations in entries.items()
    }
    digests = [digest for citations in by_entry.values() for digest in citations]
    keys = {citation.key for citations in by_entry.values() for citation in citations.values()}
    editions: dict[str, int] = {}
    marked: dict[str, datetime] = {}
    for key, edition, at in Source.objects.filter(slug__in=keys).values_list(
        "slug", "record_edition", "marked_at"
    ):
        editions[key] = edition
        if at:
            marked[key] = at
    standings: dict[str, CitationStanding] = {}
    for digest, key, edition, verdict, at in _checks(digests):
        stale = edition != editions.get(key, edition) or (key in marked and at < marked[key])
        standings[digest] = CitationStanding(
            standing=Standing.STALE if stale else Standing(verdict), checked_at=at, role=MODERATOR
        )
    unchecked = {
        pk: {digest: citation for digest, citation in citations.items() if digest not in standings}
        for pk, citations in by_entry.items()
    }
    unchecked = {pk: citations for pk, citations in unchecked.items() if citations}
    standings.update(_changed(unchecked, set(digests)))
    return standings


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
    """Let readers see every check of these citations: its verdict, time and role, but never the person."""
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
