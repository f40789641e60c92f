"""Reminders of what is to be done: by one click; by rule before it is due, when overdue, and when nobody has it."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import permissions, workflow
from editorial.actions.transaction import Outcome, locked, record
from editorial.models import Event, Manuscript
from editorial.workflow import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator

# In days: how long before the day that somebody is reminded; how often of what is overdue; how long nobody has it.
REMINDED_BEFORE = 3
REMINDED_AGAIN = 7
MAX_UNASSIGNED = 7


def remind(*, manuscript: uuid.UUID, by: User) -> Outcome:
    """Remind whoever has the next step, at most once a day.

    Raises NotAllowed when nobody was named for it: then somebody is to be named first.
    """
    with locked(manuscript) as row:
        workflow.require(by, row, "remind")
        somebody = row.has_it
        if somebody is None:
            raise NotAllowed(
                _("Nobody in particular has the next step of “%(title)s”. Name somebody first.")
                % {"title": row.title}
            )
        today = timezone.now() - timedelta(days=1)
        if _reminders(row, "asked").filter(at__gt=today, private__to=[somebody.pk]).exists():
            return Outcome(row, changed=False)
        event = _record(row, "asked", to=[somebody.pk], by=by)
    return Outcome(row, event)


def remind_by_rule() -> int:
    """Send the reminders that are due now, each once; how many. Twice sends nothing more."""
    return sum(remind_of(manuscript, why) for manuscript, why in due_reminders())


def due_reminders() -> list[tuple[Manuscript, str]]:
    """What somebody may have to be reminded of now, and why; `remind_of` asks whether they were."""
    return list(_candidates(timezone.localdate()))


def _candidates(today: date) -> Iterator[tuple[Manuscript, str]]:
    to_do = Manuscript.objects.to_do().unmerged()
    due = Q(due_on__gte=today, due_on__lte=today + timedelta(days=REMINDED_BEFORE))
    for manuscript in to_do.filter(due):
        yield manuscript, "before"
    for manuscript in Manuscript.objects.overdue().unmerged():
        yield manuscript, "overdue"
    long_ago = timezone.now() - timedelta(days=MAX_UNASSIGNED)
    for manuscript in Manuscript.objects.unassigned().unmerged().filter(since__lt=long_ago):
        yield manuscript, "unassigned"


def remind_of(manuscript: Manuscript, why: str) -> bool:
    """Remind whoever is to be reminded of this, if they were not; whether they were now."""
    with locked(manuscript.pk) as row:
        told = _reminders(row, why).filter(at__gte=row.since)
        if why == "before":
            told = told.filter(private__due_on=_day(row.due_on))
        elif why == "overdue":
            told = told.filter(at__gt=timezone.now() - timedelta(days=REMINDED_AGAIN))
        if not row.turn or told.exists():
            return False
        somebody = row.has_it
        people = [somebody.pk] if somebody is not None and why != "unassigned" else who_assign()
        if not people:
            return False
        _record(row, why, to=people, by=_in_whose_name(row))
    return True


def _record(row: Manuscript, why: str, *, to: list[int], by: User) -> Event:
    private = {"why": why, "step": row.step, "due_on": _day(row.due_on), "to": sorted(to)}
    return record("remind", by=by, manuscript=row, private=private)


def _reminders(row: Manuscript, why: str) -> Any:
    return Event.objects.filter(
        manuscript=row, action="remind", private__why=why, private__step=row.step
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def who_assign() -> list[int]:
    """Everybody who gives out work."""
    people = User.objects.with_perm(
        permissions.ASSIGN_MANUSCRIPT, backend="django.contrib.auth.backends.ModelBackend"
    )
    return list(people.values_list("pk", flat=True))


def _in_whose_name(row: Manuscript) -> User:
    """A rule reminds in the name of whoever gave out the work last, or else of whoever is responsible for it."""
    given = Event.objects.filter(manuscript=row, action="assign", by__is_active=True)
    last = given.select_related("by").order_by("-seq").first()
    if last is not None and last.by is not None:
        return last.by
    person: User = row.responsible or row.author
    return person


def last_reminded(manuscripts: list[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """When somebody was last reminded of each of these; two who wait need not both write."""
    events = Event.objects.filter(manuscript__in=manuscripts, action="remind").order_by("seq")
    return {pk: at for pk, at in events.values_list("manuscript", "at") if pk is not None}
