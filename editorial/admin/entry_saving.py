"""Saves a sent form: on to the next page, or the form again with everything typed if it is refused."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.actions import AddressTaken, Outcome, submit
from editorial.actions.open_forms import close_form
from editorial.actions.text_import import save_with_sources
from editorial.admin.draft_preview import revision_of
from editorial.admin.entry_form_page import FormPage, show_form
from editorial.admin.obstacle_links import edit_address
from editorial.admin.office_view import person
from editorial.admin.revision_views import comparison_context
from editorial.comments.waiting import open_words
from editorial.forms.entry_forms import MAX_MESSAGE
from editorial.forms.text_import_form import TextImport
from editorial.forms.whole import WholeForm
from editorial.gate.going_with import to_submit_with
from editorial.models import Manuscript, Revision
from editorial.models.turns import name_of
from editorial.workflow import Conflict, Refused
from encyclopedia.core.documents import Document
from encyclopedia.core.merging import merge

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Saved:
    """What was saved, with the drafts of new sources; `merged_with` are colleagues' revisions that it holds too."""

    outcome: Outcome
    sources: Sequence[Manuscript] = ()
    merged_with: Sequence[Revision] = ()


@dataclass(frozen=True)
class BothChanged:
    """Not saved: somebody saved `newest` meanwhile, and both changed the same. `theirs` and `mine` are each whole."""

    newest: Revision
    theirs: Document
    mine: Document


def save_together(
    *,
    document: Document,
    base: Document | None,
    based_on: int,
    summary: str,
    by: User,
    sources: Iterable[dict[str, Any]] = (),
) -> Saved | BothChanged | Conflict:
    """Save what was written from `base`, put together with what colleagues saved meanwhile.

    The Conflict is answered where `base` is not known, so that nothing can be put together. Raises Refused.
    """
    merged_with: list[Revision] = []
    while True:
        try:
            outcome, drafted = save_with_sources(
                document=document, sources=sources, by=by, based_on=based_on, summary=summary
            )
            return Saved(outcome, drafted, merged_with)
        except Conflict as conflict:
            newest = revision_of(Manuscript(pk=document.id), conflict.current)
            if newest is None or base is None:
                return conflict
            theirs = newest.read()
            met = merge(base, theirs, document)
            if met.overlaps:
                return BothChanged(newest, merge(base, document, theirs).document, met.document)
            document, base, based_on = met.document, theirs, conflict.current
            merged_with.append(newest)


def save_form(
    request: HttpRequest, page: FormPage, data: QueryDict, panel: TextImport
) -> HttpResponseBase:
    """Save what was sent, however wrong its values are, with the sources that its imported text needs.

    Then go to the next page. What is not saved is a form that did not come whole from its page.
    """
    if not page.whole.is_valid():
        page.status = 422
        return show_form(request, page)
    document = page.whole.document()
    based_on: int = page.whole.form.cleaned_data["based_on"]
    summary = str(page.whole.form.cleaned_data["message"])
    try:
        saved = save_together(
            document=document,
            base=page.whole.base,
            based_on=based_on,
            summary=summary,
            sources=panel.waiting,
            by=person(request),
        )
    except Refused as refusal:
        field = "slug" if isinstance(refusal, AddressTaken) else None
        page.whole.form.add_error(field, str(refusal))
        page.status = 409
        return show_form(request, page)
    if isinstance(saved, Conflict):
        return _show_conflict(request, page, data, document, saved)
    if isinstance(saved, BothChanged):
        return ask_whose(request, page, saved, summary)
    tell_saved(request, saved)
    outcome = saved.outcome
    if len(summary) > MAX_MESSAGE:
        words = _("“What did you change?” was cut to %(most)s characters.")
        messages.warning(request, words % {"most": MAX_MESSAGE})
    with suppress(ValueError):
        close_form(tab=uuid.UUID(data.get("tab", "")), by=person(request))
    if "_continue" in data and request.headers.get("X-Saved-In-Place"):
        return _saved_in_place(request, outcome.manuscript, merged=bool(saved.merged_with))
    if panel.error or panel.is_pending:
        return _show_panel(request, page, panel, outcome.manuscript)
    if "_submit" in data:
        submit_saved(request, outcome.manuscript)
    return HttpResponseRedirect(_next_address(outcome.manuscript, data))


