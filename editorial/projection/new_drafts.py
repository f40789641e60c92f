"""What is derived from the first revisions of many manuscripts: what `derive` does for one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from editorial.gate.judging import judge, stopping
from editorial.gate.policy import policy_for
from editorial.gate.standing_alone import inputs_alone, stands_alone
from editorial.models import Manuscript
from editorial.projection.drafts import derive_queues
from editorial.projection.new_source_pairs import write_new_keys
from encyclopedia.analysis import Analysis
from encyclopedia.core.documents import Document, SourceDocument


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
