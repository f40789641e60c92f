"""Where office managers ask for words to be taken out of sight, and confirm it. Shows none of the words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from editorial.actions.suppress import (
    ASKED,
    DONE,
    REFUSED,
    ask_suppression,
    may_suppress,
    refuse_suppression,
    suppress,
)
from editorial.admin.office_view import View, person, show
from editorial.forms.suppression_form import SuppressionForm
from editorial.models import Event
from editorial.workflow import Refused

MAX_ON_PAGE = 200


@dataclass(frozen=True)
class Line:
    """One document that was asked for: the event of the asking, and what became of it."""

    asked: Event
    last: Event

    @property
    def is_open(self) -> bool:
        return self.last.action == ASKED

    @property
    def is_done(self) -> bool:
        return self.last.action == DONE


def suppressing_view(view: View) -> View:
    """A view for those who may suppress, who show once more who they are; 404 for others."""
    fresh = reauthentication_required(view, allow_get=True)

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        if not may_suppress(request.user):
            raise Http404
        if request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        answer: HttpResponseBase = never_cache(fresh)(request)
        return answer

    return guarded


@suppressing_view
def suppressions(request: HttpRequest) -> HttpResponseBase:
    """What was asked for and done, and the form that asks."""
    act = request.POST.get("act", "")
    form = SuppressionForm(request.POST if act == "ask" else None)
    refusal = ""
    if request.method == "POST":
        try:
            if _carry_out(request, act, form):
                return HttpResponseRedirect(reverse("admin:suppressions"))
        except Refused as refused:
            refusal = str(refused)
    return show(
        request,
        "editorial/suppressions.html",
        {
            "title": _("Words taken out of sight"),
            "form": form,
            "refusal": refusal,
            "lines": _lines(),
            "me": person(request),
        },
        status=422 if refusal or form.errors else 200,
    )


def _carry_out(request: HttpRequest, act: str, form: SuppressionForm) -> bool:
    by = person(request)
    if act == "ask":
        if not form.is_valid() or form.manuscript is None or form.revision is None:
            return False
        outcome = ask_suppression(
            manuscript=form.manuscript.pk,
            revision=form.revision,
            ground=form.cleaned_data["ground"],
            by=by,
        )
        words = _("Asked for. Somebody else has to confirm it.")
        messages.success(request, words if outcome.changed else _("It was asked for before."))
        return True
    if act not in ("confirm", "refuse"):
        return False
    asked = get_object_or_404(Event, pk=_number(request), action=ASKED)
    meant = {"manuscript": asked.manuscript_id, "digest": asked.data["digest"], "by": by}
    if act == "confirm":
        suppress(**meant)
        messages.success(request, _("The words are gone. The history says so, and on what ground."))
    else:
        refuse_suppression(**meant)
        messages.success(request, _("Refused: the words stay where they are."))
    return True


def _number(request: HttpRequest) -> int:
    typed = request.POST.get("event", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0


def _lines() -> list[Line]:
    """The newest first, each document once."""
    events = Event.objects.filter(action__in=(ASKED, REFUSED, DONE)).select_related(
        "by", "manuscript"
    )
    lines: dict[tuple[object, str], Line] = {}
    for event in events.order_by("-seq")[:MAX_ON_PAGE]:
        key = (event.manuscript_id, event.data["digest"])
        if key not in lines:
            lines[key] = Line(event, event)
        elif event.action == ASKED and lines[key].asked.action != ASKED:
            lines[key] = Line(event, lines[key].last)
    return list(lines.values())
