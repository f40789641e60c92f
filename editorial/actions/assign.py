"""Who does what, until when: naming people for a manuscript, and taking its next step oneself."""

from __future__ import annotations

import uuid
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions.transaction import Outcome, locked, record
from editorial.models import Manuscript, Status
from editorial.models.restrictions import is_guest
from editorial.models.turns import TURNS, Priority, name_of
from editorial.projection.steps import step_of_submitted
from editorial.workflow import NEEDED, Forbidden, NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Unchanged(Enum):
    """For what an assignment leaves as it is."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Unchanged.UNCHANGED


def assign(
    *,
    manuscript: uuid.UUID,
    by: User,
    responsible: User | Unchanged | None = UNCHANGED,
    checker: User | Unchanged | None = UNCHANGED,
    approver: User | Unchanged | None = UNCHANGED,
    due_on: date | Unchanged | None = UNCHANGED,
    priority: int | Unchanged = UNCHANGED,
) -> Outcome:
    """Name the people of a manuscript, the day until which its next step is due, and its priority; None takes one away.

    Raises Refused for a person who may not do what they are named for, and for a day that is past.
    """
    people = {"responsible": responsible, "checker": checker, "approver": approver}
    with locked(manuscript) as row:
        workflow.require(by, row, "assign")
        changed: dict[str, Any] = {}
        for column, person in people.items():
            if person is not UNCHANGED and person != getattr(row, column):
                _refuse_unfit(row, column, person)
                changed[column] = person
        if due_on is not UNCHANGED and due_on != row.due_on:
            if due_on is not None and due_on < timezone.localdate():
                raise Refused(_("That day is past. Choose today or a later day."))
            changed["due_on"] = due_on
        if priority is not UNCHANGED and priority != row.priority:
            changed["priority"] = Priority(priority)
        if not changed:
            return Outcome(row, changed=False)
        _write(row, changed)
        event = record("assign", by=by, manuscript=row, private=_told(changed))
    return Outcome(row, event)


def take(*, manuscript: uuid.UUID, by: User) -> Outcome:
    """Take the next step of a manuscript that nobody else has.

    Raises Forbidden for a person who may not make it, NotAllowed when another person has it or nothing is to be done.
    """
    with locked(manuscript) as row:
        workflow.require(by, row, "take")
        column = turn_of(row)
        if not column:
            raise NotAllowed(_("There is nothing to do in “%(title)s” now.") % {"title": row.title})
        holder = getattr(row, column)
        if holder == by:
            return Outcome(row, changed=False)
        if holder is not None and holder.is_active:
            raise NotAllowed(_("%(name)s has taken it already.") % {"name": name_of(holder)})
        if not by.has_perm(NEEDED[column]):
            raise Forbidden(_("What is to be done next is not for your role."))
        _refuse_unfit(row, column, by)
        _write(row, {column: by})
        event = record("take", by=by, manuscript=row, private=_told({column: by}))
    return Outcome(row, event)


def turn_of(manuscript: Manuscript) -> str:
    """The column that names who makes the next step; empty when nothing is to be done by a person."""
    step = manuscript.step
    if step is None and manuscript.status == Status.SUBMITTED:
        step = step_of_submitted(manuscript)
    return next((column for column, steps in TURNS.items() if step in steps), "")


def may_take(user: User, manuscript: Manuscript) -> bool:
    """Whether this person could take the next step; whoever wrote a part of it does not approve it."""
    column = turn_of(manuscript)
    if not column or not user.has_perm(NEEDED[column]):
        return False
    holder = getattr(manuscript, column)
    if holder is not None and holder.is_active:
        return False
    return column != "approver" or not _wrote(manuscript, user)


def _refuse_unfit(manuscript: Manuscript, column: str, person: User | None) -> None:
    if person is None:
        return
    name = name_of(person)
    if not (person.is_active and person.has_perm(NEEDED[column])):
        raise Refused(
            _("%(name)s may not do this: choose somebody who has the role for it.") % {"name": name}
        )
    if is_guest(person) and not workflow.sees(person, manuscript):
        raise Refused(_("%(name)s is a guest at another manuscript.") % {"name": name})
    if column == "approver" and _wrote(manuscript, person):
        raise Refused(
            _("%(name)s wrote a part of it, and so does not approve it. Choose somebody else.")
            % {"name": name}
        )


def _wrote(manuscript: Manuscript, person: User) -> bool:
    return Manuscript.objects.written_by(person.pk).filter(pk=manuscript.pk).exists()


def _told(changed: dict[str, Any]) -> dict[str, Any]:
    """The private half of the event: people by their ids, a day as ISO 8601."""
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else int(value)
        if isinstance(value, Priority)
        else value and value.pk
        for name, value in changed.items()
    }


def _write(row: Manuscript, changed: dict[str, Any]) -> None:
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
