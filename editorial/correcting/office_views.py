"""The small form of one sentence of a published entry, and the list to choose it from.

Saving goes the whole form's way: together with what a colleague saved meanwhile, and where both changed the same, on in
the whole form with both. While the entry is under review the same words become a suggestion, among its comments.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.admin.draft_preview import revision_of
from editorial.admin.entry_form_page import FormPage, show_form
from editorial.admin.entry_saving import (
    BothChanged,
    ask_whose,
    save_together,
    submit_saved,
    tell_saved,
)
from editorial.admin.obstacle_links import edit_address
from editorial.admin.office_view import manuscript_or_404, office_view, person
from editorial.correcting.correction_form import CorrectionForm
from editorial.correcting.pages import Chosen, show_choice, show_sentence
from editorial.correcting.picking import (
    Fallen,
    again,
    by_name,
    corrected,
    facts_with_claim,
    fallen,
    picks,
    with_claim,
)
from editorial.forms.whole import WholeForm
from editorial.models import Manuscript, Publication, Revision
from editorial.workflow import Conflict, Refused, allowed, may
from encyclopedia.core.documents import Document
from encyclopedia.wording.filled_in import listed


@office_view()
def correct(request: HttpRequest, pk: uuid.UUID, number: int | None = None) -> HttpResponseBase:
    """`?sentence=` or `?claim=` names one of the revision `number` or `?revision=`, or of `?edition=`; else one
    chooses."""
    manuscript = manuscript_or_404(request, pk)
    if request.method == "POST":
        return _answer(request, manuscript)
    revision = _read(request, manuscript, number)
    name, claim = request.GET.get("sentence", ""), request.GET.get("claim", "")
    if not name and not claim:
        return show_choice(request, manuscript, revision)
    document = revision.read()
    listed = picks(document)
    if name:
        wanted = [pick for pick in (by_name(listed, name),) if pick]
        if not wanted:
            raise Http404
    else:
        wanted = with_claim(document, listed, claim)
    newest = _newest(manuscript, revision)
    now = document if newest is revision else newest.read()
    if not wanted and (facts := facts_with_claim(document, claim)):
        return _to_fact(manuscript, document, facts, now)
    if len(wanted) != 1:
        return show_choice(request, manuscript, newest, several=wanted)
    listed_now = listed if newest is revision else picks(now)
    found = again(listed, wanted[0], listed_now)
    if found is None:
        return show_choice(request, manuscript, newest, gone=wanted[0], was_read=revision)
    chosen = Chosen(manuscript, newest, now, listed_now, found)
    form = CorrectionForm(
        stands=found.sentence.typed, initial={"words": found.sentence.typed}, auto_id="id_%s"
    )
    return show_sentence(request, chosen, form)


def _read(request: HttpRequest, manuscript: Manuscript, number: int | None) -> Revision:
    """What the person reads there: by default what readers see. Http404 for what there is not."""
    revision: Revision | None
    if number or "revision" in request.GET:
        number = number or _number(request.GET["revision"])
        revision = revision_of(manuscript, number)
    elif "edition" in request.GET:
        edition = _number(request.GET["edition"])
        publications = Publication.objects.filter(manuscript=manuscript, number=edition)
        publication = publications.select_related("revision").first()
        revision = publication.revision if publication else None
    else:
        revision = revision_of(manuscript, manuscript.published_revision)
    if revision is None:
        raise Http404
    return revision


def _newest(manuscript: Manuscript, read: Revision) -> Revision:
    if read.number == manuscript.revision:
        return read
    newest = revision_of(manuscript, manuscript.revision)
    if newest is None:
        raise Http404
    return newest


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _to_fact(
    manuscript: Manuscript, document: Document, facts: list[int], now: Document
) -> HttpResponseBase:
    """The whole form, at the fact's row where that is the same still."""
    fact = document.facts[facts[0]]
    rows = [place for place, row in enumerate(now.facts) if row == fact]
    row = f"id_facts-{rows[0]}-property" if len(rows) == len(facts) == 1 else "facts"
    return HttpResponseRedirect(f"{edit_address(manuscript)}#{row}")


def _answer(request: HttpRequest, manuscript: Manuscript) -> HttpResponseBase:
    """What was typed, saved, submitted or carried into the whole form; or the small one again if it is refused."""
    user = person(request)
    if not may(user, "save"):
        raise PermissionDenied
    base = revision_of(manuscript, _number(request.POST.get("based_on", "")))
    document = base.read() if base else None
    listed = picks(document) if document else []
    pick = by_name(listed, request.POST.get("sentence", ""))
    if base is None or document is None or pick is None:
        raise Http404
    chosen = Chosen(manuscript, base, document, listed, pick)
    form = CorrectionForm(request.POST, stands=pick.sentence.typed)
    if not form.is_valid():
        return show_sentence(request, chosen, form, status=422)
    mine, summary = corrected(document, pick, form.cleaned_data["words"]), form.summary()
    page = FormPage(
        mine.kind,
        _whole(mine, base, summary),
        manuscript,
        {"action": edit_address(manuscript)},
    )
    if "_whole" in request.POST and allowed(manuscript, "save"):
        messages.info(request, _("Your correction stands in the text below. It is not saved yet."))
        return show_form(request, page)
    try:
        saved = save_together(
            document=mine, base=document, based_on=base.number, summary=summary, by=user
        )
    except Refused as refusal:
        if _stands_already(manuscript, mine):
            messages.info(request, _("That is saved already."))
            return HttpResponseRedirect(reverse("admin:manuscript", args=[manuscript.pk]))
        form.add_error(None, str(refusal))
        return show_sentence(request, chosen, form, status=409)
    if isinstance(saved, Conflict):
        raise saved
    if isinstance(saved, BothChanged):
        return ask_whose(request, page, saved, summary)
    tell_saved(request, saved)
    _tell_fallen(request, fallen(document, mine))
    if "_submit" in request.POST:
        submit_saved(request, saved.outcome.manuscript)
    return HttpResponseRedirect(reverse("admin:manuscript", args=[manuscript.pk]))


def _stands_already(manuscript: Manuscript, mine: Document) -> bool:
    """Whether the newest revision says all that: the button was pressed twice."""
    newest = Revision.objects.filter(manuscript=manuscript).order_by("-number").first()
    return newest is not None and newest.read() == mine


def _whole(mine: Document, base: Revision, summary: str) -> WholeForm:
    initial: dict[str, Any] = {"based_on": base.number, "message": summary}
    return WholeForm(mine.kind, base=mine, initial=initial)


def _tell_fallen(request: HttpRequest, lost: Fallen) -> None:
    if lost.to_check:
        words = _("Footnotes that have to be checked again: %(numbers)s.")
        messages.warning(request, words % {"numbers": listed(map(str, lost.to_check))})
    if lost.to_confirm:
        words = _(
            "Footnotes whose checks have to be confirmed, since the words around them changed: %(numbers)s."
        )
        messages.warning(request, words % {"numbers": listed(map(str, lost.to_confirm))})
    if not lost.to_check and not lost.to_confirm:
        messages.info(request, _("Every check stays: no claim that a footnote supports changed."))
