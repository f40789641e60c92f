"""In which editions a claim stood in its words, what it came from, and what each edition cites.

Derived from the documents of all editions of an entry: step by step as they are published, and whole by `rebuild`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Model

from encyclopedia.core import documents
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.citations import fold
from encyclopedia.core.lineage import ClaimAt, came_from
from encyclopedia.models import Edition, EditionSource, Rewording, Wording
from encyclopedia.models.insertion import insert
from encyclopedia.projection.content_rows import Correction
from encyclopedia.rendering import Analysis, analyse

_WORDING = ("digest", "claim", "first", "last")
_REWORDING = ("edition", "earlier", "later")
_SOURCE = ("edition", "key")


def extend_lineage(entry_id: UUID, number: int, analysis: Analysis) -> None:
    """Add a new edition; the one before it is read again only where a claim is new and another gone."""
    claims = claims_of(analysis)
    wordings: dict[str, int] = {}
    if number > 1:
        current = Wording.objects.filter(entry_id=entry_id).newest()
        wordings = dict(current.values_list("digest", "pk"))
    if number > 1 and not wordings and not Wording.objects.filter(entry_id=entry_id).exists():
        # Published before there were lineages.
        write_lineage(entry_id)
        return
    present = {claim.digest for claim in claims}
    gone = [pk for digest, pk in wordings.items() if digest not in present]
    new = [claim for claim in claims if claim.digest not in wordings]
    for chunk in in_chunks(gone):
        Wording.objects.filter(pk__in=chunk).update(last=number - 1)
    _add(Wording, entry_id, [(claim.digest, claim.claim, number, None) for claim in new])
    if gone and new:
        before = Edition.objects.filter(entry_id=entry_id, number=number - 1).first()
        pairs = came_from(_claims_of_edition(before), claims) if before else []
        _add(Rewording, entry_id, [(number, *pair) for pair in pairs])
    _add(EditionSource, entry_id, [(number, key) for key in sorted(analysis.keys)])


def write_lineage(entry_id: UUID) -> list[Correction]:
    """Make the rows what the documents of all editions say; a correction where they differed."""
    wordings: list[tuple[Any, ...]] = []
    rewordings: list[tuple[Any, ...]] = []
    sources: list[tuple[Any, ...]] = []
    before: list[ClaimAt] = []
    standing: dict[str, tuple[str, int]] = {}
    number = 0
    for edition in Edition.objects.filter(entry_id=entry_id).order_by("number").iterator():
        analysis = _analysis(edition)
        claims, last, number = claims_of(analysis), number, edition.number
        present = {claim.digest for claim in claims}
        for digest in [digest for digest in standing if digest not in present]:
            claim, first = standing.pop(digest)
            wordings.append((digest, claim, first, number - 1))
        for new in claims:
            standing.setdefault(new.digest, (new.claim, number))
        if last:
            rewordings += [(number, *pair) for pair in came_from(before, claims)]
        sources += [(number, key) for key in analysis.keys]
        before = claims
    wordings += [(digest, claim, first, None) for digest, (claim, first) in standing.items()]
    return [
        *_settle(Wording, entry_id, _WORDING, wordings),
        *_settle(Rewording, entry_id, _REWORDING, rewordings),
        *_settle(EditionSource, entry_id, _SOURCE, sources),
    ]


def claims_of(analysis: Analysis) -> list[ClaimAt]:
    """The claims of a document, each once: those that are cited, then those for which a citation is needed."""
    claims: dict[str, str] = {}
    places: dict[str, set[tuple[str, str]]] = {}
    for citation in analysis.citations:
        claims.setdefault(citation.claim_digest, citation.claim)
        place = (citation.key, fold(citation.reference.place))
        places.setdefault(citation.claim_digest, set()).add(place)
    for needed in analysis.needed:
        claims.setdefault(needed.claim_digest, needed.claim)
    return [
        ClaimAt(digest, claim, frozenset(places.get(digest, ())))
        for digest, claim in claims.items()
    ]


def _claims_of_edition(edition: Edition) -> list[ClaimAt]:
    return claims_of(_analysis(edition))


def _analysis(edition: Edition) -> Analysis:
    return analyse(documents.read(json.loads(edition.document)))


def _settle(
    model: type[Model], entry_id: UUID, columns: tuple[str, ...], wanted: list[tuple[Any, ...]]
) -> list[Correction]:
    stored = model._default_manager.filter(entry_id=entry_id)
    before, after = (sorted(rows, key=repr) for rows in (stored.values_list(*columns), wanted))
    if before == after:
        return []
    stored.delete()
    _add(model, entry_id, after)
    return [(model._meta.model_name or "", repr(before), repr(after))]


def _add(model: type[Model], entry_id: UUID, rows: list[tuple[Any, ...]]) -> None:
    columns = {Wording: _WORDING, Rewording: _REWORDING, EditionSource: _SOURCE}[model]
    insert([model(entry_id=entry_id, **dict(zip(columns, row, strict=True))) for row in rows])


def entries_with_editions() -> Iterator[UUID]:
    """Every entry that was ever published, also those that are withdrawn."""
    ids = Edition.objects.order_by("entry_id").values_list("entry_id", flat=True).distinct()
    yield from ids
