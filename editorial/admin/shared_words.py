"""Words of a draft that also stand in evidence of its sources, or in another entry, and are in no quotation marks."""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.draft_preview import draft_sources, revision_of
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.forms.whole import WholeForm
from editorial.models import Evidence, EvidencePage
from editorial.models.restrictions import restriction_of
from editorial.workflow import sources_seen_by
from encyclopedia.bibliography import work_label
from encyclopedia.core.documents import Document, Kind
from encyclopedia.rendering import Analysis, analyse
from encyclopedia.search.folding import folded
from encyclopedia.search.holding import entries_holding
from encyclopedia.search.shared_runs import MIN_RUN, Said, SharedRun, Unquoted

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# In words: as many as some books of evidence have; they are read in a second or two.
MAX_COMPARED = 1_000_000
# So many texts of evidence stay folded, in each process.
MAX_KEPT = 8


@dataclass(frozen=True, slots=True)
class Shared:
    """A run of words, where else it stands, and the address of that place in the office."""

    run: SharedRun
    where: str
    address: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`whole` is false where there was more evidence than is compared."""

    shared: tuple[Shared, ...]
    whole: bool


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def live_shared_words(request: HttpRequest, kind: Kind) -> HttpResponseBase:
    """What the text in the form shares with others, for the surface to mark. Nothing is saved."""
    whole = WholeForm(kind, data=request.POST)
    if not whole.is_valid():
        return JsonResponse({"shared": [], "whole": True})
    comparison = compare_words(whole.document(), person(request))
    return JsonResponse(
        {
            "shared": [_told(shared) for shared in comparison.shared],
            "whole": comparison.whole,
        }
    )


@office_view()
def shared_words(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponseBase:
    """What the text of a revision shares with others, as a page."""
    manuscript = manuscript_or_404(request, pk)
    revision = revision_of(manuscript, number)
    if revision is None:
        raise Http404
    user = person(request)
    return show(
        request,
        "editorial/shared_words.html",
        {
            "title": _("Words of “%(title)s” that stand elsewhere") % {"title": manuscript.title},
            "manuscript": manuscript,
            "revision": revision,
            "comparison": compare_words(revision.read(), user),
            "least": MIN_RUN,
            "sees_evidence": user.has_perm(permissions.VIEW_EVIDENCE),
        },
    )


def _told(shared: Shared) -> dict[str, Any]:
    message = _("These words also stand %(where)s. Quote them, or say it in words of your own.")
    return {
        "line": shared.run.line,
        "words": shared.run.words,
        "message": message % {"where": shared.where},
        "address": shared.address,
    }


def compare_words(document: Document, by: User) -> Comparison:
    """The runs in order of the text; quotations set as blocks are left out, as are those in quotation marks."""
    analysis = analyse(document)
    lines = document.text.splitlines()
    text = Unquoted(
        Said(sentence.line, sentence.text)
        for sentence in analysis.parsed.sentences
        if not lines[sentence.line - 1].lstrip().startswith(">")
    )
    in_evidence, whole = _in_evidence(text, analysis, by)
    shared = [*in_evidence, *_in_entries(text, document)]
    return Comparison(tuple(sorted(shared, key=lambda one: one.run.first)), whole)


def _in_entries(text: Unquoted, document: Document) -> Iterator[Shared]:
    for entry, run in entries_holding(text, other_than=uuid.UUID(document.id)):
        where = _("in the entry “%(title)s”") % {"title": entry.title}
        yield Shared(run, where, entry.get_absolute_url())


def _in_evidence(text: Unquoted, analysis: Analysis, by: User) -> tuple[list[Shared], bool]:
    if not by.has_perm(permissions.VIEW_EVIDENCE):
        return [], True
    rows = Evidence.objects.of_sources(analysis.keys).readable().select_related("source")
    if restriction_of(by) is not None:
        rows = rows.filter(source__in=sources_seen_by(by))
    labels = {key: work_label(row.record) for key, row in draft_sources(analysis.keys, by).items()}
    shared: list[Shared] = []
    left = MAX_COMPARED
    for evidence in rows.newest():
        pages = _pages(evidence.pk, evidence.digest)
        left -= len(pages.folded)
        if left < 0:
            return shared, False
        for run in text.runs_in(pages.folded):
            position, label = pages.of(run.other)
            title = labels.get(evidence.source.slug) or evidence.source.title
            address = reverse("admin:desk_evidence_page", args=[evidence.pk, position + 1])
            shared.append(Shared(run, _where(title, label), address))
    return shared, True


def _where(title: str, label: str) -> str:
    if label:
        return _("in the evidence of %(work)s, p. %(page)s") % {"work": title, "page": label}
    return _("in the evidence of %(work)s") % {"work": title}


@dataclass(frozen=True, slots=True)
class _Pages:
    """The words of evidence; `starts` are the numbers of the first word of each page, `pages` position and label."""

    folded: Sequence[str]
    starts: Sequence[int]
    pages: Sequence[tuple[int, str]]

    def of(self, word: int) -> tuple[int, str]:
        return self.pages[bisect_right(self.starts, word) - 1]


# The digest parts what two databases, as those of tests, number alike.
@lru_cache(maxsize=MAX_KEPT)
def _pages(pk: int, _digest: str) -> _Pages:
    words: list[str] = []
    starts: list[int] = []
    pages: list[tuple[int, str]] = []
    rows = EvidencePage.objects.filter(evidence=pk).order_by("position")
    for position, label, text in rows.values_list("position", "label", "text"):
        starts.append(len(words))
        words += folded(text).split()
        pages.append((position, label))
    return _Pages(words, starts, pages)
