"""Entries that may be one: those proposed, two side by side, and what a person decides."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import actions, permissions
from editorial.admin.entry_pairs import Pair, pair_at, proposals
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.forms.merge_forms import ApartForm, MergeForm, OtherForm
from editorial.models import Manuscript
from editorial.workflow import Refused
from encyclopedia.models import Kind

# What the page says of two sources, and of two other entries.
_PAIR_WORDS = {
    "source": {
        "apart": gettext_lazy("They are different works"),
        "mark": gettext_lazy("Mark as different works"),
        "marked": gettext_lazy("Somebody marked these two as different works."),
        "before": gettext_lazy(
            "The new drafts are yours: another person has to approve them. Until then the published editions stay as"
            " they are. A merge cannot be undone."
        ),
    },
    "entry": {
        "apart": gettext_lazy("They are not the same"),
        "mark": gettext_lazy("Mark as not the same"),
        "marked": gettext_lazy("Somebody marked these two as not the same."),
        "before": gettext_lazy(
            "What is ticked or chosen makes a draft of the kept one, with what it cites; another person has to approve"
            " it. What is not stays in the history of the one that goes, and nowhere else. A merge cannot be undone."
        ),
    },
}


@office_view()
def duplicates(request: HttpRequest) -> HttpResponseBase:
    """The pairs proposed, the surest first; `?after=` asks for those after the one of that number."""
    number = request.GET.get("after", "")
    after = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    return show(
        request,
        "editorial/duplicates.html",
        {
            "title": _("Entries that may be one"),
            "page": proposals(after),
            "may_merge": request.user.has_perm(permissions.MERGE_SOURCE),
        },
    )


@office_view()
def duplicate(request: HttpRequest, one: uuid.UUID, other: uuid.UUID) -> HttpResponseBase:
    """Two entries of one kind side by side; by POST the decision: `act` is "merge" or "apart"."""
    if request.method == "POST" and not request.user.has_perm(permissions.MERGE_SOURCE):
        raise PermissionDenied
    entries = [manuscript_or_404(request, pk) for pk in (one, other)]
    if one == other or len({entry.kind for entry in entries} - {Kind.PAGE}) != 1:
        raise Http404
    pair = pair_at(*entries)
    if request.method != "POST":
        return _pair_page(request, pair, _merge_form(pair), _apart_form())
    if request.POST.get("act") == "apart":
        return _mark_as_different(request, pair)
    return _merge(request, pair)


@office_view(permissions.MERGE_SOURCE)
def merge_choice(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Asks for the other entry, `?key=`, then shows the two side by side."""
    entry = manuscript_or_404(request, pk)
    if entry.kind == Kind.PAGE:
        raise Http404
    hosts = {urlsplit(settings.SITE_URL).netloc.lower(), request.get_host().lower()}
    form = OtherForm(
        request.GET if "key" in request.GET else None,
        entry=entry,
        by=person(request),
        hosts=hosts,
    )
    if form.is_valid():
        return HttpResponseRedirect(
            reverse("admin:duplicate", args=[pk, form.cleaned_data["key"].pk])
        )
    return show(
        request,
        "editorial/merge_choice.html",
        {
            "title": _("Merge “%(title)s” with another entry") % {"title": entry.title},
            "manuscript": entry,
            "form": form,
            "likely": proposals(0, of=entry).rows,
        },
        status=422 if form.is_bound else 200,
    )


def _merge_form(pair: Pair, data: Any = None) -> MergeForm:
    entries = (pair.sides[0].entry, pair.sides[1].entry)
    initial = {"keep": str(pair.proposed.pk), "reason": pair.because, "fill": pair.proposed_rows}
    return MergeForm(data, pair=entries, lacking=pair.lacking, initial=initial)


def _apart_form(data: Any = None) -> ApartForm:
    # The form beside it has a reason too.
    return ApartForm(data, label_suffix="", auto_id="apart_%s")


def _merge(request: HttpRequest, pair: Pair) -> HttpResponseBase:
    form = _merge_form(pair, request.POST)
    if not form.is_valid():
        return _pair_page(request, pair, form, _apart_form(), status=422)
    data = form.cleaned_data
    into, merged = sorted(
        (side.entry for side in pair.sides), key=lambda entry: str(entry.pk) != data["keep"]
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
    if merged.is_live and merged.kind != Kind.SOURCE:
        done += (
            " "
            + _(
                "Readers see it until an approver withdraws it; do that once “%(kept)s” says what stands there."
            )
            % names
        )
    drafts = _("Entries that have a new draft now: %(count)s.") % {"count": count} if count else ""
    messages.success(request, f"{done} {drafts}".strip())


def _mark_as_different(request: HttpRequest, pair: Pair) -> HttpResponseBase:
    form = _apart_form(request.POST)
    if not form.is_valid():
        return _pair_page(request, pair, _merge_form(pair), form, status=422)
    one, other = (side.entry for side in pair.sides)
    try:
        actions.tell_apart(
            one=one.pk, another=other.pk, by=person(request), reason=form.cleaned_data["reason"]
        )
    except Refused as error:
        form.add_error(None, str(error))
        return _pair_page(request, pair, _merge_form(pair), form, status=409)
    messages.success(
        request,
        _("Done. “%(one)s” and “%(other)s” are different; they are not proposed again.")
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
            "title": _("Are these one work?")
            if pair.is_of_sources
            else _("Are these one and the same?"),
            "pair": pair,
            "in_words": _PAIR_WORDS["source" if pair.is_of_sources else "entry"],
            "form": form,
            "ticked": form["fill"].value() or [],
            "keep": form["keep"].value(),
            "apart": apart,
            "may_merge": request.user.has_perm(permissions.MERGE_SOURCE) and not pair.decided,
        },
        status=status,
    )
