"""What is to be done next with what is submitted: the gate's answer, kept in the row until something changes.

`requeue` and every change of state empty it; `publish_due` fills it every minute. The likeliest is told till then.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import transaction

from editorial.gate.gate_input import obstacles
from editorial.gate.judging import Obstacle, stopping
from editorial.models import DraftCitation, Manuscript, Revision, Status
from editorial.models.turns import Step
from editorial.notices.telling import tell_next

# What a moderator clears, and what is cleared at a source. All else is for the author and the responsible person.
_CHECKS = frozenset(
    {"unchecked", "stale", "context_changed", "second_check_missing", "checks_disagree"}
)
_SOURCES = frozenset({"source_not_published"})
# Who may not approve it is no step: somebody else does.
_OF_APPROVER = frozenset({"four_eyes", "checker_approves"})
# How many are judged at a time, in a transaction each.
MAX_JUDGED = 500


def judge_steps() -> int:
    """Judge all that changed since, and tell whose turn it is; how many."""
    return sum(judge_step(manuscript) for manuscript in unjudged())


def unjudged() -> list[Manuscript]:
    """What is submitted and was not judged since its last change, the longest submitted first."""
    rows = Manuscript.objects.filter(status=Status.SUBMITTED, step__isnull=True)
    return list(rows.oldest_first()[:MAX_JUDGED])


def judge_step(manuscript: Manuscript) -> int:
    """Judge this one, unless another process was quicker, and tell whose turn it is; 1 if so."""
    with transaction.atomic():
        row = Manuscript.objects.select_for_update().get(pk=manuscript.pk)
        if row.status != Status.SUBMITTED or row.step is not None:
            return 0
        row.step = step_of_submitted(row)
        row.save(update_fields=["step"])
        tell_next(row, row.step)
    return 1


def step_of_submitted(manuscript: Manuscript) -> Step:
    """What its approval waits for: an answer to a check, its sources, checks, or the approver."""
    newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
    return step_before(stopping(obstacles(manuscript, newest.read(), "approve")))


def step_before(met: Collection[Obstacle]) -> Step:
    """Whose work clears what stops an approval: the moderators' first, so that an author has all verdicts at once."""
    codes = {obstacle.code for obstacle in met} - _OF_APPROVER
    if codes & _CHECKS:
        return Step.CHECK
    if codes - _SOURCES:
        return Step.ANSWER
    return Step.SOURCE if codes else Step.APPROVE


def judge_again(manuscripts: Collection[uuid.UUID]) -> None:
    """Have these judged anew: what the gate asks of them may be different now."""
    changed = Manuscript.objects.filter(pk__in=manuscripts, status=Status.SUBMITTED)
    changed.update(step=None)


def judge_again_citing(source_key: str) -> None:
    """Those that cite a source whose state is another one now."""
    citing = DraftCitation.objects.filter(source_key=source_key).values("manuscript")
    Manuscript.objects.filter(pk__in=citing, status=Status.SUBMITTED, step__isnull=False).update(
        step=None
    )
