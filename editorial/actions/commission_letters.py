"""E-mails to whoever is asked for an entry: a person writes the words, and they are sent exactly so."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from editorial.actions.commission_rows import (
    enter_state,
    locked_commission,
    record_commission,
    refuse_impossible,
)
from editorial.models import Commission, CommissionState, Event
from editorial.workflow import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Whoever presses twice means it once.
SAME_LETTER = timedelta(minutes=10)


def invite_commission(*, commission: uuid.UUID, by: User, subject: str, words: str) -> Event | None:
    """Send these words to whoever the topic is reserved for, as an invitation; None where the same were just sent."""
    return _send("invite", commission, by, subject, words)


def write_commission(*, commission: uuid.UUID, by: User, subject: str, words: str) -> Event | None:
    """Send these words to whoever promised the entry; None where the same were just sent."""
    return _send("write", commission, by, subject, words)


def _send(name: str, commission: uuid.UUID, by: User, subject: str, words: str) -> Event | None:
    line, text = " ".join(subject.split()), words.strip()
    if not (line and text):
        raise Refused(_("Write a subject and the words of the e-mail."))
    with locked_commission(commission, name, by) as row:
        refuse_impossible(row, name)
        if not row.address:
            raise Refused(_("No e-mail address is known. Reserve it once more, with an address."))
        if _was_sent(row, line, text):
            return None
        act = f"{name}_commission"
        event = record_commission(act, row, by, to=[row.person_id], subject=line, words=text)
        state = CommissionState.INVITED if name == "invite" else CommissionState(row.state)
        enter_state(row, state, asked_by=by, letter=event.seq, letter_sent_at=None)
        pk, seq = str(row.pk), event.seq
        transaction.on_commit(lambda: send_commission_letter.enqueue(pk, seq))
    return event


def _was_sent(row: Commission, subject: str, words: str) -> bool:
    """Whether the last letter said just this and left, or is about to, a moment ago."""
    if row.letter is None:
        return False
    last = Event.objects.filter(seq=row.letter, at__gt=timezone.now() - SAME_LETTER).first()
    if last is None:
        return False
    return (last.private.get("subject"), last.private.get("words")) == (subject, words)


@task()
def send_commission_letter(pk: str, seq: int) -> int:
    """How many letters were sent: none where it was sent before, is not the newest, or its words were erased."""
    taken = Commission.objects.filter(pk=pk, letter=seq, letter_sent_at__isnull=True)
    if not taken.update(letter_sent_at=timezone.now()):
        return 0
    row = Commission.objects.select_related("person").get(pk=pk)
    event = Event.objects.select_related("by").get(seq=seq)
    words, subject = event.private.get("words"), event.private.get("subject")
    if not (row.address and words and subject):
        return 0
    reply_to = [event.by.email] if event.by is not None and event.by.email else []
    try:
        EmailMessage(subject, f"{words}\n", None, [row.address], reply_to=reply_to).send()
    except Exception:
        # Its page says that it was not sent.
        Commission.objects.filter(pk=pk, letter=seq).update(letter_sent_at=None)
        raise
    return 1
