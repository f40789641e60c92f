"""Reminders of entries that were promised and that nobody has begun: part of the reminders of `remind.py`.

Once it is drafted, its manuscript's reminders go on. Whoever has no account gets no notices: then whoever gives out
work is told, and may write an e-mail.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.actions.commission_rows import (
    locked_commission,
    record_commission,
    refuse_impossible,
)
from editorial.actions.remind import REMINDED_AGAIN, REMINDED_BEFORE, who_assign
from editorial.models import Commission, Event
from editorial.models.turns import Step
from editorial.workflow import NotAllowed

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def remind_commission(*, commission: uuid.UUID, by: User) -> Event | None:
    """Remind whoever promised it, at most once a day; None where they were.

    Raises NotAllowed for somebody without an account: a person writes to them.
    """
    with locked_commission(commission, "remind", by) as row:
        refuse_impossible(row, "remind")
        if row.person is None or not row.person.is_active:
            raise NotAllowed(
                _("%(name)s has no account, and so no notices. Write an e-mail.")
                % {"name": row.who}
            )
        if row.reminded_at and row.reminded_at > timezone.now() - timedelta(days=1):
            return None
        return _remind(row, "asked", [row.person_id], by)


def due_commissions() -> list[Commission]:
    """What somebody has to be reminded of now."""
    rows = Commission.objects.promised().filter(_due()).select_related("person", "asked_by")
    return list(rows.most_urgent_first())


def remind_of_commission(commission: Commission) -> bool:
    """Remind of this, if nobody did so meanwhile; whether somebody was reminded now. In the name of who asked last."""
    by = commission.asked_by or commission.person
    if by is None:
        return False
    rows = Commission.objects.promised().filter(_due(), pk=commission.pk)
    with transaction.atomic():
        # Taken by the time of the last reminder: two runs never remind of the same.
        taken = rows.filter(reminded_at=commission.reminded_at).update(reminded_at=timezone.now())
        if not taken:
            return False
        today, person = timezone.localdate(), commission.person
        why = "overdue" if commission.due_on and commission.due_on < today else "before"
        has_account = person is not None and person.is_active
        to: list[int | None] = [commission.person_id] if has_account else [*who_assign()]
        _record(commission, why, to, by)
    return True


def _due() -> Q:
    """Due within days and not reminded of since; or overdue and not reminded of since then, or for a week."""
    today = timezone.localdate()
    never = Q(reminded_at__isnull=True)
    due = Q(pk=None)
    for back in range(REMINDED_BEFORE + 1):
        # Reminded before these days began: it was for another day, which was put off.
        began = _start_of(today - timedelta(days=back))
        day = today + timedelta(days=REMINDED_BEFORE - back)
        due |= Q(due_on=day) & (never | Q(reminded_at__lt=began))
    long_ago = timezone.now() - timedelta(days=REMINDED_AGAIN)
    due |= Q(due_on__lt=today) & (never | Q(reminded_at__lt=long_ago))
    due |= Q(due_on=today - timedelta(days=1), reminded_at__lt=_start_of(today))
    return due


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _remind(row: Commission, why: str, to: list[int | None], by: User) -> Event:
    row.reminded_at = timezone.now()
    row.save(update_fields=["reminded_at"])
    return _record(row, why, to, by)


def _record(row: Commission, why: str, to: list[int | None], by: User) -> Event:
    day = row.due_on.isoformat() if row.due_on else ""
    return record_commission("remind", row, by, to=to, why=why, step=str(Step.WRITE), due_on=day)
