"""The page of one manuscript: its state, what stands in the way, and what this person can do next."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import permissions, workflow
from editorial.admin.move_table import GATED, ROADS, Action, form_for
from editorial.admin.obstacle_links import edit_address, grouped, points_of
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.admin.revision_views import entries_of
from editorial.admin.source_pairs import likeness
from editorial.gate.gate_input import approval_of, obstacles
from editorial.gate.judging import Obstacle, Stage, stopping
from editorial.models import Approval, Event, Manuscript, Revision, Status, Waiver
from editorial.projection.queue_figures import short_road
from encyclopedia.core.documents import Document
from encyclopedia.models import Entry, Kind, Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from editorial.forms.move_forms import MoveForm

STAGES: dict[str, Stage] = {
    Status.SUBMITTED: "approve",
    Status.APPROVED: "publish",
    Status.SCHEDULED: "publish",
}
HISTORY_SHOWN = 20


@office_view()
def overview(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    return overview_page(request, manuscript_or_404(pk))


def overview_page(
    request: HttpRequest,
    manuscript: Manuscript,
    bound: MoveForm | None = None,
    bound_name: str = "",
    *,
    status: int = 200,
) -> TemplateResponse:
    """The page; with the form of a refused move as it was typed."""
    user = person(request)
    revision = newest_revision(manuscript)
    document = revision.read()
    approval = approval_of(manuscript)
    found = obstacles_for(manuscript, document, user, approval)
    linked = may_edit(user, manuscript)
    checks = user.has_perm(permissions.CHECK_CITATION)
    points = points_of(manuscript, found, linked=linked, checks=checks)
    actions = open_actions(manuscript, user, found)
    if bound is not None:
        actions = _with_bound(actions, manuscript, bound, bound_name)
    return show(
        request,
        "editorial/manuscript.html",
        {
            "title": manuscript.title,
            "manuscript": manuscript,
            "revision": revision,
            "document": document,
            "approval": approval,
            "groups": grouped(found, points),
            "stopping": len(stopping(found)),
            "warnings": [p for p in points if not p.stops and not p.waived],
            "waivers": list(
                Waiver.objects.in_force().filter(manuscript=manuscript).select_related("by")
            ),
            "actions": sorted(
                (each for each in actions if not each.quiet), key=lambda each: not each.leads_on
            ),
            "more_actions": [each for each in actions if each.quiet],
            "may_edit": linked,
            "may_publish": workflow.may(user, "publish"),
            "edit": edit_address(manuscript),
            "next_step": next_step(manuscript, user, found),
            "returned": _reason_of_return(manuscript),
            "unsettled": is_unsettled(manuscript),
            "short_road": short_road(manuscript),
            "history": entries_of(manuscript, most=HISTORY_SHOWN)[0],
            "source": _published_source(manuscript),
            "likeness": likeness(manuscript, user),
            # A rename that is still a draft has not moved the page.
            "public": Entry.objects.filter(pk=manuscript.pk).only("kind", "slug").first(),
        },
        status=status,
    )


def newest_revision(manuscript: Manuscript) -> Revision:
    found: Revision = Revision.objects.select_related("author").get(
        manuscript=manuscript, number=manuscript.revision
    )
    return found


def is_unsettled(manuscript: Manuscript) -> bool:
    """Whether there is something that readers do not see yet."""
    return not (manuscript.is_live and manuscript.revision == manuscript.published_revision)


def obstacles_for(
    manuscript: Manuscript, document: Document, user: User, approval: Approval | None
) -> list[Obstacle]:
    """What stands before the next stage, asked with this person's eyes where they may approve."""
    if not is_unsettled(manuscript):
        return []
    stage = STAGES.get(manuscript.status, "submit")
    approver = approval.by_id if approval else None
    if stage == "approve" and user.has_perm(permissions.APPROVE_MANUSCRIPT):
        approver = user.pk
    return obstacles(manuscript, document, stage, approver=approver)


def standing_obstacles(manuscript: Manuscript, user: User) -> list[Obstacle]:
    """The same, fetched anew."""
    document = newest_revision(manuscript).read()
    return obstacles_for(manuscript, document, user, approval_of(manuscript))


def open_actions(manuscript: Manuscript, user: User, found: list[Obstacle]) -> list[Action]:
    """The moves that this person can make from here, and the two that are recorded beside them."""
    names = [each.name for each in workflow.open_to(user, manuscript)]
    if not is_unsettled(manuscript) and "submit" in names:
        names.remove("submit")
    if manuscript.status == Status.PUBLISHED and "publish" in names:
        names.remove("publish")
    if (
        manuscript.status in workflow.PENDING
        and user.has_perm(permissions.WAIVE_OBSTACLE)
        and any(each.waivable and not each.waived for each in found)
    ):
        names.append("waive")
    if (
        manuscript.kind == Kind.SOURCE
        and manuscript.is_live
        and user.has_perm(permissions.MARK_SOURCE)
    ):
        names.append("mark")
    return [
        Action(
            name=name,
            label=str(ROADS[name].label),
            form=form_for(name, manuscript, found),
            address=reverse(f"admin:move_{name}", args=[manuscript.pk]),
            blocked=_blocked(name, found),
            quiet=name in {"withdraw", "rename", "waive", "mark", "recall"},
        )
        for name in names
        if name not in {"save", "revert"}
    ]


def _blocked(name: str, found: list[Obstacle]) -> str:
    left = stopping(found)
    if name not in GATED or not left:
        return ""
    if any(each.code == "four_eyes" for each in left):
        return _("You wrote part of this, so another approver has to approve it.")
    return _("Not yet: first see to what stands in the way.")


def _with_bound(
    actions: list[Action], manuscript: Manuscript, bound: MoveForm, name: str
) -> list[Action]:
    """The refused move first, with what was typed."""
    road = ROADS[name]
    address = reverse(f"admin:move_{name}", args=[manuscript.pk])
    refused = Action(name, str(road.label), bound, address)
    return [refused, *(each for each in actions if each.name != name)]


def may_edit(user: User, manuscript: Manuscript) -> bool:
    return workflow.may(user, "save") and workflow.allowed(manuscript, "save")


def next_step(manuscript: Manuscript, user: User, found: list[Obstacle]) -> str:
    """What happens next, and who does it."""
    left = len(stopping(found))
    status = manuscript.status
    if status == Status.PUBLISHED:
        return _("Readers see it. Edit it to draft the next edition.")
    if status == Status.WITHDRAWN:
        return _("Readers are told that it was withdrawn. Edit it to bring it back.")
    if status in workflow.UNFINISHED:
        if left:
            return _("Next: see to what stands in the way, then submit it for review.")
        return _("Next: submit it for review.")
    if status == Status.SUBMITTED:
        if manuscript.unchecked:
            return _("Next: a moderator checks its citations, then an approver approves it.")
        return _("Next: an approver who wrote no part of it approves it.")
    if status == Status.SCHEDULED:
        return _("It is published by itself at the time chosen.")
    return _("Next: an approver publishes it, or chooses a time.")


def _reason_of_return(manuscript: Manuscript) -> Event | None:
    if manuscript.status != Status.RETURNED:
        return None
    found: Event | None = (
        Event.objects.filter(manuscript=manuscript, action="return")
        .select_related("by")
        .order_by("-seq")
        .first()
    )
    return found


def _published_source(manuscript: Manuscript) -> Source | None:
    if manuscript.kind != Kind.SOURCE or not manuscript.is_live:
        return None
    return Source.objects.filter(pk=manuscript.pk).first()
