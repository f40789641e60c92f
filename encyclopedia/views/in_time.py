"""What happened when, over all entries: from any date to any other, of one subject, or around one entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from encyclopedia.dates import Date, DateError, from_words, parse
from encyclopedia.dates.centuries import FIRST_YEAR, century_of
from encyclopedia.dates.intervals import EARLIEST, LATEST
from encyclopedia.models import Entry, Fact, Tag
from encyclopedia.models.facts import Place
from encyclopedia.projection.tail_facts import listed
from encyclopedia.rendering.site_language import date_words
from encyclopedia.rendering.timeline import timeline as drawn
from encyclopedia.views.moved_and_withdrawn import gone, look_for, moved
from encyclopedia.views.reader_view import for_readers, sliced, words_in
from encyclopedia.wording import words

MAX_ON_PAGE = 50
# Each takes a query; the oldest are named.
MAX_CENTURIES = 30


@dataclass
class Asked:
    """What a reader asked for: as typed, and as understood. `wrong` says what was not understood."""

    since: str
    until: str
    subject: str
    path: str
    first: int = EARLIEST
    last: int = LATEST
    tag: Tag | None = None
    of: Entry | None = None
    wrong: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        return bool(self.since or self.until or self.subject or self.of)


@for_readers
def timeline(request: HttpRequest) -> HttpResponseBase:
    asked = _asked(request)
    if asked.of is None and asked.path:
        return _elsewhere(request, asked.path)
    facts: Any = Fact.objects.dated()
    if asked.of:
        facts = facts.about(asked.of.pk)
    if asked.tag:
        facts = facts.filter(entry__tagged__tag=asked.tag)
    after = _place(words_in(request, "after", 90))
    facts = facts.in_time(asked.first, asked.last, after).select_related("entry", "target")
    page_of_facts = sliced(
        facts, MAX_ON_PAGE, lambda fact: f"{fact.begins}~{fact.entry_id}~{fact.position}"
    )
    context = {
        "asked": asked,
        "slice": page_of_facts,
        "timeline": drawn(listed(page_of_facts.items)),
        "centuries": [] if asked.anything or after else list(_centuries()),
    }
    return render(request, "public/timeline.html", context)


def _asked(request: HttpRequest) -> Asked:
    since, until, subject = (
        words_in(request, name, 100).strip() for name in ("from", "to", "subject")
    )
    asked = Asked(since, until, subject, words_in(request, "of"))
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
    if asked.path:
        kind, _slash, slug = asked.path.partition("/")
        asked.of = Entry.objects.of_kind(kind).filter(slug=slug).first()
    return asked


def _elsewhere(request: HttpRequest, path: str) -> HttpResponse:
    """The answer where no entry is published at the `path` asked for: 301 to where it moved, 410 or 404."""
    kind, _slash, slug = path.partition("/")
    lost = look_for(kind, slug)
    if lost.leads_to is not None:
        parameters = request.GET.copy()
        parameters["of"] = lost.leads_to.path
        return moved(f"{request.path}?{parameters.urlencode(safe='/')}")
    if lost.withdrawn is not None:
        return gone(request, lost.withdrawn)
    raise Http404


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
    first = FIRST_YEAR * 10_000
    for _number in range(MAX_CENTURIES):
        nearest = Fact.objects.dated().in_time(first, LATEST)
        begins = nearest.values_list("begins", flat=True).first()
        century = None if begins is None else century_of(begins // 10_000)
        if century is None:
            return
        yield date_words(parse(century.edtf)), century.edtf
        first = (century.last_year + 1) * 10_000
