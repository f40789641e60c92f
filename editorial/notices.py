"""Notices in the office and e-mails about what was done; `moves.py` says which act has which."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task

from editorial import permissions
from editorial.models import Event, Notice
from editorial.moves import ACTS, act_name, done_words

ENDED = "publish"
_BACKEND = "django.contrib.auth.backends.ModelBackend"

_in_bulk: ContextVar[bool] = ContextVar("in_bulk", default=False)


@contextmanager
def in_bulk() -> Iterator[None]:
    """While hundreds of entries make several moves, only publications make notices, and nothing makes e-mails."""
    token = _in_bulk.set(True)
    try:
        yield
    finally:
        _in_bulk.reset(token)


def notify(event: Event) -> None:
    """Make the notices of an event now, in its transaction, and send its e-mails once that is committed."""
    act = ACTS[act_name(event.action, event.data)]
    if event.manuscript is None or not act.notice or (_in_bulk.get() and act.name != ENDED):
        return
    concerned = set(
        Event.objects.filter(manuscript=event.manuscript_id).values_list("by", flat=True)
    )
    concerned.add(event.manuscript.author_id)
    if act.to_approvers:
        concerned |= _approvers()
    else:
        concerned.discard(event.by_id)
    concerned.discard(None)
    Notice.objects.bulk_create([Notice(user_id=user, event=event) for user in sorted(concerned)])
    if act.mail and not _in_bulk.get() and recipients(event).exists():
        transaction.on_commit(lambda: mail_event.enqueue(event.seq))


def _approvers() -> set[int]:
    """Everybody with an account who may approve."""
    people = User.objects.with_perm(permissions.APPROVE_MANUSCRIPT, backend=_BACKEND)
    return set(people.values_list("pk", flat=True))


def recipients(event: Event) -> QuerySet[User]:
    """People with a notice of the event, an active account and an e-mail address."""
    noticed = Notice.objects.filter(event=event).values("user")
    return User.objects.filter(pk__in=noticed, is_active=True).exclude(email="")


@task()
def mail_event(seq: int) -> int:
    """Send the e-mails about an event, outside the request."""
    return mail(Event.objects.select_related("manuscript", "by").get(pk=seq))


def mail(event: Event) -> int:
    """Send the e-mails about an event; returns how many were sent."""
    action_words = done_words(event.action, event.data)
    context = {
        "event": event,
        "done": action_words,
        "manuscript": event.manuscript,
        "site_url": settings.SITE_URL,
    }
    subject = _("%(title)s: %(by)s %(action)s") % {
        "title": event.manuscript.title if event.manuscript else settings.SITE_NAME,
        "by": event.who,
        "action": action_words,
    }
    body = render_to_string("editorial/mail/event.txt", context)
    return sum(
        send_mail(" ".join(subject.split()), body, None, [user.email]) for user in recipients(event)
    )
