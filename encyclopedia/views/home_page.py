"""The home page: one entry to begin with, what is new, the subjects, and where the encyclopedia stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from encyclopedia.core.standing import CLASSES, Summary
from encyclopedia.models import Citation, ClaimCounts, Edition, Entry, Kind, Page, Tally
from encyclopedia.models.tallies import SUBJECTS
from encyclopedia.rendering.site_language import standing_words
from encyclopedia.search.part_words import first_paragraph
from encyclopedia.serving.kept_lists import today
from encyclopedia.views.browsing import counted_tags
from encyclopedia.views.reader_view import PLURALS, for_readers

ON_HOME = 6
TAGS_ON_HOME = 24
# In letters of HTML: enough for any first paragraph, without reading a long body whole.
BEGINNING = 12_000


@for_readers
def home(request: HttpRequest) -> HttpResponse:
    entries, claims = Tally.objects.whole()
    works = Entry.objects.readable()
    last = Citation.objects.last_checked_at() if claims.claims else None
    of_today = featured(today())
    newest = works.order_by("-published_at", "id")[: ON_HOME + 1]
    context = {
        "kinds": [(kind, label, entries[kind]) for kind, label in PLURALS.items()],
        "featured": of_today,
        "standing": standing_words(replace(claims, last=last)),
        "shares": list(shares(claims)),
        "newest": [entry for entry in newest if not of_today or entry != of_today.entry][:ON_HOME],
        "changed": Edition.objects.readable()
        .changes()
        .listed()
        .with_language()
        .latest_first()[:ON_HOME],
        "tags": counted_tags(Tally.objects.of(SUBJECTS).most_first()[:TAGS_ON_HOME]),
    }
    return render(request, "public/home.html", context)


@dataclass(frozen=True, slots=True)
class Featured:
    """The entry with which the home page begins: the first paragraph of its text, and how its claims stand."""

    entry: Entry
    lead: str
    standing: list[str]


def featured(day: date) -> Featured | None:
    """The entry of this day: a well-supported article, else another well-supported entry, else none.

    The day decides at which id the search begins, so every host shows the same one, and no table is sorted for it.
    """
    start = UUID(bytes=sha256(day.isoformat().encode()).digest()[:16])
    supported = ClaimCounts.objects.well_supported().values("entry")
    works = Entry.objects.readable().filter(pk__in=supported)
    for candidates in (works.of_kind(Kind.ARTICLE), works):
        entry = candidates.from_id(start).first() or candidates.from_id(UUID(int=0)).first()
        if entry is not None:
            beginning = Page.objects.filter(pk=entry.pk).annotate(
                start=Substr("body", 1, BEGINNING)
            )
            body = beginning.values_list("start", flat=True).first() or ""
            summary = ClaimCounts.objects.filter(entry=entry).summed()
            return Featured(entry, first_paragraph(body), standing_words(summary))
    return None


@dataclass(frozen=True, slots=True)
class Share:
    """The claims of one class as a stretch of a bar that is `WHOLE` wide."""

    name: str
    start: int
    width: int


WHOLE = 1_000
# Of a class that has a claim at least this much is seen.
LEAST = 6


def shares(claims: Summary) -> Iterator[Share]:
    """The classes that have a claim, in the order in which they are told."""
    counts = {name: getattr(claims, name) for name in CLASSES if getattr(claims, name)}
    spare = WHOLE - LEAST * len(counts)
    start = before = 0
    for position, (name, count) in enumerate(counts.items(), start=1):
        before += count
        end = LEAST * position + spare * before // claims.claims
        yield Share(name, start, end - start)
        start = end
