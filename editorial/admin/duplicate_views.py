"""Sources that may be one work: those proposed, two side by side, and what a person decides."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import actions, permissions
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.admin.source_pairs import Pair, pair_at, proposals
from editorial.forms.merge_forms import ApartForm, MergeForm, OtherForm
from editorial.models import Manuscript
from editorial.workflow import Refused
from encyclopedia.models import Kind


@office_view()
def duplicates(request: HttpRequest) -> HttpResponseBase:
    """The pairs proposed, the surest first; `?after=` asks for those after the one of that number."""
    number = request.GET.get("after", "")
    after = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    return show(
        request,
        "editorial/duplicates.html",
        {
            "title": _("Sources that may be one work"),
            "page": proposals(after),
            "may_merge": request.user.has_perm(permissions.MERGE_SOURCE),
        },
    )


@office_view()
def duplicate(request: HttpRequest, one: uuid.UUID, other: uuid.UUID) -> HttpResponseBase:
    """Two sources side by side; by POST the decision: `act` is "merge" or "apart"."""
    if request.method == "POST" and not request.user.has_perm(permissions.MERGE_SOURCE):
        raise PermissionDenied
    sources = [manuscript_or_404(request, pk, Kind.SOURCE) for pk in (one, other)]
    if one == other:
        raise Http404
    pair = pair_at(*sources)
    if request.method != "POST":
        return _pair_page(request, pair, _merge_form(pair), _apart_form())
    if request.POST.get("act") == "apart":
        return _mark_as_different(request, pair)
    return _merge(request, pair)


@office_view(permissions.MERGE_SOURCE)
def merge_choice(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Asks for the other record of a source's work, `?key=`, then shows the two side by side."""
    source = manuscript_or_404(request, pk, Kind.SOURCE)
    form = OtherForm(request.GET if "key" in request.GET else None, source=source)
    if form.is_valid():
        return HttpResponseRedirect(
            reverse("admin:duplicate", args=[pk, form.cleaned_data["key"].pk])
        )
    return show(
        request,
        "editorial/merge_choice.html",
        {
            "title": _("Merge “%(title)s” into another source") % {"title": source.title},
            "manuscript": source,
            "form": form,
            "likely": proposals(0, of=source).rows,
        },
        status=422 if form.is_bound else 200,
    )


def _merge_form(pair: Pair, data: Any = None) -> MergeForm:
    sources = (pair.sides[0].source, pair.sides[1].source)
    initial = {"keep": str(pair.proposed.pk), "reason": pair.because}
    return MergeForm(data, pair=sources, lacking=pair.lacking, initial=initial)


def _apart_form(data: Any = None) -> ApartForm:
    # The form beside it has a reason too.
    return ApartForm(data, label_suffix="", auto_id="apart_%s")


def _merge(request: HttpRequest, pair: Pair) -> HttpResponseBase:
    form = _merge_form(pair, request.POST)
    if not form.is_valid():
        return _pair_page(request, pair, form, _apart_form(), status=422)
    data = form.cleaned_data
    into, merged = sorted(
        (side.source for side in pair.sides), key=lambda source: str(source.pk) != data["keep"]
    )
    try:
        outcome = actions.merge(
            source=merged.pk,
            into=into.pk,
            by=person(request),
            reason=data["reason"],
            fill=data["fill"],
        )
    except Refused as error:
        form.add_error(None, str(error))
        return _pair_page(request, pair, form, _apart_form(), status=409)
    _tell_merged(request, merged, into, outcome)
    return HttpResponseRedirect(reverse("admin:manuscript", args=[into.pk]))


def _tell_merged(
    request: HttpRequest, merged: Manuscript, into: Manuscript, outcome: actions.Outcome
) -> None:
    names = {"merged": merged.slug, "kept": into.slug}
    if outcome.event is None:
        messages.info(
            request,
            _("Nothing changed: “%(merged)s” was merged into “%(kept)s” already.") % names,
        )
        return
    count = len(outcome.event.data["repointed"])
    done = _("Done. “%(merged)s” is merged into “%(kept)s”.") % names
    drafts = _("Entries that have a new draft now: %(count)s.") % {"count": count} if count else ""
    messages.success(request, f"{done} {drafts}".strip())


def _mark_as_different(request: HttpRequest, pair: Pair) -> HttpResponseBase:
    form = _apart_form(request.POST)
    if not form.is_valid():
        return _pair_page(request, pair, _merge_form(pair), form, status=422)
    one, other = (side.source for side in pair.sides)
    try:
        actions.tell_apart(
            one=one.pk, another=other.pk, by=person(request), reason=form.cleaned_data["reason"]
        )
    except Refused as error:
        form.add_error(None, str(error))
        return _pair_page(request, pair, _merge_form(pair), form, status=409)
    messages.success(
        request,
        _("Done. “%(one)s” and “%(other)s” are different works; they are not proposed again.")
        % {"one": one.slug, "other": other.slug},
    )
    return HttpResponseRedirect(reverse("admin:duplicates"))


def _pair_page(
    request: HttpRequest, pair: Pair, form: MergeForm, apart: ApartForm, *, status: int = 200
) -> HttpResponseBase:
    return show(
        request,
        "editorial/duplicate.html",
        {
            "title": _("Are these one work?"),
            "pair": pair,
            "form": form,
            "ticked": form["fill"].value() or [],
            "keep": form["keep"].value(),
            "apart": apart,
            "may_merge": request.user.has_perm(permissions.MERGE_SOURCE) and not pair.decided,
        },
        status=status,
    )
