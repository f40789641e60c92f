"""What can come next for a manuscript: what stands in its way, the sources that go with it, the moves offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial import permissions
from editorial.admin.offered_moves import OfferedMove, has_unpublished_changes, offered_moves
from editorial.admin.source_sets import SourceSet, set_of
from editorial.gate.blind_second import obstacles_seen_by
from editorial.gate.gate_input import approval_of, gate_input
from editorial.gate.judging import Obstacle, Stage, judge, stopping
from editorial.gate.policy import policy_for
from editorial.models import Approval, Manuscript, Revision, Status
from encyclopedia.core.documents import Document

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STAGES: dict[str, Stage] = {
    Status.SUBMITTED: "approve",
    Status.APPROVED: "publish",
    Status.SCHEDULED: "publish",
}
FINAL: Stage = "publish"


@dataclass(frozen=True)
class NextMoves:
    """For one person: the obstacles before the next stage, the sources that go with it, and the moves in order."""

    obstacles: list[Obstacle]
    together: SourceSet
    offered: list[OfferedMove]


def next_moves(
    manuscript: Manuscript, document: Document, user: User, approval: Approval | None
) -> NextMoves:
    """What this person can do with the newest revision, whose document this is."""
    obstacles, publication = _judged(manuscript, document, user, approval)
    later = [one for one in stopping(publication) if one not in obstacles]
    together = set_of(manuscript, user, later)
    if manuscript.status == Status.APPROVED:
        # Those that are published with it are not in its way.
        obstacles = together.without_its_sources(obstacles)
    offered = offered_moves(manuscript, user, obstacles, together.titles)
    return NextMoves(obstacles, together, offered)


def newest_revision(manuscript: Manuscript) -> Revision:
    revision: Revision = Revision.objects.select_related("author").get(
        manuscript=manuscript, number=manuscript.revision
    )
    return revision


def obstacles_for(
    manuscript: Manuscript, document: Document, user: User, approval: Approval | None
) -> list[Obstacle]:
    """The obstacles before the next stage; with this person as the approver if they may approve."""
    return _judged(manuscript, document, user, approval)[0]


def _judged(
    manuscript: Manuscript, document: Document, user: User, approval: Approval | None
) -> tuple[list[Obstacle], list[Obstacle]]:
    """The obstacles before the next stage, and before publication."""
    if not has_unpublished_changes(manuscript):
        return [], []
    stage = STAGES.get(manuscript.status, "submit")
    approver = approval.by_id if approval else None
    if stage == "approve" and user.has_perm(permissions.APPROVE_MANUSCRIPT):
        approver = user.pk
    inputs = gate_input(manuscript, document, approver=approver)
    next_met, last_met = (
        obstacles_seen_by(user, manuscript.pk, judge(inputs, policy_for(document), at))
        for at in (stage, FINAL)
    )
    return next_met, last_met


def standing_obstacles(manuscript: Manuscript, user: User) -> list[Obstacle]:
    """The same, read again from the database."""
    document = newest_revision(manuscript).read()
    return obstacles_for(manuscript, document, user, approval_of(manuscript))
