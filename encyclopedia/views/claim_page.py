"""A claim's own page: its words, what it cites now, its checks over time, and what it read before and after."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from encyclopedia.core.differences import DifferencePiece, word_differences
from encyclopedia.markup import claim_id
from encyclopedia.models import (
    Address,
    Citation,
    ClaimUpgrade,
    Edition,
    EditionState,
    Entry,
    Kind,
    Need,
    PublishedCheck,
    Rewording,
    Source,
    Wording,
)
from encyclopedia.models.pages import EditionQuerySet
from encyclopedia.rendering.page_language import speaking
from encyclopedia.views.editions import withdrawn
from encyclopedia.views.moved_and_withdrawn import entry_gone
from encyclopedia.views.reader_view import for_readers
from encyclopedia.wording.filled_in import listed
from encyclopedia.wording.surrounding_labels import KINDS

# Wordings that are listed before or after one; a longer lineage is read from page to page.
MAX_LISTED = 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """A claim's words and the editions that had them, the first of them for sorting; `now` where the newest has.

    `pieces` are its words, with what is different in them from those of the page.
    """

    digest: str
    claim: str
    editions: str
    first: int
    now: bool
    pieces: Sequence[DifferencePiece]

    @property
    def is_alike(self) -> bool:
        return all(piece.mark == "same" for piece in self.pieces)

    @property
    def mark(self) -> str:
        """The id of its words in the entry."""
        return claim_id(self.digest)


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """One place of the entry where the claim stands: what it is read with there, by its labels, and what it cites."""

    number: int
    read_with: list[tuple[str, list[str]]]
    citations: list[Citation]


@for_readers
def claim(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The claim whose digest this is, of an entry that is or was published.

    301 from a digest of an earlier version; 410 after a withdrawal, of the entry or of every edition with these words.
    """
    upgraded = ClaimUpgrade.objects.filter(old=digest).first()
    if upgraded is not None:
        return HttpResponsePermanentRedirect(reverse("claim", args=[upgraded.new]))
    citations = list(
        Citation.objects.filter(claim_digest=digest).select_related("entry", "source").in_order()
    )
    needs = list(Need.objects.filter(claim_digest=digest).select_related("entry"))
    earlier = ClaimUpgrade.objects.filter(new=digest).values("old")
    checks = list(
        PublishedCheck.objects.filter(
            Q(claim_digest=digest) | Q(claim_digest__in=earlier)
        ).order_by("-checked_at")
    )
    wordings = list(Wording.objects.filter(digest=digest).in_order())
    here: list[Citation | Need] = [*citations, *needs]
    known: list[Any] = [*here, *wordings, *checks]
    entry_id = next((row.entry_id for row in known), None)
    if entry_id is None:
        raise Http404
    entry = here[0].entry if here else Entry.objects.filter(pk=entry_id).first()
    if entry is None:
        return entry_gone(request, entry_id)
    hidden = _withdrawn_editions(entry_id)
    if not here and wordings and (last := _hidden(wordings, entry.edition, hidden)):
        return withdrawn(request, entry, hidden[last])
    exact = known[0].claim
    words = citations[0].claim_as_read if citations else exact
    sentence = citations[0].sentence_as_read if citations else ""
    steps = list(Rewording.objects.filter(entry_id=entry.pk).values_list("earlier", "later"))
    later = _led_to(entry, digest, exact, hidden, steps)
    with speaking(entry.language):
        places = _places(citations)
    titles = _titles((check.source_key for check in checks), citations)
    context = {
        "entry": entry,
        "digest": digest,
        "mark": claim_id(digest),
        "words": words,
        "exact": exact,
        "sentence": "" if sentence.rstrip(".!?") == words.rstrip(".!?") else sentence,
        "current": bool(here),
        "places": places,
        "needs": needs,
        "checks": [
            (check, *titles.get(check.source_key, (check.source_key, "")), _made_at(check, places))
            for check in checks
        ],
        "marks": _marks(checks, citations),
        "editions": _editions(wordings, entry.edition),
        "last": None if here else _last_readable(entry, wordings),
        "now": [stretch for stretch in later if stretch.now],
        "between": [stretch for stretch in later if not stretch.now],
        "before": _led_to(entry, digest, exact, hidden, steps, backwards=True),
    }
    with speaking(entry.language):
        return render(request, "public/claim.html", context)


def _places(citations: Iterable[Citation]) -> list[ClaimPlace]:
    """The places in order of the text. The same words in the same surroundings are one: nothing tells them apart."""
    by_context: dict[str, dict[str, Citation]] = {}
    for citation in sorted(citations, key=lambda one: one.position):
        by_context.setdefault(citation.context, {}).setdefault(citation.digest, citation)
    return [
        ClaimPlace(number, _labelled(next(iter(cited.values()))), list(cited.values()))
        for number, cited in enumerate(by_context.values(), 1)
    ]


