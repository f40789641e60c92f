"""What is written of a commission: joined when its author begins the entry, or by hand; what it carries over."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.commission_rows import (
    enter_state,
    locked_commission,
    may_act,
    record_commission,
    refuse_impossible,
)
from editorial.models import Commission, CommissionState, Event, Manuscript, Status
from editorial.models.commissions import COMMISSIONED_KINDS
from editorial.workflow import Forbidden, NotAllowed, Refused, sees

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def commission_begun(manuscript: Manuscript, title: str, by: User) -> Commission | None:
    """The open commission of which this first revision is the entry, locked; None for one that is with another person.

    Call it inside the transaction that saves, with the manuscript locked.
    """
    if manuscript.kind not in COMMISSIONED_KINDS:
        return None
    rows = Commission.objects.open().unjoined().named(title).select_for_update(of=("self",))
    row: Commission | None = rows.select_related("person").first()
    if row is None or row.person_id not in {None, by.pk}:
        return None
    return row


def carried_over(row: Commission, by: User) -> dict[str, Any]:
    """What its manuscript takes over: whoever promised it is responsible, until the day that was promised."""
    person = row.person or by
    fit = person.is_active and person.has_perm(permissions.SAVE_MANUSCRIPT)
    columns: dict[str, Any] = {"responsible": person} if fit else {}
    return columns | ({"due_on": row.due_on} if row.due_on else {})


def join(row: Commission, manuscript: Manuscript, by: User) -> Event:
    """Bind the locked commission to the locked manuscript. Call it after what else the move records."""
    columns: dict[str, Any] = {"manuscript": manuscript, "editions": manuscript.edition}
    if row.person_id is None and not row.name:
        columns["person"] = by
    enter_state(row, CommissionState.AGREED, **columns)
    return record_commission("join_commission", row, by, to=[row.asked_by_id])


def join_commission(*, commission: uuid.UUID, manuscript: uuid.UUID, by: User) -> Event | None:
    """Say that this manuscript is what was commissioned; None where that was said before.

    Whoever was asked joins only what they are responsible for. Raises Forbidden, NotAllowed or Refused.
    """
    with transaction.atomic():
        entry = Manuscript.objects.select_for_update().get(pk=manuscript)
        with locked_commission(commission, "join", by) as row:
            if row.manuscript_id == entry.pk:
                return None
            refuse_impossible(row, "join")
            _refuse_entry(row, entry, by)
            if entry.status != Status.WITHDRAWN:
                columns = carried_over(row, entry.responsible or by)
                for name, value in columns.items():
                    setattr(entry, name, value)
                entry.save(update_fields=list(columns))
            return join(row, entry, by)


def part_commission(*, commission: uuid.UUID, by: User) -> Event | None:
    """Say that the manuscript is not what was commissioned: the promise stands, and nothing is drafted of it."""
    with locked_commission(commission, "part", by) as row:
        if row.state == CommissionState.AGREED and row.manuscript_id is None:
            return None
        refuse_impossible(row, "part")
        others = Commission.objects.open().unjoined().filter(name_key=row.name_key)
        if others.exists():
            raise NotAllowed(
                _("“%(title)s” is commissioned once more already. Close that one first.")
                % {"title": row.title}
            )
        event = record_commission("part_commission", row, by)
        enter_state(row, CommissionState.AGREED, manuscript=None, editions=0)
        return event


def _refuse_entry(row: Commission, entry: Manuscript, by: User) -> None:
    if not sees(by, entry):
        raise Refused(_("No article, person or organisation has this title."))
    if entry.kind not in COMMISSIONED_KINDS or entry.is_merged:
        raise Refused(_("Choose an article, a person or an organisation."))
    if not may_act(by, row, "change") and entry.responsible_id != by.pk:
        raise Forbidden(_("You may join only an entry for which you are responsible."))
    if Commission.objects.filter(manuscript=entry, editions=entry.edition).exists():
        raise NotAllowed(_("“%(title)s” is joined to another commission.") % {"title": entry.title})
