"""Going through the queue: hold the next citation and show it, hold one, release it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.office_view import office_view, person
from editorial.desk.addresses import address
from editorial.desk.card import Card, card, placed, progress
from editorial.desk.holding import release, take
from editorial.desk.queue import DeskQueue, held_longest, next_for
from editorial.desk.views import card_context
from editorial.models import DraftCitation, Manuscript

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_SKIPPED = 50


def context_of(request: HttpRequest) -> str | None:
    """The context in which the card showed the citation, from the form or the address; None where neither says."""
    context = request.POST.get("context", request.GET.get("context"))
    return context and context.replace("\x00", "")


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


@office_view(permissions.CHECK_CITATION, post=True)
def next_citation(request: HttpRequest) -> HttpResponseBase:
    """Hold the next citation of the queue and show it; `skip` names those whose verdicts are still on their way.

    `left` names the one whose card is left without a verdict. It stays held, and is not the next one. What this
    moderator holds comes last then: they know it, and go through the others.
    """
    user = person(request)
    queue = DeskQueue.read(request.POST.dict())
    skip = request.POST.getlist("skip")[:MAX_SKIPPED]
    near = near_of(request)
    left = request.POST.get("left", "")
    passed = [*skip, left] if left else skip
    citation = next_for(user, queue, skip=passed, near=near, unheld=bool(left))
    if citation is None and left:
        citation = held_longest(user, queue, skip=passed)
    if citation is None and left:
        citation = next_for(user, queue, skip=skip, near=near)
        if citation is not None:
            messages.info(request, _("No other citation waits for you here."))
    if wants_json(request):
        return _next_as_data(request, user, citation, queue)
    return to_next(request, citation, queue, near=near)


def near_of(request: HttpRequest) -> uuid.UUID | None:
    """The manuscript of the card that is left, from the form; None when it names none."""
    try:
        return uuid.UUID(request.POST.get("near", ""))
    except ValueError:
        return None


def to_next(
    request: HttpRequest,
    citation: DraftCitation | None,
    queue: DeskQueue,
    *,
    near: uuid.UUID | None,
) -> HttpResponseBase:
    if citation is not None:
        if near not in {None, citation.manuscript_id}:
            title = citation.manuscript.title
            messages.info(request, _("Now another entry: “%(title)s”.") % {"title": title})
        return HttpResponseRedirect(address(citation, queue.fields))
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
    shown = card(citation.manuscript_id, citation.digest, user, citation.context)
    return _card_as_data(request, shown, queue)


def _card_as_data(request: HttpRequest, card: Card, queue: DeskQueue) -> JsonResponse:
    context = card_context(card, queue)
    return JsonResponse(
        {
            "done": False,
            "url": context["addresses"]["citation"],
            "title": context["title"],
            "of": card.manuscript.title,
            "entry": reverse("admin:desk_manuscript", args=[card.manuscript.pk]),
            "release": context["addresses"]["release"],
            "html": render_to_string("editorial/desk/parts/card.html", context, request),
            **progress_data(card.manuscript),
        }
    )


def progress_data(manuscript: Manuscript) -> dict[str, Any]:
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
    shown = card(pk, digest, person(request), context_of(request))
    return _card_as_data(request, shown, DeskQueue.read(request.GET.dict()))


@office_view(permissions.CHECK_CITATION, post=True)
def hold(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """Hold a citation that was opened by its address, or extend the hold."""
    row = placed(pk, digest, context_of(request), person(request))
    if not take(use=row.use, manuscript=pk, by=person(request)):
        messages.error(request, _("Somebody else holds this citation."))
    return HttpResponseRedirect(address(row, DeskQueue.read(request.POST.dict()).fields))


@office_view(permissions.CHECK_CITATION, post=True)
def release_citation(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """Give a held citation back to the queue."""
    row = placed(pk, digest, context_of(request), person(request))
    release(use=row.use, by=person(request))
    queue = DeskQueue.read(request.POST.dict())
    if wants_json(request):
        return JsonResponse({"released": True})
    messages.info(
        request, _("The hold on footnote %(number)s is released.") % {"number": row.number}
    )
    path = reverse("admin:desk")
    return HttpResponseRedirect(f"{path}?{queue.query}" if queue.query else path)
