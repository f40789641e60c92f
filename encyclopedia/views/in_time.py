"""What happened when, over all entries: from any date to any other, of one subject, or around one entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from encyclopedia.dates import Date, DateError, from_words, parse
from encyclopedia.dates.date_wording import point_words
from encyclopedia.dates.intervals import EARLIEST, LATEST
from encyclopedia.dates.points import Point
from encyclopedia.models import Entry, Fact, Tag
from encyclopedia.models.facts import Place
from encyclopedia.projection.tail_facts import listed
from encyclopedia.rendering.timeline import timeline as drawn
from encyclopedia.views.reader_view import for_readers, sliced, words_in
from encyclopedia.wording import words

PAGE = 50
# Each takes a query; the oldest are named.
MAX_CENTURIES = 30


@dataclass
class Asked:
    """What a reader asked for: as typed, and as understood. `wrong` says what was not understood."""

    since: str
    until: str
    subject: str
    first: int = EARLIEST
    last: int = LATEST
    tag: Tag | None = None
    of: Entry | None = None
    wrong: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        return bool(self.since or self.until or self.subject or self.of)


@for_readers
def timeline(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    facts: Any = Fact.objects.dated()
    if asked.of:
        facts = facts.about(asked.of.pk)
    if asked.tag:
        facts = facts.filter(entry__tagged__tag=asked.tag)
    after = _place(words_in(request, "after", 90))
    facts = facts.in_time(asked.first, asked.last, after).select_related("entry", "target")
    found = sliced(facts, PAGE, lambda fact: f"{fact.begins}~{fact.entry_id}~{fact.position}")
    context = {
        "asked": asked,
        "slice": found,
        "timeline": drawn(listed(found.items)),
        "centuries": [] if asked.anything or after else list(_centuries()),
    }
    return render(request, "public/timeline.html", context)


def _asked(request: HttpRequest) -> Asked:
    since, until, subject = (
        words_in(request, name, 100).strip() for name in ("from", "to", "subject")
    )
    asked = Asked(since, until, subject)
    if (date := _date(since, asked)) is not None:
        asked.first = date.earliest
    if (date := _date(until, asked)) is not None:
        asked.last = date.latest
    if asked.subject:
        tags = Tag.objects.filter(slug=asked.subject) | Tag.objects.filter(
            name__iexact=asked.subject
        )
        asked.tag = tags.order_by("slug").first()
        if asked.tag is None:
            asked.wrong.append(_("There is no subject “%(name)s”.") % {"name": asked.subject})
    if path := words_in(request, "of"):
        kind, _slash, slug = path.partition("/")
        asked.of = Entry.objects.of_kind(kind).filter(slug=slug).first()
        if asked.of is None:
            raise Http404
    return asked


def _date(typed: str, asked: Asked) -> Date | None:
    try:
        return parse(from_words(typed)) if typed else None
    except DateError as error:
        asked.wrong.append(words(error.message))
        return None


def _place(typed: str) -> Place | None:
    """Where a page goes on; None, which is the beginning, for anything that no page gave."""
    begins, _sign, rest = typed.partition("~")
    entry, _sign, position = rest.partition("~")
    try:
        place = int(begins), UUID(entry), int(position)
    except ValueError:
        return None
    return place if EARLIEST <= place[0] <= LATEST and 0 <= place[2] < 10**9 else None


def _centuries() -> Iterator[tuple[str, str]]:
    """The centuries in which anything began, each in words and as it is typed; along the index, one query for each."""
    first = EARLIEST
    for _number in range(MAX_CENTURIES):
        nearest = Fact.objects.dated().in_time(first, LATEST)
        begins = nearest.values_list("begins", flat=True).first()
        if begins is None or abs(begins // 10_000) > 9_999:
            return
        # Before our era a century is counted by its last year, as its spelling is.
        year = begins // 10_000
        century = Point(year // 100 * 100 if year >= 0 else -(-year // 100) * 100 - 99, "century")
        yield point_words(century), century.edtf
        first = (century.last_year + 1) * 10_000
