"""Notices in the office and e-mails about what was done; `moves.py` says which act has which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

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
from editorial.models.turns import TURNS
from editorial.moves import ACTS, act_name, done_words
from encyclopedia.core.chunks import in_chunks

ENDED = "publish"
_BACKEND = "django.contrib.auth.backends.ModelBackend"

# While many moves are made together: the acts that still make notices. Otherwise None.
_told: ContextVar[frozenset[str] | None] = ContextVar("told", default=None)


@contextmanager
def in_bulk(told: Iterable[str] = (ENDED,)) -> Iterator[None]:
    """While hundreds of entries make several moves, only publications make notices, and nothing makes e-mails.

    `told` are the acts that make notices, where even one of each entry would be too many.
    """
    token = _told.set(frozenset(told))
    try:
        yield
    finally:
        _told.reset(token)


def notify(event: Event) -> None:
    """Make the notices of an event now, in its transaction, and send its e-mails once that is committed."""
    act = ACTS[act_name(event.action, event.data)]
    told = _told.get()
    if event.manuscript is None or not act.notice or (told is not None and act.name not in told):
        return
    if act.name == "assign":
        # Whoever is named by it, and whoever has the next step, for which there may be another day.
        named = {event.private.get(column) for column in TURNS}
        concerned = named | {getattr(event.manuscript.has_it, "pk", None)}
    elif act.name in {"remind", "assign_report", "uphold_report"}:
        concerned = set(event.private["to"])
    else:
        concerned = {event.manuscript.author_id, *_acted_on([event.manuscript.pk])}
    if act.to_approvers:
        concerned |= _approvers()
    else:
        concerned.discard(event.by_id)
    notices = _make(event, concerned)
    if act.mail and told is None and notices and recipients(event).exists():
        transaction.on_commit(lambda: mail_event.enqueue(event.seq))


def notify_of_many(event: Event, manuscripts: Collection[UUID]) -> None:
    """Make one notice of an event that tells of many manuscripts, for everybody who acted on any of them."""
    concerned = {person for chunk in in_chunks(list(manuscripts)) for person in _acted_on(chunk)}
    _make(event, concerned - {event.by_id})


def _acted_on(manuscripts: Collection[UUID]) -> set[int | None]:
    events = Event.objects.filter(manuscript__in=manuscripts).order_by()
    return set(events.values_list("by", flat=True).distinct())


def _make(event: Event, people: Collection[int | None]) -> list[Notice]:
    users = sorted(person for person in people if person is not None)
    return Notice.objects.bulk_create([Notice(user_id=user, event=event) for user in users])


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
    action_words = done_words(event.action, event.data | event.private)
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
