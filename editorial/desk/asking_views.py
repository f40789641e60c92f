"""Asking an author for citations: the entry is returned with the sentences that need one."""

from __future__ import annotations

import uuid
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import actions, permissions
from editorial.actions import Ask
from editorial.actions.typed_lengths import CALLED
from editorial.admin.office_view import manuscript_or_404, office_view, person
from editorial.desk.kept_words import KeptWords
from editorial.desk.verdict_views import typed_in
from editorial.desk.views import manuscript_page, may_return
from editorial.models import Manuscript, Revision
from editorial.workflow import Refused
from encyclopedia.analysis import analyse
from encyclopedia.markup import UncitedWords

# How many of a form's lines are read.
MAX_PLACES: Final = 2_000


@office_view(permissions.RETURN_MANUSCRIPT, post=True)
def ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Return the manuscript with the sentences that need a citation, each with its reason."""
    manuscript = manuscript_or_404(request, pk)
    number = request.POST.get("revision", "")
    revision = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    uncited = _uncited(manuscript, revision)
    typed = {
        place: typed_in(request, f"reason-{place}")
        for place in range(MAX_PLACES)
        if f"ask-{place}" in request.POST or typed_in(request, f"reason-{place}")
    }
    chosen = [place for place in typed if f"ask-{place}" in request.POST and place < len(uncited)]
    reason = typed_in(request, "reason")
    try:
        actions.ask(
            manuscript=pk,
            revision=revision,
            asks=[Ask(uncited[place].text, uncited[place].line, typed[place]) for place in chosen],
            by=person(request),
            reason=reason,
        )
    except Refused as error:
        manuscript.refresh_from_db()
        still, kept = _placed_now(_uncited(manuscript, manuscript.revision), uncited, typed)
        if not may_return(person(request), manuscript):
            # There is no form any more that could take it.
            still, kept = _placed_now((), uncited, typed)
            kept += [KeptWords(str(CALLED["message"]), reason)] if reason else []
        return manuscript_page(
            request,
            manuscript,
            error=str(error),
            typed=still,
            chosen={uncited[place].text for place in chosen},
            kept=kept,
            reason=reason,
            status=409,
        )
    messages.success(
        request, _("“%(title)s” was returned to its author.") % {"title": manuscript.title}
    )
    return HttpResponseRedirect(reverse("admin:manuscript", args=[pk]))


def _uncited(manuscript: Manuscript, number: int) -> tuple[UncitedWords, ...]:
    """The words without a citation in this revision; none where there is no such revision."""
    revision = Revision.objects.filter(manuscript=manuscript, number=number).first()
    return analyse(revision.read()).parsed.uncited if revision else ()


def _placed_now(
    now: tuple[UncitedWords, ...], shown: tuple[UncitedWords, ...], typed: dict[int, str]
) -> tuple[dict[int, str], list[KeptWords]]:
    """What was typed, at the places that the same words have now; and what was typed on words that are gone."""
    places = {words.text: place for place, words in enumerate(now)}
    still: dict[int, str] = {}
    gone: list[KeptWords] = []
    for at, why in typed.items():
        words = shown[at].text if at < len(shown) else ""
        place = at if now == shown else places.get(words)
        if place is not None:
            still[place] = why
        elif why:
            gone.append(KeptWords(words, why))
    return still, gone
