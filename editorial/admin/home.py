"""The office's first page: what waits for this person, and what to do next."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.asked_pages import asked_of
from editorial.admin.office_view import person, show
from editorial.gate.blind_second import obstacles_seen_by
from editorial.gate.ended_waivers import UnmetPage, unmet_page
from editorial.gate.judging import Obstacle
from editorial.gate.obstacle_wording import words
from editorial.models import PROXIES, Event, Manuscript, Notice
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.moves import done_words
from editorial.projection.queue_counts import waiting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN = 8
MAX_COUNTED = 100


@dataclass
class HomeWaiting:
    """A manuscript in a pile, with the reason why it was returned, or the obstacles that are there again."""

    manuscript: Manuscript
    reason: str = ""


@dataclass(frozen=True)
class HomeQueue:
    """One pile of manuscripts. `count` is exact up to MAX_COUNTED; `more` is set beyond."""

    name: str
    title: str
    step: str
    empty: str
    rows: list[HomeWaiting]
    count: int
    address: str = ""

    @property
    def more(self) -> bool:
        return self.count >= MAX_COUNTED


def home(request: HttpRequest) -> TemplateResponse:
    user = person(request)
    start = request.GET.get("ended", "")
    place = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 0
    approves = user.has_perm(permissions.APPROVE_MANUSCRIPT)
    unmet, following = unmet_page(place) if approves else UnmetPage({})
    queues = (
        [_queue(*pile) for pile in _piles(user, unmet)]
        if user.has_perm(permissions.VIEW_MANUSCRIPT)
        else []
    )
    _add_reasons(queues)
    _add_obstacles(queues, unmet, user)
    notices = (
        Notice.objects.unread(user)
        .select_related("event", "event__manuscript", "event__by")
        .order_by("-made_at", "-id")
    )
    return show(
        request,
        "editorial/home.html",
        {
            "title": _("Your work"),
            "queues": [queue for queue in queues if queue.rows or _goes_on(queue, following)],
            "clear": [queue for queue in queues if not (queue.rows or _goes_on(queue, following))],
            "following": following,
            "asked": asked_of(user) if user.has_perm(permissions.SAVE_MANUSCRIPT) else [],
            "notices": [
                {"event": notice.event, "done": done_words(notice.event.action, notice.event.data)}
                for notice in notices[:5]
            ],
            "has_role": user.has_perm(permissions.VIEW_MANUSCRIPT),
            "kinds": new_entries(user),
            "waiting": waiting() if user.has_perm(permissions.CHECK_CITATION) else None,
        },
    )


def _goes_on(queue: HomeQueue, following: int) -> bool:
    """Whether not every waiver that may have fallen was looked at for this pile."""
    return queue.name == "ended" and following > 0


def new_entries(user: User) -> list[dict[str, Any]]:
    """The kinds this person may draft, each with the address of its empty form."""
    if not user.has_perm(permissions.SAVE_MANUSCRIPT):
        return []
    return [
        {
            "name": proxy._meta.verbose_name,
            "address": reverse(f"admin:editorial_{proxy._meta.model_name}_add"),
        }
        for proxy in PROXIES.values()
    ]


Unmet = dict[uuid.UUID, list[Obstacle]]
Pile = tuple[str, str, str, str, ManuscriptQuerySet, str]


def _piles(user: User, unmet: Unmet) -> list[Pile]:
    """The piles of this person's role, most urgent first."""
    manuscripts = (
        Manuscript.objects.select_related("author").unmerged().defer("sort_key", "name_key")
    )
    everything = reverse("admin:editorial_manuscript_changelist")
    piles: list[Pile] = []
    if user.has_perm(permissions.SAVE_MANUSCRIPT):
        mine = f"&author={user.pk}"
        piles += [
            (
                "returned",
                _("Returned to you"),
                _("Read the reason, fix it, and submit it again."),
                _("Nothing was returned to you."),
                manuscripts.returned_to(user).oldest_first(),
                f"{everything}?state=returned{mine}",
            ),
            (
                "drafts",
                _("Your drafts"),
                _("Continue writing, or submit it for review."),
                _("You have no drafts."),
                manuscripts.drafted_by(user).oldest_first(),
                f"{everything}?state=draft{mine}",
            ),
        ]
    if user.has_perm(permissions.CHECK_CITATION):
        piles.append(
            (
                "check",
                _("To check"),
                _("Compare each footnote with its source."),
                _("Every submitted citation is checked."),
                manuscripts.awaiting_check().oldest_first(),
                f"{everything}?state=submitted",
            )
        )
    if user.has_perm(permissions.APPROVE_MANUSCRIPT):
        piles.append(
            (
                "approve",
                _("To approve"),
                _("Read it, then approve it or return it with a reason."),
                _("Nothing waits for your approval."),
                manuscripts.awaiting_approval().not_written_by(user.pk).oldest_first(),
                f"{everything}?state=submitted",
            )
        )
        piles.append(
            (
                "ended",
                _("A waiver no longer holds"),
                _("Have the obstacle cleared in a new edition, or waive it again there."),
                _("No published entry rests on a waiver that no longer holds."),
                manuscripts.filter(pk__in=unmet).oldest_first(),
                f"{everything}?state=published",
            )
        )
    if user.has_perm(permissions.PUBLISH_MANUSCRIPT):
        piles += [
            (
                "approved",
                _("Approved"),
                _("Publish it, or choose a time."),
                _("Nothing approved waits to be published."),
                manuscripts.approved().oldest_first(),
                f"{everything}?state=approved",
            ),
        ]
    if user.has_perm(permissions.VIEW_MANUSCRIPT):
        piles.append(
            (
                "scheduled",
                _("Scheduled"),
                _("It will be published automatically at its time."),
                _("Nothing is scheduled."),
                manuscripts.scheduled().order_by("publish_at", "id"),
                f"{everything}?state=scheduled",
            )
        )
    return piles


def _queue(
    name: str, title: str, step: str, empty: str, manuscripts: ManuscriptQuerySet, address: str
) -> HomeQueue:
    rows = [HomeWaiting(manuscript) for manuscript in manuscripts[:SHOWN]]
    count = len(rows) if len(rows) < SHOWN else manuscripts.order_by()[:MAX_COUNTED].count()
    return HomeQueue(name, title, step, empty, rows, count, address)


def _add_reasons(queues: list[HomeQueue]) -> None:
    """The reason of the last return, as `reason` of each returned manuscript, in one query."""
    returned = {
        row.manuscript.pk: row for queue in queues if queue.name == "returned" for row in queue.rows
    }
    if not returned:
        return
    events = Event.objects.filter(
        manuscript__in=returned, action="return", revision__gt=F("manuscript__published_revision")
    ).order_by("seq")
    for event in events:
        if event.manuscript_id in returned:
            returned[event.manuscript_id].reason = event.reason


def _add_obstacles(queues: list[HomeQueue], unmet: Unmet, user: User) -> None:
    for queue in queues:
        if queue.name == "ended":
            for row in queue.rows:
                met = obstacles_seen_by(user, row.manuscript.pk, unmet[row.manuscript.pk])
                # The same words may stand in several places of the entry.
                row.reason = "\n".join(dict.fromkeys(str(words(obstacle)) for obstacle in met))
