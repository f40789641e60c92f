"""The office's first page: what waits for this person, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.admin.asked_pages import asked_of
from editorial.admin.home_piles import Pile, Unmet, piles
from editorial.admin.office_view import person, show
from editorial.admin.waiting_reports import waiting_reports
from editorial.comments.waiting import waiting_for
from editorial.gate.blind_second import obstacles_seen_by
from editorial.gate.ended_waivers import UnmetPage, unmet_page
from editorial.gate.obstacle_wording import words
from editorial.models import PROXIES, Commission, Event, Manuscript, NeededCitation, OpenForm
from editorial.models.among_seen import among_seen
from editorial.notices.lines import lines
from editorial.notices.telling import seen_by
from editorial.projection.queue_counts import waiting
from editorial.record.usual_days import usual_days

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_SHOWN = 8
GROUPS = (
    ("yours", gettext_lazy("Yours now")),
    ("others", gettext_lazy("Waiting for others")),
    ("all", gettext_lazy("The whole office")),
)
MAX_COUNTED = 100


@dataclass
class HomeWaiting:
    """A manuscript in a pile, with the reason why it was returned, or the obstacles that are there again."""

    manuscript: Manuscript
    reason: str = ""


@dataclass(frozen=True)
class HomeQueue:
    """A pile with its first rows. `count` is exact up to MAX_COUNTED; `more` is set beyond."""

    pile: Pile
    rows: list[HomeWaiting]
    count: int

    @property
    def name(self) -> str:
        return self.pile.name

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
        [_queue(pile) for pile in piles(user, unmet)]
        if user.has_perm(permissions.VIEW_MANUSCRIPT)
        else []
    )
    shown = [queue for queue in queues if _is_shown(queue, following)]
    _add_reasons(queues)
    _add_obstacles(queues, unmet, user)
    # What is to be done stands in the piles.
    notices = seen_by(user).unread().filter(step="")
    notices = notices.select_related(
        "event", "event__manuscript", "event__by__restriction"
    ).newest()
    talks = list(waiting_for(user)[:MAX_COUNTED])
    return show(
        request,
        "editorial/home.html",
        {
            "title": _("Your work"),
            "queues": shown,
            "groups": [
                (heading, [queue for queue in shown if queue.pile.group == group])
                for group, heading in GROUPS
            ],
            "clear": [queue for queue in queues if queue not in shown],
            "following": following,
            "asked": asked_of(user) if user.has_perm(permissions.SAVE_MANUSCRIPT) else [],
            "notices": list(lines(list(notices[:5]), user)),
            "has_role": user.has_perm(permissions.VIEW_MANUSCRIPT),
            "kinds": new_entries(user),
            "needed": _needed(user),
            "reports": waiting_reports(user),
            "commissions": list(
                Commission.objects.open()
                .unjoined()
                .asked_of(user)
                .most_urgent_first()[:MAX_COUNTED]
            ),
            "kept_forms": kept_forms(user),
            "talks": talks[:MAX_SHOWN],
            "talks_count": len(talks),
            "usual": usual_days() if any(queue.pile.group == "others" for queue in shown) else None,
            "waiting": waiting(user) if user.has_perm(permissions.CHECK_CITATION) else None,
        },
    )


def kept_forms(user: User) -> list[OpenForm]:
    """What this person typed and did not save, in forms that no browser shows now."""
    if not user.has_perm(permissions.SAVE_MANUSCRIPT):
        return []
    rows = OpenForm.objects.kept().left().filter(person=user)
    return list(rows.newest_first().defer("fields")[:MAX_SHOWN])


def _needed(user: User) -> int:
    """How many marks “citation needed” there are, for those who write."""
    if not user.has_perm(permissions.SAVE_MANUSCRIPT):
        return 0
    return int(among_seen(NeededCitation.objects.in_hand(), user)[:MAX_COUNTED].count())


def _is_shown(queue: HomeQueue, following: int) -> bool:
    """Whether it has rows, or not every waiver that may have fallen was looked at for it."""
    return bool(queue.rows) or (queue.name == "ended" and following > 0)


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


def _queue(pile: Pile) -> HomeQueue:
    rows = [HomeWaiting(manuscript) for manuscript in pile.manuscripts[:MAX_SHOWN]]
    count = (
        len(rows) if len(rows) < MAX_SHOWN else pile.manuscripts.order_by()[:MAX_COUNTED].count()
    )
    return HomeQueue(pile, rows, count)


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
