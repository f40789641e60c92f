"""What is derived from the first revisions of many manuscripts: what `derive` does for one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from editorial.gate.judging import judge, stopping
from editorial.gate.new_drafts import inputs_of_new
from editorial.gate.policy import policy_for
from editorial.gate.standing_alone import inputs_alone, stands_alone
from editorial.models import DraftCitation, Manuscript, Topic
from editorial.projection.draft_texts import write_new_texts
from editorial.projection.drafts import count_citations
from editorial.projection.duplicate_pairs import is_compared
from editorial.projection.needed_citations import write_new_needed
from editorial.projection.new_source_pairs import write_new_keys
from editorial.projection.picture_uses import write_new_uses
from editorial.projection.queueing import topics_of
from encyclopedia.analysis import Analysis
from encyclopedia.core.documents import Document
from encyclopedia.models.insertion import insert


class NewDraft(NamedTuple):
    """The first revision of a manuscript, read once."""

    manuscript: Manuscript
    document: Document
    analysis: Analysis

    @property
    def stands_alone(self) -> bool:
        return stands_alone(self.document, self.analysis)


def count_obstacles(drafts: Sequence[NewDraft]) -> None:
    """Set how many obstacles those have that stand alone, before their rows are written; one query."""
    alone = [draft for draft in drafts if draft.stands_alone]
    for draft, judged in zip(alone, inputs_alone(alone), strict=True):
        obstacles = judge(judged, policy_for(draft.document), "submit")
        draft.manuscript.obstacles = len(stopping(obstacles))


def derive_new(drafts: Sequence[NewDraft]) -> None:
    """Write the rows that are derived from these, once their manuscripts are written; nothing else writes them.

    For those that stand alone the statements are as many for one as for hundreds.
    """
    _derive_queues([draft for draft in drafts if not draft.stands_alone])
    write_new_texts([(draft.manuscript, draft.document, draft.analysis) for draft in drafts])
    write_new_needed([(draft.manuscript, draft.analysis) for draft in drafts])
    write_new_uses([(draft.manuscript, draft.document) for draft in drafts])
    write_new_keys(
        {
            draft.manuscript.pk: replace(draft.document, text="")
            for draft in drafts
            if is_compared(draft.document)
        }
    )


def _derive_queues(drafts: Sequence[NewDraft]) -> None:
    """Write the citations, counts and topics of drafts, nothing of which waits at the desk."""
    citations: list[DraftCitation] = []
    topics: list[Topic] = []
    for draft, judged in zip(drafts, inputs_of_new(drafts), strict=True):
        rows = count_citations(draft.manuscript, draft.analysis, judged)
        draft.manuscript.unchecked = sum(not row.checked for row in rows)
        draft.manuscript.save(update_fields=["obstacles", "citations", "unchecked"])
        citations += rows
        topics += topics_of(draft.manuscript, draft.document)
    insert(citations)
    insert(topics)
