"""Updating every citation of a source when its record becomes another edition, or its mark changes."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from editorial.gate.second_checks import awaiting_second
from editorial.gate.verdicts import standings_by_entry
from editorial.models import DraftCitation, Manuscript
from editorial.models.checks import DraftCitationQuerySet
from editorial.projection.asking import restore_asks
from editorial.projection.queueing import requeue
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.citations import DocumentCitation, Reference, Use
from encyclopedia.core.standing import (
    CHECKED,
    COULD_NOT_ACCESS,
    LEFT_BY_MARK,
    NOT_CHECKED,
    SETTLED,
    STALE,
    CitationStanding,
    Standings,
)
from encyclopedia.models import Citation as PublishedCitation

_COLUMNS = (
    "locator",
    "quotation",
    "prefix",
    "suffix",
    "claim",
    "sentence",
    "digest",
    "claim_digest",
    "context",
)
_DIGEST, _CONTEXT = _COLUMNS.index("digest"), _COLUMNS.index("context")
# What is written of the rows of drafts.
_STORED = ("standing", "checked", "second", "first_by_id", "asked_id")


def lock_citing(*source_keys: str) -> None:
    """Lock the manuscripts that cite a source before the head of the audit log: the order of every move."""
    citing = DraftCitation.objects.filter(source_key__in=source_keys).values("manuscript")
    manuscripts = Manuscript.objects.filter(pk__in=citing).order_by("pk").select_for_update()
    list(manuscripts.values_list("pk", flat=True))


def restate(source_key: str, entry: uuid.UUID | None = None) -> dict[Use, CitationStanding]:
    """The current standing of every published citation of the source; also updates drafts and the desk's queue.

    With `entry` only of those in this one. The caller shows the standings to readers. A fixed number of statements for
    every 5,000 citations, and three for each of which the author was asked for the page; rows are written only where
    they differ.
    """
    published = PublishedCitation.objects.filter(source__slug=source_key)
    drafts = DraftCitation.objects.filter(source_key=source_key)
    if entry is not None:
        published, drafts = published.filter(entry=entry), drafts.filter(manuscript=entry)
    rows = list(drafts.values_list("pk", *_STORED, "manuscript_id", *_COLUMNS).iterator())
    in_drafts = _cited(source_key, (row[1 + len(_STORED) :] for row in rows))
    in_print = _cited(source_key, published.values_list("entry_id", *_COLUMNS).iterator())
    if not in_drafts and not in_print:
        return {}
    drafted = _standings(in_drafts)
    _store(drafts, rows, drafted)
    # Most entries cite it in print as in their newest revision.
    same = {pk for pk, cited in in_print.items() if cited.keys() == in_drafts.get(pk, {}).keys()}
    printed = _standings({pk: cited for pk, cited in in_print.items() if pk not in same})
    return printed | {use: drafted[use] for pk in same for use in in_print[pk]}


def outdate(source_key: str) -> None:
    """What `restate` writes of drafts after a mark against the source that is made now, in a few statements."""
    drafts = DraftCitation.objects.filter(source_key=source_key).exclude(standing__in=LEFT_BY_MARK)
    manuscripts = set(drafts.values_list("manuscript", flat=True).order_by())
    drafts.update(standing=STALE, checked=False, first_by=None, asked=None)
    if manuscripts:
        requeue(sorted(manuscripts))


def _store(
    drafts: DraftCitationQuerySet, rows: Iterable[tuple[Any, ...]], drafted: Standings
) -> None:
    """Write how these rows of drafts stand, whom they wait for, and whether they wait at the desk."""
    ids_by_standing: dict[str, list[int]] = defaultdict(list)
    touched: set[uuid.UUID] = set()
    standings: set[str] = set()
    are_second = False
    for pk, standing_before, checked, second, first_by, asked, manuscript, *columns in rows:
        standing = drafted[Use(columns[_DIGEST], columns[_CONTEXT])].standing
        standings.add(standing)
        are_second |= second
        differs = (standing_before, checked) != (standing, standing in SETTLED)
        if differs or second or first_by or asked or standing == COULD_NOT_ACCESS:
            touched.add(manuscript)
            ids_by_standing[standing].append(pk)
    for standing, ids in ids_by_standing.items():
        for chunk in in_chunks(ids):
            DraftCitation.objects.filter(pk__in=chunk).update(
                standing=standing, checked=standing in SETTLED, first_by=None, asked=None
            )
    if COULD_NOT_ACCESS in standings:
        restore_asks(drafts)
    if are_second:
        looked_up = drafts.filter(second=True, standing__in=CHECKED)
        for digest, first in awaiting_second(looked_up.values_list("digest", flat=True)).items():
            drafts.filter(digest=digest, second=True).update(checked=False, first_by=first)
    if touched:
        requeue(sorted(touched))


_Cited = dict[uuid.UUID, dict[Use, DocumentCitation]]


def _cited(key: str, rows: Iterable[Sequence[Any]]) -> _Cited:
    by_entry: _Cited = defaultdict(dict)
    for entry, *row in rows:
        citation = _citation(key, *row)
        by_entry[entry][citation.use] = citation
    return by_entry


def _standings(by_entry: _Cited) -> dict[Use, CitationStanding]:
    standings = standings_by_entry({pk: citations.values() for pk, citations in by_entry.items()})
    return {
        use: standings.get(use, NOT_CHECKED) for citations in by_entry.values() for use in citations
    }


def _citation(
    key: str,
    locator: str,
    quotation: str,
    prefix: str,
    suffix: str,
    claim: str,
    sentence: str,
    digest: str,
    claim_digest: str,
    context: str,
) -> DocumentCitation:
    return DocumentCitation(
        Reference(key, locator, quotation, prefix, suffix),
        claim,
        sentence,
        digest,
        claim_digest,
        context=context,
    )
