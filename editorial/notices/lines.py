"""What a notice says, in the office and in a letter: the entry, the step or what was done, the reason, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.comments.signatures import TALKING, who_acted
from editorial.done_words import done_words
from editorial.gate.hidden_checks import hidden_digests
from editorial.models import Comment, Event, Notice
from editorial.models.turns import Step
from editorial.notices.telling import told_act
from editorial.record.suppressed import withheld

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class NoticeLine:
    """`step` is what the person is to do, empty where they only learn of something."""

    notice: Notice
    title: str
    step: str
    done: str
    reason: str
    address: str
    who: str

    @property
    def event(self) -> Event:
        return self.notice.event


def lines(notices: Sequence[Notice], user: User) -> Iterator[NoticeLine]:
    """Each notice as this person may see it, nine queries at most.

    Nothing of a first check by who makes the second, nor of what was suppressed.
    """
    events = [notice.event for notice in notices]
    hidden = hidden_checks(events, user)
    withdrawn, gone = withdrawn_among(events), withheld(events)
    for notice in notices:
        event = notice.event
        of_check = event.action == "check"
        blind = of_check and (notice.step or event.data.get("digest") in hidden)
        if blind or event.seq in gone:
            done, reason = done_words(event.action), ""
        elif event.action in TALKING:
            done = done_words(event.action)
            is_hidden = event.data.get("digest", "") in hidden
            reason = "" if is_hidden else commented(event, withdrawn)
        elif of_check:
            done, reason = str(told_act(event).done), event.reason
        else:
            done, reason = done_words(event.action, event.data | event.private), event.reason
        step = str(Step(notice.step).label) if notice.step else ""
        yield NoticeLine(
            notice, _title(event), step, done, reason, _address(event), who_acted(event, user)
        )


def commented(event: Event, withdrawn: Collection[tuple[str, datetime]]) -> str:
    """What was written in a thread, unless it was taken back."""
    key = (event.data.get("thread", ""), event.at)
    return "" if key in withdrawn else str(event.private.get("words", ""))


def withdrawn_among(events: Sequence[Event]) -> set[tuple[str, datetime]]:
    """Thread and time of the comments of these events that were taken back; at most one query."""
    threads = {event.data["thread"] for event in events if event.action in TALKING}
    if not threads:
        return set()
    rows = Comment.objects.filter(thread__in=threads, withdrawn_at__isnull=False)
    return {(str(thread), at) for thread, at in rows.values_list("thread", "at")}


def hidden_checks(events: Sequence[Event], by: User) -> set[str]:
    """Digests of the citations of which `by` must not see the checks that these events tell of; five queries."""
    acts = TALKING | {"check"}
    digests = {event.data.get("digest", "") for event in events if event.action in acts} - {""}
    return hidden_digests(by, digests)


def _title(event: Event) -> str:
    if event.manuscript is not None:
        return event.manuscript.title
    known = event.private.get("topic") or event.private.get("file") or event.data.get("import")
    return str(known or _("The office"))


def _address(event: Event) -> str:
    if event.action in TALKING and event.manuscript is not None:
        page = reverse("admin:comments", args=[event.manuscript.pk])
        return f"{page}#thread-{event.data['thread']}"
    if "commission" in event.data and event.action != "join_commission":
        return reverse("admin:commission", args=[event.data["commission"]])
    if event.manuscript is not None:
        return reverse("admin:manuscript", args=[event.manuscript.pk])
    if event.action == "publish_import":
        return reverse("admin:import", args=[event.data["import"]])
    return reverse("admin:notices")
