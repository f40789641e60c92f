"""What every move shares: the locked row, the line in the audit log, and the outcome."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions.recording import Line, lock_head, record_all
from editorial.gate.judging import Obstacle, stopping
from editorial.gate.obstacle_wording import words
from editorial.models import ChainHead, Commission, Event, Manuscript, Status
from editorial.models.turns import STEP_OF_STATE, Priority
from editorial.projection.queueing import is_at_the_desk, requeue
from editorial.projection.steps import judge_again_citing
from encyclopedia import projection
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What a move did. `changed` is False when it had been done before: making a move twice changes nothing."""

    manuscript: Manuscript
    event: Event | None = None
    changed: bool = True


class GateClosed(workflow.Refused):
    """The gate refuses; `obstacles` are those that stop the move."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = stopping(obstacles)
        super().__init__("\n".join(words(obstacle) for obstacle in self.obstacles))


def log_failure(subject: Manuscript | Commission) -> str:
    """Log the current exception with its traceback; the sentence to report for this entry while others continue."""
    logger.exception(subject.path)
    return _(
        "The site failed here, and nothing was changed. Tell its administrator: the reason is in the site's log."
    )


def is_deadlock(error: OperationalError) -> bool:
    """Whether PostgreSQL ended the transaction because of a deadlock with another one (SQLSTATE 40P01).

    A single save cannot cause a deadlock. Several in one transaction can, when another transaction makes them in a
    different order: the one that was ended has changed nothing and can simply be repeated.
    """
    return getattr(error.__cause__, "sqlstate", "") == "40P01"


def done_already(manuscript: Manuscript, by: User, name: str) -> Outcome:
    """The outcome of a move that was made before. Raises Forbidden for a person who may not make it at all."""
    if not workflow.may(by, name):
        workflow.require(by, manuscript, name)
    return Outcome(manuscript, changed=False)


@contextmanager
def locked(manuscript_id: uuid.UUID) -> Iterator[Manuscript]:
    """One transaction with the manuscript's row locked: FOR UPDATE on PostgreSQL, IMMEDIATE on SQLite.

    Actions take the id as `manuscript` and call what is locked `row`. Raises Refused when a cited source was withdrawn
    or renamed after the gate looked at it.
    """
    try:
        with transaction.atomic():
            yield Manuscript.objects.select_for_update().get(pk=manuscript_id)
    except projection.UnknownSource as error:
        raise workflow.Refused(
            _(
                "No published source has the key “%(key)s” any more: it was withdrawn or renamed meanwhile. "
                "Publish a source with this key, or cite another one."
            )
            % {"key": error.key}
        ) from error


def enter(manuscript: Manuscript, status: Status, **columns: Any) -> None:
    """Set the manuscript's state and the columns that belong to it.

    Any state except approved and scheduled removes the approval: changed text must be approved again.
    """
    if status not in {Status.APPROVED, Status.SCHEDULED}:
        columns.setdefault("approval", None)
    if status != Status.SCHEDULED:
        columns.setdefault("publish_at", None)
    now = timezone.now()
    was_at_the_desk = is_at_the_desk(manuscript)
    moved = manuscript.status != status
    if moved:
        manuscript.status = status
        manuscript.since = now
    manuscript.changed_at = now
    columns["step"] = STEP_OF_STATE.get(status)
    if moved and status == Status.PUBLISHED:
        # The next round has people and a day of its own.
        columns |= {"checker": None, "approver": None, "due_on": None, "priority": Priority.NORMAL}
    for name, value in columns.items():
        setattr(manuscript, name, value)
    manuscript.save(update_fields=["status", "since", "changed_at", *columns])
    if was_at_the_desk != is_at_the_desk(manuscript):
        requeue([manuscript.pk])
    if moved and manuscript.kind == Kind.SOURCE:
        judge_again_citing(manuscript.slug)


def record(
    action: str,
    *,
    by: User,
    manuscript: Manuscript | None,
    reason: str = "",
    data: dict[str, Any] | None = None,
    private: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Event:
    """Add a line to the audit log and notify the people it concerns. Call inside the move's transaction.

    Call it before writing the rows that it tells of: triggers refuse a row of history without its event. `data` is
    public where what it tells of is, `private` stays in the office as the person and the reason do. `at` is for a move
    that had to know its time beforehand (`record_next`).
    """
    line = Line(
        action=action,
        manuscript=manuscript,
        reason=reason,
        data=data or {},
        private=private or {},
        at=at,
    )
    return record_all([line], by=by)[0]


def newest_event() -> int:
    """The number of the newest line that is committed, or written by this transaction."""
    return ChainHead.objects.values_list("seq", flat=True).get(pk=1)


def record_next() -> tuple[datetime, int]:
    """Lock the audit log until this transaction ends; returns the time to record at, and the newest line's number.

    For a move whose event describes the pages it wrote. Every move locks the log before it writes readers' pages:
    the same order everywhere, so no deadlock.
    """
    head = lock_head()
    return timezone.now(), head.seq
