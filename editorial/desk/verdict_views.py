"""Recording a verdict at a card, or confirming one; whatever is refused comes back with all that was typed."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import actions, permissions
from editorial.actions.overtaking import recorded_after
from editorial.actions.typed_lengths import TypedTooLong
from editorial.actions.what_was_seen import Unexplained
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.desk.action_views import context_of, progress_data, to_next, wants_json
from editorial.desk.addresses import address
from editorial.desk.card import card, placed
from editorial.desk.changed_context import uses_below
from editorial.desk.holding import held_by_other, release
from editorial.desk.kept_words import kept_words
from editorial.desk.queue import DeskQueue, next_for
from editorial.desk.views import card_page
from editorial.models import Check, Manuscript, Verdict
from editorial.workflow import Forbidden, Refused
from encyclopedia.core.citations import Use

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What a moderator types or presses at a citation, and the mark of the source that the card showed.
TYPED = (
    *("verdict", "note", "public_note", "looked_at", "means", "not_borne_out"),
    "seen_mark",
)


@office_view(permissions.CHECK_CITATION, post=True)
def check(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """Record a verdict and show the next citation; if refused, the card again with what was typed."""
    user = person(request)
    manuscript = manuscript_or_404(request, pk)
    typed = {name: typed_in(request, name) for name in TYPED}
    use = Use(digest, _context(pk, digest, context_of(request), user))
    try:
        if not _is_sent_again(request, use, user, typed):
            _refuse_if_held(use, user)
        outcome = actions.check(
            manuscript=pk,
            digest=digest,
            by=user,
            context=context_of(request),
            # The box may be ticked, and another button pressed then.
            asks="asks" in request.POST and typed["verdict"] == Verdict.COULD_NOT_ACCESS,
            seen=request.POST.get("seen", ""),
            **typed,
        )
    except Refused as error:
        return _refused(request, manuscript, digest, error, typed)
    release(use=use, by=user)
    if wants_json(request):
        return JsonResponse({"recorded": outcome.changed, **progress_data(manuscript)})
    labels = dict(Verdict.choices)
    messages.success(request, _("Recorded: %(verdict)s.") % {"verdict": labels[typed["verdict"]]})
    queue = DeskQueue.read(request.POST.dict())
    return to_next(request, next_for(user, queue, near=pk), queue, near=pk)


@office_view(permissions.CHECK_CITATION, post=True)
def confirm(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponseBase:
    """Let a check hold in a changed context, here or for everything under the same heading; then the next citation."""
    user = person(request)
    row = placed(pk, digest, context_of(request), user)
    if row.context != (context_of(request) or ""):
        raise Http404
    uses = uses_below(row) if "below" in request.POST else [row.use]
    queue = DeskQueue.read(request.POST.dict())
    try:
        _refuse_if_held(row.use, user)
        outcome = actions.confirm(
            manuscript=pk, uses=uses, by=user, seen=request.POST.get("seen", "")
        )
    except Refused as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address(row, queue.fields))
    release(use=row.use, by=user)
    if outcome.event is None:
        messages.info(request, _("Nothing was left to confirm here."))
    else:
        count = len(outcome.event.data["uses"])
        messages.success(
            request,
            ngettext("%(number)s check confirmed.", "%(number)s checks confirmed.", count)
            % {"number": count},
        )
    return to_next(request, next_for(user, queue, near=pk), queue, near=pk)


def _context(pk: uuid.UUID, digest: str, shown: str | None, by: User) -> str:
    """The context that was shown; where none was named, that of the card without one."""
    if shown is not None:
        return shown
    try:
        return placed(pk, digest, None, by).context
    except Http404:
        # The live edition has it, the newest revision no longer.
        return ""


def typed_in(request: HttpRequest, name: str) -> str:
    """What was typed in this field, whole; a line's end is one character, as the form counted it."""
    words = request.POST.get(name, "").replace("\x00", "")
    return words.replace("\r\n", "\n").strip()


def _refuse_if_held(use: Use, user: User) -> None:
    if hold := held_by_other(use, user):
        raise Refused(
            _("%(name)s holds this citation. Take another, or wait until the hold expires.")
            % {"name": hold.by.get_full_name() or hold.by.get_username()}
        )


def _is_sent_again(request: HttpRequest, use: Use, user: User, typed: dict[str, str]) -> bool:
    """Whether this card recorded the same before: its hold is gone, and somebody else may have taken the citation."""
    last = Check.objects.of_digest(use.digest).filter(context=use.context).newest().first()
    return (
        last is not None
        and recorded_after(last, request.POST.get("seen"))
        and (last.by_id, last.verdict, last.note) == (user.pk, typed["verdict"], typed["note"])
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
    if (
        typed["verdict"] not in Verdict.values
        or incomplete
        or isinstance(error, (Unexplained, TypedTooLong))
    ):
        status = 422
    if wants_json(request):
        return JsonResponse({"error": str(error), **progress_data(manuscript)}, status=status)
    try:
        reloaded = card(manuscript.pk, digest, person(request), context_of(request))
    except Http404:
        return _gone(request, manuscript, typed)
    queue = DeskQueue.read(request.POST.dict())
    return card_page(request, reloaded, queue, error=str(error), typed=typed, status=status)


def _gone(request: HttpRequest, manuscript: Manuscript, typed: dict[str, str]) -> HttpResponseBase:
    """The citation left the entry meanwhile: what was typed on it, to be copied."""
    return show(
        request,
        "editorial/desk/gone.html",
        {
            "title": _("Not recorded"),
            "manuscript": manuscript,
            "error": _(
                "This citation is no longer there: its sentence or source was changed meanwhile."
            ),
            "kept": kept_words(typed),
            "queue": DeskQueue.read(request.POST.dict()),
        },
        status=409,
    )
