"""Topics that are wanted: noting one, changing it, asking somebody, their answer, giving it up."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.actions.commission_rows import (
    enter_state,
    gives_out_work,
    locked_commission,
    record_commission,
    refuse_impossible,
    refuse_unfit,
)
from editorial.models import Commission, CommissionState, Event
from editorial.models.commissions import COMMISSIONED_KINDS
from editorial.workflow import Forbidden, Refused
from encyclopedia.core.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

NOBODY: dict[str, Any] = {"person": None, "name": "", "email": "", "asked_by": None}


class TopicTaken(Refused):
    """The topic is commissioned already; `commission` is that one, if it is still there."""

    def __init__(self, message: str, commission: Commission | None) -> None:
        super().__init__(message)
        self.commission = commission


def make_commission(
    *,
    by: User,
    title: str,
    kind: str = "article",
    subject: str = "",
    due_on: date | None = None,
    length: int | None = None,
    note: str = "",
) -> Commission:
    """Note a topic that is wanted. Raises Forbidden, Refused without a title, TopicTaken."""
    if not (by.is_active and gives_out_work(by)):
        raise Forbidden(_("You may not do this: it is for whoever gives out work."))
    row = Commission(
        **_topic(title, kind, subject), due_on=due_on, length=length, note=note.strip()
    )
    _refuse_past(due_on)
    with _topic_guard(row):
        row.save(force_insert=True)
        record_commission("make_commission", row, by)
    return row


def change_commission(
    *,
    commission: uuid.UUID,
    by: User,
    title: str,
    kind: str,
    subject: str,
    due_on: date | None,
    length: int | None,
    note: str,
) -> Event | None:
    """Say otherwise what is wanted; None where that changes nothing. Once it is drafted, title, kind and day stay."""
    with locked_commission(commission, "change", by) as row:
        refuse_impossible(row, "change")
        wanted = _topic(title, kind, subject)
        wanted |= {"due_on": due_on, "length": length, "note": note.strip()}
        if row.manuscript_id is not None:
            for name in ("title", "name_key", "kind", "due_on"):
                del wanted[name]
        changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        if not changed:
            return None
        _refuse_past(changed.get("due_on"))
        former = row.name_key
        for name, value in changed.items():
            setattr(row, name, value)
        with _topic_guard(row):
            row.save(update_fields=list(changed))
        told = {name: str(value) for name, value in changed.items() if name != "name_key"}
        return record_commission("change_commission", row, by, former_names=[former], changed=told)


def reserve_commission(
    *, commission: uuid.UUID, by: User, person: User | None = None, name: str = "", email: str = ""
) -> Event | None:
    """Keep the topic for a person with an account, or for somebody by name; None where it is theirs already."""
    with locked_commission(commission, "reserve", by) as row:
        refuse_impossible(row, "reserve")
        asked: dict[str, Any] = {"person": person, "name": name.strip(), "email": email.strip()}
        if (person is None) == (not asked["name"]) or (person is not None and asked["email"]):
            raise Refused(
                _(
                    "Choose somebody with an account, or write a name and an e-mail: one of the two, not both."
                )
            )
        if person is not None:
            refuse_unfit(person)
        if row.state == CommissionState.RESERVED and all(
            getattr(row, column) == value for column, value in asked.items()
        ):
            return None
        before = row.person_id
        enter_state(row, CommissionState.RESERVED, **asked, asked_by=by)
        return record_commission("reserve_commission", row, by, to=[row.person_id], before=before)


def agree_commission(
    *, commission: uuid.UUID, by: User, due_on: date | None = None
) -> Event | None:
    """Whoever is asked will write it, until this day or the one that was named before; None where they said so."""
    with locked_commission(commission, "agree", by) as row:
        if row.state == CommissionState.AGREED:
            return None
        refuse_impossible(row, "agree")
        _refuse_past(due_on)
        enter_state(row, CommissionState.AGREED, due_on=due_on or row.due_on)
        day = row.due_on.isoformat() if row.due_on else ""
        return record_commission(
            "agree_commission", row, by, to=[row.person_id, row.asked_by_id], due_on=day
        )


def decline_commission(*, commission: uuid.UUID, by: User, reason: str = "") -> Commission | None:
    """Whoever is asked will not write it. The row says so for good; the topic is wanted again: that new row, or None
    where they said so before."""
    with locked_commission(commission, "decline", by) as row:
        if row.state == CommissionState.DECLINED:
            return None
        refuse_impossible(row, "decline")
        to = [row.person_id, row.asked_by_id]
        enter_state(row, CommissionState.DECLINED)
        free = Commission(
            **{name: getattr(row, name) for name in ("title", "name_key", "kind", "subject")},
            length=row.length,
            note=row.note,
        )
        free.save(force_insert=True)
        record_commission("decline_commission", row, by, to=to, reason=reason.strip())
        record_commission("make_commission", free, by)
    return free


def release_commission(*, commission: uuid.UUID, by: User, reason: str = "") -> Event | None:
    """Set a topic free that was reserved or promised: it is wanted, with nobody asked; whoever had it is told."""
    with locked_commission(commission, "release", by) as row:
        if row.state == CommissionState.WANTED:
            return None
        refuse_impossible(row, "release")
        had, name = row.person_id, row.name
        enter_state(row, CommissionState.WANTED, **NOBODY, letter=None, letter_sent_at=None)
        return record_commission(
            "release_commission",
            row,
            by,
            to=[had],
            reason=reason.strip(),
            before=had or name,
        )


def drop_commission(*, commission: uuid.UUID, by: User, reason: str = "") -> Event | None:
    """Close a commission: the entry is no longer wanted."""
    with locked_commission(commission, "drop", by) as row:
        if row.state == CommissionState.DROPPED:
            return None
        refuse_impossible(row, "drop")
        enter_state(row, CommissionState.DROPPED)
        return record_commission(
            "drop_commission", row, by, to=[row.person_id], reason=reason.strip()
        )


def _topic(title: str, kind: str, subject: str) -> dict[str, Any]:
    words = " ".join(title.split())[:300]
    if not name_key(words):
        raise Refused(_("Give the topic a title."))
    if kind not in COMMISSIONED_KINDS:
        raise Refused(_("Articles, persons and organisations are commissioned."))
    return {
        "title": words,
        "name_key": name_key(words),
        "kind": kind,
        "subject": " ".join(subject.split())[:300],
    }


def _refuse_past(day: date | None) -> None:
    if day is not None and day < timezone.localdate():
        raise Refused(_("That day is past. Choose today or a later day."))


@contextmanager
def _topic_guard(row: Commission) -> Iterator[None]:
    """Raises TopicTaken where the database refuses a second open commission of one topic."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        others = Commission.objects.open().unjoined().filter(name_key=row.name_key)
        other = others.exclude(pk=row.pk).first()
        raise TopicTaken(
            _("“%(title)s” is commissioned already.") % {"title": row.title}, other
        ) from error
