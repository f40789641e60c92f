"""Passages corrected in a published entry, with no checked claim changed: seen in their words, decided at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from editorial import workflow
from editorial.admin.draft_preview import revision_of
from editorial.admin.next_moves import NextMoves
from editorial.admin.revision_views import comparison_context
from editorial.gate.judging import stopping
from editorial.models import Manuscript, Revision, Status
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# More is read in the comparison.
MAX_PASSAGES = 3


@dataclass(frozen=True)
class SmallCorrection:
    """The passages with what changed in them; `summary` is what its writer said of it, for readers if it corrects."""

    passages: list[dict[str, Any]]
    summary: str


def small_correction(
    manuscript: Manuscript, revision: Revision, document: Document, by: User, coming: NextMoves
) -> SmallCorrection | None:
    """None unless this person may approve and publish it now, and only words differ that no citation vouches for."""
    if manuscript.status != Status.SUBMITTED or not manuscript.is_live or manuscript.unchecked:
        return None
    if manuscript.kind == Kind.SOURCE or not coming.together.can_be_published:
        return None
    if stopping(coming.obstacles) or not all(
        workflow.may(by, move) for move in ("approve", "publish")
    ):
        return None
    published = revision_of(manuscript, manuscript.published_revision)
    before = published.read() if published else None
    if before is None or not _keeps_its_claims(before, document):
        return None
    passages = comparison_context(before, document)["text"]
    if not 0 < len(passages) <= MAX_PASSAGES:
        return None
    return SmallCorrection(passages, revision.summary)


def _keeps_its_claims(before: Document, after: Document) -> bool:
    """Whether nothing but the text differs, and each citation vouches for the same words, where it did."""
    if replace(before, text=after.text) != after:
        return False
    one, other = (
        Counter(citation.use for citation in analyse(document).citations)
        for document in (before, after)
    )
    return one == other