def _saved_in_place(request: HttpRequest, saved: Manuscript, *, merged: bool) -> JsonResponse:
    """For the script that saves without leaving the page: what it is based on now, and what is said of it."""
    return JsonResponse(
        {
            "revision": saved.revision,
            "slug": saved.slug,
            "address": edit_address(saved),
            "merged": merged,
            "messages": [str(message) for message in messages.get_messages(request)],
        }
    )


def _both_kept(newest: Revision) -> str:
    return _(
        "%(name)s saved revision %(number)s while you wrote. Your changes and theirs are both kept."
    ) % {"name": name_of(newest.author), "number": newest.number}


def ask_whose(
    request: HttpRequest, page: FormPage, met: BothChanged, summary: str
) -> HttpResponseBase:
    """The form with both people's changes, and beside it only what both changed: there, mine stays unless I mend it."""
    newest = met.newest
    initial = {"based_on": newest.number, "message": summary}
    page.whole = WholeForm(page.kind, base=met.mine, initial=initial)
    page.status = 409
    page.context["conflict"] = {
        "message": _("%(name)s saved revision %(number)s while you wrote.")
        % {"name": name_of(newest.author), "number": newest.number},
        "merged": True,
        "revision": newest,
        "comparison": comparison_context(met.theirs, met.mine),
    }
    return show_form(request, page)


def submit_saved(request: HttpRequest, saved: Manuscript) -> None:
    """Submit what was just saved; what stands in the way is said, and shown on the next page."""
    going = ", ".join(source.title for source in to_submit_with(saved))
    try:
        submit(manuscript=saved.pk, revision=saved.revision, by=person(request))
    except Refused as refusal:
        messages.error(request, _("It is saved, but not submitted. %(why)s") % {"why": refusal})
    else:
        words = _("Submitted for review, and with it: %(titles)s.") if going else ""
        messages.success(
            request, words % {"titles": going} if words else _("Submitted for review.")
        )
        if opened := open_words(saved, person(request)):
            messages.info(request, opened)


def _show_panel(
    request: HttpRequest, page: FormPage, panel: TextImport, saved: Manuscript
) -> HttpResponseBase:
    """The form again, as saved, with the panel of imported text, which holds what is not in the text yet."""
    words = panel.error or _(
        "The draft is saved. The imported text is not part of it yet: insert it into the text, or discard it."
    )
    messages.warning(request, words)
    initial = {"based_on": saved.revision}
    base = page.whole.document()
    shown = FormPage(page.kind, WholeForm(page.kind, base=base, initial=initial), saved)
    shown.context = page.context
    return show_form(request, shown)


def _show_conflict(
    request: HttpRequest, page: FormPage, data: QueryDict, document: Document, conflict: Conflict
) -> HttpResponseBase:
    """Put both versions side by side, and base what was typed on the newest, so that saving again works."""
    newest = revision_of(Manuscript(pk=document.id), conflict.current)
    base = newest.read() if newest else None
    data["based_on"] = str(conflict.current)
    page.whole = WholeForm(page.kind, base=base, data=data, files=request.FILES)
    page.status = 409
    if base is not None and base.kind == document.kind:
        page.context["conflict"] = {
            "message": str(conflict),
            "revision": newest,
            "comparison": comparison_context(base, document),
        }
    else:
        page.whole.form.add_error(None, str(conflict))
    return show_form(request, page)


def tell_saved(request: HttpRequest, saved: Saved) -> None:
    outcome, sources = saved.outcome, saved.sources
    for revision in saved.merged_with:
        messages.info(request, _both_kept(revision))
    number = {"number": outcome.manuscript.revision}
    if outcome.changed:
        messages.success(request, _("Saved as revision %(number)s.") % number)
    else:
        messages.info(request, _("Nothing had changed since revision %(number)s.") % number)
    if sources:
        keys = ", ".join(source.slug for source in sources)
        messages.success(request, _("Drafts of new sources were made: %(keys)s.") % {"keys": keys})


def _next_address(saved: Manuscript, data: QueryDict) -> str:
    """Where the pressed button leads; `saved` and `tab` tell the browser which stored draft it may forget."""
    if "_preview" in data:
        return reverse("admin:preview", args=[saved.pk, saved.revision])
    told = {"saved": str(saved.pk)}
    with suppress(ValueError):
        told["tab"] = str(uuid.UUID(data.get("tab", "")))
    page = (
        edit_address(saved) if "_continue" in data else reverse("admin:manuscript", args=[saved.pk])
    )
    return f"{page}?{urlencode(told)}"
