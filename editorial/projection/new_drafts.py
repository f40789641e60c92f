"""What is derived from the first revisions of many manuscripts: what `derive` does for one after another."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from editorial.gate.gate_input import document_problems, is_living
from editorial.gate.judging import GateInput, judge, stopping
from editorial.gate.policy import policy_for
from editorial.models import Manuscript
from editorial.projection.drafts import derive_queues
from editorial.projection.new_source_pairs import write_new_keys
from encyclopedia.analysis import Analysis
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.models import Entry


class NewDraft(NamedTuple):
    """The first revision of a manuscript, read once."""

    manuscript: Manuscript
    document: Document
    analysis: Analysis

    @property
    def stands_alone(self) -> bool:
        """Whether it neither cites nor names anything, so that nothing has to be looked up for it but its address."""
        return not (
            self.analysis.citations
            or self.analysis.parsed.links
            or self.document.tags
            or any(fact.target for fact in self.document.facts)
        )


def count_obstacles(drafts: Sequence[NewDraft]) -> None:
    """Set how many obstacles those have that stand alone, before their rows are written; one query."""
    alone = [draft for draft in drafts if draft.stands_alone]
    taken = _taken(alone)
    for manuscript, document, analysis in alone:
        judged = GateInput(
            document=document,
            citations=(),
            sentences=analysis.parsed.claims,
            cited=analysis.parsed.cited_claims,
            problems=tuple(document_problems(document, analysis)),
            sources={},
            ambiguous={},
            verdicts={},
            living=is_living(document),
            address_taken=bool(taken[document.kind, document.slug] - {manuscript.pk}),
        )
        manuscript.obstacles = len(stopping(judge(judged, policy_for(document), "submit")))


def _taken(drafts: Sequence[NewDraft]) -> dict[tuple[str, str], set[uuid.UUID]]:
    """Address → the published entries that have it."""
    wanted = Q(pk=None)
    for kind in {draft.document.kind for draft in drafts}:
        slugs = [draft.document.slug for draft in drafts if draft.document.kind == kind]
        wanted |= Q(kind=kind, slug__in=slugs)
    taken: dict[tuple[str, str], set[uuid.UUID]] = defaultdict(set)
    for entry in Entry.objects.filter(wanted).only("kind", "slug"):
        taken[entry.kind, entry.slug].add(entry.pk)
    return taken


def derive_new(drafts: Sequence[NewDraft]) -> None:
    """Write the rows that are derived from these, once their manuscripts are written; nothing else writes them.

    For those that stand alone the statements are as many for one as for hundreds.
    """
    for draft in drafts:
        if not draft.stands_alone:
            derive_queues(*draft)
    write_new_keys(
        {
            draft.manuscript.pk: draft.document.record
            for draft in drafts
            if isinstance(draft.document, SourceDocument)
        }
    )
