"""The gate's input for many documents at once that neither cite nor name anything, as the sources of an import."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from editorial.gate.gate_input import document_problems, is_living
from editorial.gate.judging import GateInput
from editorial.models import Manuscript
from encyclopedia.analysis import Analysis
from encyclopedia.core.documents import Document
from encyclopedia.models import Entry

# A manuscript that was never published, its newest document, and what one reading of that finds.
Unpublished = tuple[Manuscript, Document, Analysis]


def stands_alone(document: Document, analysis: Analysis) -> bool:
    """Whether it neither cites nor names anything: nothing has to be looked up for it but its address and writers."""
    return not (
        analysis.citations
        or analysis.parsed.links
        or document.tags
        or any(fact.target for fact in document.facts)
    )


def inputs_alone(drafts: Sequence[Unpublished], *, approver: int | None = None) -> list[GateInput]:
    """What `gate_input` collects for each of these, which stand alone; two queries, however many they are."""
    taken = _taken(drafts)
    written: set[uuid.UUID] = set()
    if approver is not None:
        ids = [manuscript.pk for manuscript, _document, _analysis in drafts]
        own = Manuscript.objects.written_by(approver).filter(pk__in=ids)
        written = set(own.values_list("pk", flat=True))
    return [
        GateInput(
            document=document,
            citations=(),
            sentences=analysis.parsed.claims,
            cited=analysis.parsed.cited_claims,
            problems=tuple(document_problems(document, analysis)),
            sources={},
            ambiguous={},
            verdicts={},
            living=is_living(document),
            approver_wrote=manuscript.pk in written,
            address_taken=bool(taken[document.kind, document.slug] - {manuscript.pk}),
        )
        for manuscript, document, analysis in drafts
    ]


def _taken(drafts: Sequence[Unpublished]) -> dict[tuple[str, str], set[uuid.UUID]]:
    """Address → the published entries that have it."""
    wanted = Q(pk=None)
    for kind in {document.kind for _manuscript, document, _analysis in drafts}:
        slugs = [document.slug for _m, document, _a in drafts if document.kind == kind]
        wanted |= Q(kind=kind, slug__in=slugs)
    taken: dict[tuple[str, str], set[uuid.UUID]] = defaultdict(set)
    for entry in Entry.objects.filter(wanted).only("kind", "slug"):
        taken[entry.kind, entry.slug].add(entry.pk)
    return taken
