"""The two pages: one sentence in its small form, and the sentences to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.admin.draft_preview import draft_sources, revision_of
from editorial.admin.obstacle_links import edit_address
from editorial.admin.office_view import person, show
from editorial.admin.revision_views import comparison_context
from editorial.correcting.correction_form import CorrectionForm
from editorial.correcting.picking import Pick, cited_in, picks
from editorial.models import Manuscript, OpenForm, Revision
from editorial.models.turns import name_of
from editorial.workflow import allowed, may
from encyclopedia.bibliography import work_label
from encyclopedia.core.documents import Document
from encyclopedia.models import Entry
from encyclopedia.rendering import SourceRecord

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_ASKED = 200
# What a suggestion keeps of the words on either side, so that they are told from others that are the same.
AROUND = 512


@dataclass(frozen=True)
class Chosen:
    """The sentence, one of those listed of this revision of the manuscript."""

    manuscript: Manuscript
    revision: Revision
    document: Document
    listed: Sequence[Pick]
    pick: Pick


def show_sentence(
    request: HttpRequest, chosen: Chosen, form: CorrectionForm, *, status: int = 200
) -> HttpResponseBase:
    manuscript, sentence = chosen.manuscript, chosen.pick.sentence
    user = person(request)
    saves = may(user, "save") and allowed(manuscript, "save")
    text = chosen.document.text
    around = {pick.place: pick.sentence.words for pick in chosen.listed}
    place = chosen.pick.place
    return show(
        request,
        "editorial/correct_sentence.html",
        {
            "title": _("Correct a sentence of “%(title)s”") % {"title": manuscript.title},
            "manuscript": manuscript,
            "chosen": chosen,
            "form": form,
            "before": around.get(place - 1, ""),
            "after": around.get(place + 1, ""),
            "cited": _cited(chosen, user),
            "saves": saves,
            "may_save": may(user, "save"),
            "may_submit": may(user, "submit"),
            "others": _others(manuscript, user),
            "unpublished": _unpublished(chosen) if saves else None,
            "whole": _at_line(manuscript, chosen.pick),
            "text_before": text[max(0, sentence.start - AROUND) : sentence.start],
            "text_after": text[sentence.end : sentence.end + AROUND],
            "public": _public(manuscript),
        },
        status=status,
    )


def show_choice(
    request: HttpRequest,
    manuscript: Manuscript,
    revision: Revision,
    *,
    several: Sequence[Pick] | None = None,
    gone: Pick | None = None,
    was_read: Revision | None = None,
) -> HttpResponseBase:
    """The sentences of a revision, of those that hold what was asked for (`q`).

    `several` are those that may have been meant, none where the words that were named are not there; `gone` is one that
    `was_read` had and this revision has not.
    """
    asked = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_ASKED]
    listed = several or picks(revision.read())
    if asked:
        listed = [pick for pick in listed if asked.casefold() in pick.shown.casefold()]
    saves = may(person(request), "save") and allowed(manuscript, "save")
    return show(
        request,
        "editorial/correct_choice.html",
        {
            "title": _("Correct a sentence of “%(title)s”") % {"title": manuscript.title},
            "manuscript": manuscript,
            "revision": revision,
            "sections": [
                _section(manuscript, revision, heading, list(section))
                for heading, section in groupby(listed, lambda pick: pick.sentence.heading)
            ],
            "asked": asked,
            "is_newest": revision.number == manuscript.revision,
            "gone": gone,
            "was_read": was_read,
            "unknown": several is not None and not several,
            "several": several,
            "edit": edit_address(manuscript) if saves else "",
            "public": _public(manuscript),
        },
    )


def _section(
    manuscript: Manuscript, revision: Revision, heading: str, section: Sequence[Pick]
) -> dict[str, Any]:
    """Its heading leads to itself, as its sentences do."""
    own = next((pick for pick in section if pick.is_heading), None)
    return {
        "heading": heading,
        "address": _address(manuscript, revision, own) if own else "",
        "sentences": [
            (pick.shown, _address(manuscript, revision, pick))
            for pick in section
            if pick is not own
        ],
    }


def _address(manuscript: Manuscript, revision: Revision, pick: Pick) -> str:
    """Where the sentence is corrected: in the whole form if it cannot be told from another."""
    if not pick.name:
        return _at_line(manuscript, pick)
    query = urlencode({"revision": revision.number, "sentence": pick.name})
    return f"{reverse('admin:correct', args=[manuscript.pk])}?{query}"


def _at_line(manuscript: Manuscript, pick: Pick) -> str:
    return f"{edit_address(manuscript)}#line-{pick.sentence.line}:{quote(pick.sentence.words, safe='')}"


def _cited(chosen: Chosen, by: User) -> list[tuple[int, str, str]]:
    """The footnotes of the sentence: number, the work by author and title, and the place in it."""
    cited = cited_in(chosen.document, chosen.pick)
    sources = draft_sources(frozenset(citation.key for citation in cited), by) if cited else {}
    return [
        (
            citation.number,
            _named(sources[citation.key]) if citation.key in sources else citation.key,
            citation.reference.place,
        )
        for citation in cited
    ]


def _named(source: SourceRecord) -> str:
    """ "Service 2009 · Trotsky: A Biography"; the title alone where nobody is named."""
    label = work_label(source.record)
    return source.title if label.startswith(source.title) else f"{label} · {source.title}"


def _others(manuscript: Manuscript, user: User) -> list[str]:
    """Who has the entry open in the whole form."""
    rows = OpenForm.objects.here().filter(document=manuscript.pk).exclude(person=user)
    return list(dict.fromkeys(name_of(row.person) for row in rows.select_related("person")))


def _unpublished(chosen: Chosen) -> dict[str, Any] | None:
    """What would be published with the correction: how the draft differs from what readers see."""
    manuscript = chosen.manuscript
    if manuscript.revision == manuscript.published_revision:
        return None
    published = revision_of(manuscript, manuscript.published_revision)
    newest = (
        chosen.revision
        if chosen.revision.number == manuscript.revision
        else revision_of(manuscript, manuscript.revision)
    )
    if published is None or newest is None:
        return None
    comparison = comparison_context(published.read(), newest.read())
    return {"comparison": comparison} if comparison["any"] else None


def _public(manuscript: Manuscript) -> Entry | None:
    return Entry.objects.filter(pk=manuscript.pk).only("kind", "slug").first()
