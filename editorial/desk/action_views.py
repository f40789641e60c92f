"""What is done at the desk, by POST only: hold the next citation, record a verdict, release it, ask."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import actions, permissions
from editorial.actions import Ask
from editorial.actions.what_was_seen import Unexplained
from editorial.admin.office_view import manuscript_or_404, office_view, person
from editorial.desk.card import Card, card, progress
from editorial.desk.changed_context import uses_below
from editorial.desk.holding import held_by_other, release, take
from editorial.desk.queue import DeskQueue, next_for
from editorial.desk.views import address, card_context, card_page, manuscript_page
from editorial.models import DraftCitation, Manuscript, Revision, Verdict
from editorial.workflow import Conflict, Forbidden, Refused
from encyclopedia.analysis import analyse
from encyclopedia.core.citations import Use

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_SKIPPED = 50
MAX_NOTE_LENGTH = 5_000
# What a moderator types or presses at a citation.
TYPED = (
    *("verdict", "note", "public_note", "looked_at", "seen_mark"),
    *("means", "not_borne_out"),
)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


@office_view(permissions.CHECK_CITATION, post=True)
def next_citation(request: HttpRequest) -> HttpResponseBase:
    """Hold the next citation of the queue and show it; `skip` names those whose verdicts are still on their way."""
    user = person(request)
    queue = DeskQueue.read(request.POST.dict())
    skip = request.POST.getlist("skip")[:MAX_SKIPPED]
    citation = next_for(user, queue, skip=skip)
    if wants_json(request):
        return _next_as_data(request, user, citation, queue)
    return _to_next(request, user, citation, queue)


def _to_next(
    request: HttpRequest, user: User, citation: DraftCitation | None, queue: DeskQueue
) -> HttpResponseBase:
    if citation is not None:
        return HttpResponseRedirect(address(citation, queue))
    messages.success(request, _("Nothing is left for you to check here."))
    if queue.manuscript:
        return HttpResponseRedirect(reverse("admin:desk_manuscript", args=[queue.manuscript]))
    return HttpResponseRedirect(reverse("admin:desk"))


def _next_as_data(
    request: HttpRequest, user: User, citation: DraftCitation | None, queue: DeskQueue
) -> JsonResponse:
    if citation is None:
        end = reverse("admin:desk")
        if queue.manuscript:
            end = reverse("admin:desk_manuscript", args=[queue.manuscript])
        return JsonResponse({"done": True, "url": end})
    return _card_as_data(request, card(citation.manuscript_id, citation.digest, user), queue)


def _card_as_data(request: HttpRequest, card: Card, queue: DeskQueue) -> JsonResponse:
    context = card_context(card, queue)
    return JsonResponse(
        {
            "done": False,
            "digest": card.citation.digest,
            "url": context["address"],
            "title": context["title"],
            "of": card.manuscript.title,
            "entry": reverse("admin:desk_manuscript", args=[card.manuscript.pk]),
            "release": reverse(
                "admin:desk_release", args=[card.manuscript.pk, card.citation.digest]
            ),
            "html": render_to_string("editorial/desk/parts/card.html", context, request),
            **_progress_data(card.manuscript),
        }
    )


def _progress_data(manuscript: Manuscript) -> dict[str, Any]:
    now = progress(manuscript)
    return {
        "manuscript": str(manuscript.pk),
        "checked": now.checked,
        "inaccessible": now.inaccessible,
        "citations": now.citations,
    }


@office_view(permissions.CHECK_CITATION)
def fragment(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """The card again, for an undo."""
    return _card_as_data(
        request, card(pk, digest, person(request)), DeskQueue.read(request.GET.dict())
    )


@office_view(permissions.CHECK_CITATION, post=True)
def check(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """Record a verdict and show the next citation; if refused, the card again with what was typed."""
    user = person(request)
    manuscript = manuscript_or_404(pk)
    typed = {name: _typed(request, name) for name in TYPED}
    try:
        _refuse_if_held(digest, user)
        outcome = actions.check(
            manuscript=pk,
            digest=digest,
            by=user,
            context=request.POST.get("context"),
            # The box may be ticked, and another button pressed then.
            asks="asks" in request.POST and typed["verdict"] == Verdict.COULD_NOT_ACCESS,
            **typed,
        )
    except Refused as error:
        return _refused(request, manuscript, digest, error, typed)
    release(digest=digest, by=user)
    if wants_json(request):
        return JsonResponse({"recorded": outcome.changed, **_progress_data(manuscript)})
    labels = dict(Verdict.choices)
    messages.success(request, _("Recorded: %(verdict)s.") % {"verdict": labels[typed["verdict"]]})
    queue = DeskQueue.read(request.POST.dict())
    return _to_next(request, user, next_for(user, queue), queue)


@office_view(permissions.CHECK_CITATION, post=True)
def confirm(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """Let a check hold in a changed context, here or for everything under the same heading; then the next citation."""
    user = person(request)
    rows = DraftCitation.objects.filter(manuscript=pk, digest=digest).select_related("manuscript")
    of_context = rows.filter(context=request.POST.get("context", ""))
    row = get_object_or_404(of_context.order_by("position")[:1])
    uses = uses_below(row) if "below" in request.POST else [Use(row.digest, row.context)]
    try:
        _refuse_if_held(digest, user)
        actions.confirm(manuscript=pk, uses=uses, by=user)
    except Refused as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address(row, DeskQueue.read(request.POST.dict())))
    release(digest=digest, by=user)
    messages.success(
        request,
        ngettext("%(number)s check confirmed.", "%(number)s checks confirmed.", len(uses))
        % {"number": len(uses)},
    )
    queue = DeskQueue.read(request.POST.dict())
    return _to_next(request, user, next_for(user, queue), queue)


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()[:MAX_NOTE_LENGTH]


def _refuse_if_held(digest: str, user: User) -> None:
    if hold := held_by_other(digest, user):
        raise Refused(
            _("%(name)s holds this citation. Take another, or wait until the hold expires.")
            % {"name": hold.by.get_full_name() or hold.by.get_username()}
        )


def _refused(
    request: HttpRequest,
    manuscript: Manuscript,
    digest: str,
    error: Refused,
    typed: dict[str, str],
) -> HttpResponseBase:
    status = 403 if isinstance(error, Forbidden) else 409
    incomplete = typed["verdict"] != Verdict.SUPPORTS and not typed["note"]
    if typed["verdict"] not in Verdict.values or incomplete or isinstance(error, Unexplained):
        status = 422
    if wants_json(request):
        return JsonResponse(
            {"error": str(error), **_progress_data(manuscript)},
            status=status,
        )
    try:
        reloaded = card(manuscript.pk, digest, person(request))
    except Http404:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:desk_manuscript", args=[manuscript.pk]))
    queue = DeskQueue.read(request.POST.dict())
    return card_page(
        request,
        reloaded,
        queue,
        error=str(error),
        typed=typed,
        status=status,
    )


@office_view(permissions.CHECK_CITATION, post=True)
def hold(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """Hold a citation that was opened by its address, or extend the hold."""
    row = _row(pk, digest)
    if not take(digest=digest, manuscript=pk, by=person(request)):
        messages.error(request, _("Somebody else holds this citation."))
    return HttpResponseRedirect(address(row, DeskQueue.read(request.POST.dict())))


@office_view(permissions.CHECK_CITATION, post=True)
def release_citation(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """Give a held citation back to the queue."""
    row = _row(pk, digest)
    release(digest=digest, by=person(request))
    queue = DeskQueue.read(request.POST.dict())
    if wants_json(request):
        return JsonResponse({"released": True})
    messages.info(
        request, _("The hold on footnote %(number)s is released.") % {"number": row.number}
    )
    path = reverse("admin:desk")
    return HttpResponseRedirect(f"{path}?{queue.query}" if queue.query else path)


def _row(pk: uuid.UUID, digest: str) -> DraftCitation:
    rows = DraftCitation.objects.filter(manuscript=pk, digest=digest)
    row: DraftCitation = get_object_or_404(rows.order_by("position")[:1])
    return row


@office_view(permissions.RETURN_MANUSCRIPT, post=True)
def ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Return the manuscript with the sentences that need a citation, each with its reason."""
    manuscript = manuscript_or_404(pk)
    revision = request.POST.get("revision", "")
    newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
    uncited = analyse(newest.read()).parsed.uncited
    typed = {
        place: _typed(request, f"reason-{place}")[:300]
        for place in range(len(uncited))
        if f"ask-{place}" in request.POST
    }
    reason = _typed(request, "reason")
    asks = [Ask(uncited[place].text, uncited[place].line, why) for place, why in typed.items()]
    try:
        actions.ask(
            manuscript=pk,
            revision=int(revision) if revision.isascii() and revision.isdigit() else 0,
            asks=asks,
            by=person(request),
            reason=reason,
        )
    except Refused as error:
        # After another save the places belong to other sentences: what was typed does not fit them.
        still_valid = {} if isinstance(error, Conflict) else typed
        return manuscript_page(
            request, manuscript, error=str(error), typed=still_valid, reason=reason, status=409
        )
    messages.success(
        request, _("“%(title)s” was returned to its author.") % {"title": manuscript.title}
    )
    return HttpResponseRedirect(reverse("admin:manuscript", args=[pk]))
