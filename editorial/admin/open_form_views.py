"""Forms that are open: what is typed in them is kept, who else is here is told, and one signs in again beside them."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial import permissions
from editorial.actions.open_forms import close_form, keep_form
from editorial.admin.office_view import office_view, person, show
from editorial.models import Manuscript, OpenForm, Revision
from editorial.models.turns import name_of
from editorial.workflow import Refused, sees
from encyclopedia.core.documents import KINDS

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def keep(request: HttpRequest) -> HttpResponseBase:
    """Keep what is typed, if anything is sent; who else has the entry open, and what was saved of it meanwhile."""
    tab, document = _number(request, "tab"), _number(request, "document")
    kind, based_on = request.POST.get("kind", ""), request.POST.get("based_on", "")
    if kind not in KINDS or not (based_on.isascii() and based_on.isdigit() and len(based_on) < 9):
        raise Http404
    by = person(request)
    entry = Manuscript.objects.filter(pk=document).first()
    if entry is not None and not sees(by, entry):
        raise Http404
    try:
        keep_form(
            tab=tab,
            document=document,
            kind=kind,
            title=" ".join(request.POST.get("title", "").replace("\x00", "").split()),
            based_on=int(based_on),
            fields=_fields(request.POST.get("fields", "")),
            by=by,
        )
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=422)
    others = OpenForm.objects.here().filter(document=document).exclude(person=by)
    here = {row.person_id: row for row in others.select_related("person").order_by("-opened_at")}
    sentences = [
        _("%(name)s has this entry open since %(time)s.")
        % {"name": name_of(row.person), "time": _clock(row.opened_at)}
        for row in here.values()
    ]
    return JsonResponse({"others": sentences, "newer": _newer(document, int(based_on), by.pk)})


def kept_or_404(tab: str, by: User) -> OpenForm:
    """What this person has typed in this tab and not saved."""
    try:
        key = uuid.UUID(tab)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(OpenForm.objects.kept(), person=by, tab=key)


def _newer(document: uuid.UUID, based_on: int, reader: int) -> str:
    """What somebody saved since this form was opened."""
    newer = Revision.objects.filter(manuscript=document, number__gt=based_on)
    row = newer.exclude(author=reader).select_related("author").order_by("-number").first()
    if row is None or not based_on:
        return ""
    return _(
        "%(name)s saved revision %(number)s. When you save, their changes and yours are put together."
    ) % {"name": name_of(row.author), "number": row.number}


def _clock(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%H:%M")


def _number(request: HttpRequest, name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError as error:
        raise Http404 from error


def _fields(typed: str) -> list[tuple[str, str]] | None:
    """Pairs of name and value; None where nothing was sent. Raises Http404 for anything else."""
    if not typed:
        return None
    try:
        pairs = [
            (str(name).replace("\x00", ""), str(value).replace("\x00", ""))
            for name, value in json.loads(typed)
        ]
        # Half of a pair of surrogates is no character, and no database keeps it.
        json.dumps(pairs, ensure_ascii=False).encode()
    except (ValueError, TypeError) as error:
        raise Http404 from error
    return pairs


@office_view(post=True)
def close(request: HttpRequest) -> HttpResponseBase:
    """Drop what is kept of one's own form."""
    close_form(tab=_number(request, "tab"), by=person(request))
    return HttpResponseRedirect(reverse("admin:index"))


@require_safe
@never_cache
@office_view()
def token(request: HttpRequest) -> HttpResponseBase:
    """Who is signed in, and the token that a form has to send: for a form that was open while one signed in again."""
    return JsonResponse({"token": get_token(request), "user": person(request).pk})


@require_safe
@office_view()
def signed_in(request: HttpRequest) -> HttpResponseBase:
    """Where the window ends in which one signed in again."""
    return show(request, "editorial/signed_in.html", {"title": _("You are signed in again")})
