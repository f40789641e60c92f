"""The marks “citation needed” of newest revisions."""

from __future__ import annotations

from collections.abc import Iterable

from editorial.models import Manuscript, NeededCitation
from encyclopedia.analysis import Analysis
from encyclopedia.models.insertion import insert


def write_needed(manuscript: Manuscript, analysis: Analysis) -> None:
    """Replace the marks of this manuscript by those of its newest revision."""
    NeededCitation.objects.filter(manuscript=manuscript).delete()
    write_new_needed([(manuscript, analysis)])


def write_new_needed(drafts: Iterable[tuple[Manuscript, Analysis]]) -> None:
    """Write the marks of manuscripts that have none yet; no statement without any."""
    marks = [
        NeededCitation(
            manuscript=manuscript,
            position=position,
            line=needed.line,
            claim=needed.claim,
            sentence=needed.sentence,
            reason=needed.reason,
        )
        for manuscript, analysis in drafts
        for position, needed in enumerate(analysis.needed)
    ]
    if marks:
        insert(marks)
