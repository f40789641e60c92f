"""The page of one manuscript: its state, what stands in the way, and what this person can do next."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import permissions, workflow
from editorial.actions.waive import TOLD_AFTERWARDS
from editorial.admin.agreements_in_force import agreements_in_force
from editorial.admin.asked_pages import RefusedAnswer, asked_in
from editorial.admin.checks_to_come import checks_to_come, only_to_confirm
from editorial.admin.discard_page import may_discard
from editorial.admin.entry_pairs import likeness
from editorial.admin.followed_original import newer_original
from editorial.admin.next_moves import STAGES, newest_revision, next_moves
from editorial.admin.obstacle_links import edit_address, grouped, links_of
from editorial.admin.offered_moves import OfferedMove, has_unpublished_changes
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.admin.reserved_topics import reserved_words
from editorial.admin.revision_views import entries_of
from editorial.admin.small_corrections import small_correction
from editorial.comments.returned import last_return, still_open
from editorial.gate.blind_second import obstacles_seen_by
from editorial.gate.ended_waivers import unmet_in
from editorial.gate.gate_input import approval_of
from editorial.gate.judged_waivers import judged_waivers
from editorial.gate.judging import Obstacle, stopping
from editorial.gate.obstacle_wording import FALLEN
from editorial.gate.second_checks import counted
from editorial.models import (
    ErrorReport,
    Manuscript,
    Shown,
    Status,
    Thread,
    Waiver,
)
from editorial.models.restrictions import restriction_of
from editorial.models.turns import name_of
from editorial.moves import UNFINISHED
from editorial.projection.queue_counts import needs_no_moderator
from editorial.projection.steps import step_before
from encyclopedia.core.documents import Document
from encyclopedia.models import Entry, Kind, Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HISTORY_SHOWN = 20


@office_view()
def overview(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    manuscript = manuscript_or_404(request, pk)
    if getattr(restriction_of(request.user), "shown", "") == Shown.CITATIONS:
        return redirect("admin:desk_manuscript", pk)
    return overview_page(request, manuscript)


def overview_page(
    request: HttpRequest,
    manuscript: Manuscript,
    refused: OfferedMove | None = None,
    *,
    answer: RefusedAnswer | None = None,
    status: int = 200,
) -> TemplateResponse:
    """The page; the refused move comes first, with what was typed, and so is an answer that was refused."""
    user = person(request)
    revision = newest_revision(manuscript)
    document = revision.read()
    approval = approval_of(manuscript)
    coming = next_moves(manuscript, document, user, approval)
    obstacles, offered = coming.obstacles, coming.offered
    if manuscript.step is None:
        # The worker will write the same.
        manuscript.step = step_before(stopping(obstacles))
    editable = may_edit(user, manuscript)
    checks = user.has_perm(permissions.CHECK_CITATION)
    gives = user.has_perm(permissions.ASSIGN_MANUSCRIPT) and restriction_of(user) is None
    links = links_of(manuscript, obstacles, user, linked=editable, checks=checks, records=gives)
    ended = _unmet_after_waivers(manuscript, user)
    asked = asked_in(manuscript)
    to_confirm = only_to_confirm(manuscript)
    if refused is not None:
        offered = [refused, *(offer for offer in offered if offer.move != refused.move)]
    return show(
        request,
        "editorial/manuscript.html",
        {
            "title": manuscript.title,
            "manuscript": manuscript,
            "responsible_name": name_of(manuscript.responsible),
            "revision": revision,
            "document": document,
            "approval": approval,
            "groups": grouped(obstacles, links),
            "ended": grouped(
                ended, links_of(manuscript, ended, user, linked=editable, checks=checks)
            ),
            "obstacles_heading": obstacles_heading(manuscript, len(stopping(obstacles))),
            "checks_to_come": checks_to_come(manuscript, to_confirm),
            "to_confirm": to_confirm,
            "seconds": counted(manuscript.pk),
            "warnings": [link for link in links if not link.stops and not link.waived],
            "waivers": _waivers(manuscript, document),
            "offered": sorted(
                (offer for offer in offered if not offer.folded),
                key=lambda offer: not offer.move.gated,
            ),
            "folded": [offer for offer in offered if offer.folded],
            "may_edit": editable,
            "may_discard": may_discard(user, manuscript),
            "may_publish": workflow.may(user, "publish"),
            "together": coming.together,
            "small": small_correction(manuscript, revision, document, user, coming),
            "edit": edit_address(manuscript),
            "next_step": next_step(manuscript, obstacles),
            "asked": asked,
            "asked_digests": {page.citation.digest for page in asked},
            "answer": answer,
            "may_answer": user.has_perm(permissions.SAVE_MANUSCRIPT),
            "reserved": reserved_words(
                user, manuscript.kind, [document.title, *document.aliases], document.slug
            ),
            "newer": newer_original(manuscript),
            "returned": (returned := last_return(manuscript)),
            "returned_open": still_open(returned, user),
            "open_comments": Thread.objects.open().of(manuscript).seen_by(user).count(),
            "unpublished_changes": has_unpublished_changes(manuscript),
            "needs_no_moderator": needs_no_moderator(manuscript),
            "history": entries_of(manuscript, user, most=HISTORY_SHOWN)[0],
            "source": _published_source(manuscript),
            "likeness": likeness(manuscript, user) if restriction_of(user) is None else None,
            "agreements": agreements_in_force(manuscript) if gives else None,
            "reports": ErrorReport.objects.waiting().of_manuscript(manuscript).count(),
            # A rename that is still a draft has not changed the public address.
            "public": Entry.objects.filter(pk=manuscript.pk).only("kind", "slug").first(),
        },
        status=status,
    )


def _unmet_after_waivers(manuscript: Manuscript, user: User) -> list[Obstacle]:
    """What stops the published revision again since a waiver has ended, while nothing newer is drafted."""
    if not manuscript.is_live or has_unpublished_changes(manuscript):
        return []
    return obstacles_seen_by(user, manuscript.pk, unmet_in(manuscript.pk))


def _waivers(manuscript: Manuscript, document: Document) -> list[tuple[Waiver, Any]]:
    """Those in force or ended not long ago, each with why it no longer holds for the newest revision."""
    lately = timezone.now() - TOLD_AFTERWARDS
    waivers = Waiver.objects.filter(manuscript=manuscript, expires_at__gt=lately)
    listed = waivers.select_related("by").order_by("at", "id")
    return [
        (judged.waiver, FALLEN.get(judged.why, ""))
        for judged in judged_waivers(manuscript, document, listed)
    ]


def may_edit(user: User, manuscript: Manuscript) -> bool:
    return workflow.may(user, "save") and workflow.allowed(manuscript, "save")


def next_step(manuscript: Manuscript, obstacles: list[Obstacle]) -> str:
    """What happens next, and who does it."""
    # That this person may not approve it is no work for anybody: another approver does.
    remaining = [obstacle for obstacle in stopping(obstacles) if obstacle.code != "four_eyes"]
    status = manuscript.status
    if status == Status.PUBLISHED:
        return _("Readers see it. Edit it to draft the next edition.")
    if status == Status.DISCARDED:
        return _("It is in no list any more. Within a day it can be brought back.")
    if status == Status.WITHDRAWN:
        return _("Readers are told that it was withdrawn. Edit it to restore it.")
    if status in UNFINISHED:
        if remaining:
            return _("Next: clear what stands in the way, then submit it for review.")
        return _("Next: submit it for review.")
    if status == Status.SUBMITTED:
        if manuscript.unchecked:
            return _("Next: a moderator checks its citations, then an approver approves it.")
        if remaining:
            return _(
                "Next: clear or waive what stands in the way, then an approver who wrote no part of it approves it."
            )
        return _("Next: an approver who wrote no part of it approves it.")
    if status == Status.SCHEDULED:
        return _("It will be published automatically at the chosen time.")
    if remaining:
        return _(
            "Next: clear or waive what stands in the way, then an approver publishes it, or chooses a time."
        )
    return _("Next: an approver publishes it, or chooses a time.")


def obstacles_heading(manuscript: Manuscript, count: int) -> str:
    """How much stands in the way of what comes next."""
    stage = STAGES.get(manuscript.status, "submit")
    if stage == "submit":
        if not count:
            return _("Nothing stands in the way of submitting it")
        words = ngettext(
            "%(count)s thing stands in the way of submitting it",
            "%(count)s things stand in the way of submitting it",
            count,
        )
    elif stage == "approve":
        if not count:
            return _("Nothing stands in the way of its approval")
        words = ngettext(
            "%(count)s thing stands in the way of its approval",
            "%(count)s things stand in the way of its approval",
            count,
        )
    else:
        if not count:
            return _("Nothing stands in the way of its publication")
        words = ngettext(
            "%(count)s thing stands in the way of its publication",
            "%(count)s things stand in the way of its publication",
            count,
        )
    return words % {"count": count}


def _published_source(manuscript: Manuscript) -> Source | None:
    if manuscript.kind != Kind.SOURCE or not manuscript.is_live:
        return None
    return Source.objects.filter(pk=manuscript.pk).first()