def _labelled(citation: Citation) -> list[tuple[str, list[str]]]:
    return [(str(KINDS[kind]), lines) for kind, *lines in citation.read_with if kind in KINDS]


def _made_at(check: PublishedCheck, places: Sequence[ClaimPlace]) -> list[int]:
    """The numbers of the places whose standing this check is; none where the claim stands in one place only."""
    if len(places) < 2:
        return []
    made = (check.digest, check.checked_at)
    return [
        place.number
        for place in places
        for cited in place.citations
        if (cited.digest, cited.checked_at) == made and cited.standing == check.verdict
    ]


def _withdrawn_editions(entry_id: UUID) -> dict[int, Edition]:
    editions = Edition.objects.filter(entry_id=entry_id, state=EditionState.WITHDRAWN)
    return {edition.number: edition for edition in editions.listed()}


def _hidden(wordings: Iterable[Wording], newest: int, hidden: dict[int, Edition]) -> int | None:
    """The last edition with these words, if every one of them was withdrawn."""
    numbers = {
        number
        for wording in wordings
        for number in range(wording.first, (wording.last or newest) + 1)
    }
    return max(numbers) if numbers and numbers <= hidden.keys() else None


def _last_readable(entry: Entry, wordings: Iterable[Wording]) -> Edition | None:
    """The last edition with these words that can be read."""
    had_them = Q(pk__in=())
    for wording in wordings:
        had_them |= Q(number__range=(wording.first, wording.last or entry.edition))
    editions: EditionQuerySet = Edition.objects.filter(had_them, entry_id=entry.pk)
    return editions.readable().newest().listed().first()


def _led_to(
    entry: Entry,
    digest: str,
    words: str,
    hidden: dict[int, Edition],
    steps: Iterable[tuple[str, str]],
    *,
    backwards: bool = False,
) -> list[Stretch]:
    """The wordings that this one became, in order of their editions; or those that it came from, the newest first.

    `steps` are all of the entry, from one wording to the next.
    """
    followers: dict[str, list[str]] = {}
    for earlier, later in steps:
        start, end = (later, earlier) if backwards else (earlier, later)
        followers.setdefault(start, []).append(end)
    reached: set[str] = set()
    front = [digest]
    while front:
        front = [end for start in front for end in followers.get(start, ()) if end not in reached]
        reached.update(front)
    reached.discard(digest)
    by_digest: dict[str, list[Wording]] = {}
    for wording in Wording.objects.filter(digest__in=sorted(reached)[:500]).in_order():
        by_digest.setdefault(wording.digest, []).append(wording)
    readable = [
        (wordings[0].first, wordings[0].claim, other, wordings)
        for other, wordings in by_digest.items()
        if _hidden(wordings, entry.edition, hidden) is None
    ]
    return [
        Stretch(
            other,
            claim,
            _editions(wordings, entry.edition),
            first,
            wordings[-1].last is None,
            # From the older words to the newer ones, whichever this page is about.
            word_differences(claim, words) if backwards else word_differences(words, claim),
        )
        for first, claim, other, wordings in sorted(
            readable, key=lambda one: one[:3], reverse=backwards
        )[:MAX_LISTED]
    ]


def _editions(wordings: Sequence[Wording], newest: int) -> str:
    """The editions that had these words: "edition 1", "editions 1–3, 5"."""
    ends = [(wording.first, wording.last or newest) for wording in wordings]
    count = sum(last - first + 1 for first, last in ends)
    return ngettext("edition %(numbers)s", "editions %(numbers)s", count) % {
        "numbers": listed(
            str(first) if first == last else f"{first}\u2013{last}" for first, last in ends
        )
    }


def _titles(keys: Iterable[str], citations: Iterable[Citation]) -> dict[str, tuple[str, str]]:
    """Title and language of the published sources that have or had these keys, in at most three queries.

    None where `citations` cite them all.
    """
    cited = {row.source.slug: (row.source.title, row.source.language) for row in citations}
    wanted = set(keys)
    if wanted <= cited.keys():
        return cited
    here = Source.objects.filter(slug__in=wanted).values_list("slug", "title", "language")
    titles = {key: (title, language) for key, title, language in here}
    if missing := wanted - titles.keys():
        former = dict(Address.objects.at(Kind.SOURCE, *missing).values_list("slug", "entry_id"))
        moved = Source.objects.filter(pk__in=former.values())
        by_id = {pk: named for pk, *named in moved.values_list("pk", "title", "language")}
        titles |= {
            key: (by_id[entry][0], by_id[entry][1])
            for key, entry in former.items()
            if entry in by_id
        }
    return titles


def _marks(checks: Iterable[PublishedCheck], citations: Collection[Citation]) -> list[Source]:
    """The marked sources of checks whose source the claim does not cite any more."""
    cited = {citation.source_id for citation in citations}
    keys = {check.source_key for check in checks} - {row.source.slug for row in citations}
    if not keys:
        return []
    return list(Source.objects.doubted().filter(slug__in=keys).exclude(pk__in=cited).by_key())
