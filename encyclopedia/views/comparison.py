"""What changed between any two editions of an entry, in the words that readers see."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from encyclopedia.analysis import analyse
from encyclopedia.analysis.comparison import compare
from encyclopedia.analysis.passages import Passage
from encyclopedia.models import Edition, EditionState, Entry
from encyclopedia.rendering.page_language import in_its_language
from encyclopedia.views.changes_in_words import (
    citation_changes,
    fact_changes,
    field_changes,
    passages_between,
    short_notes,
)
from encyclopedia.views.editions import document_of, edition_of, entry_of_editions, withdrawn
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import for_readers, number_in

# Paragraphs that a comparison shows; the rest is only counted.
MAX_PARAGRAPHS = 200
# Editions in between that are told with their kind of change; the rest is in the history.
MAX_EDITIONS = 20


@for_readers
def choose(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    """Where the form of the history leads: to the comparison's own address."""
    before, after = number_in(request, "before"), number_in(request, "after")
    if before is None or after is None:
        raise Http404
    return HttpResponsePermanentRedirect(f"/{kind}/{slug}/compare/{before}/{after}/")


@for_readers
def comparison(
    request: HttpRequest, kind: str, slug: str, before: int, after: int
) -> HttpResponseBase:
    """What changed from one edition to another, word by word."""
    entry = entry_of_editions(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"compare/{before}/{after}/")
    editions = edition_of(entry, before), edition_of(entry, after)
    for edition in editions:
        if edition.state == EditionState.WITHDRAWN:
            return withdrawn(request, entry, edition)
    return _compared(entry, request, editions)


@in_its_language
def _compared(
    entry: Entry, request: HttpRequest, editions: tuple[Edition, Edition]
) -> HttpResponse:
    before, after = (edition.number for edition in editions)
    older, newer = (document_of(edition) for edition in editions)
    differences = compare(older, newer)
    readings = analyse(older), analyse(newer)
    cited = short_notes(readings)
    changed = passages_between(*readings, cited, newer.language) if differences.text else []
    context = {
        "entry": entry,
        "before": editions[0],
        "after": editions[1],
        "authors": [author.name for author in newer.authors],
        "publications": _publications(entry, before, after),
        "comparison": differences,
        "fields": field_changes(differences.fields),
        "facts": fact_changes(differences.facts),
        "citations": citation_changes(differences.citations, cited),
        "sections": _sections(changed[:MAX_PARAGRAPHS]),
        "left_out": max(0, len(changed) - MAX_PARAGRAPHS),
    }
    response = render(request, "public/comparison.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _publications(entry: Entry, before: int, after: int) -> list[Edition]:
    """The editions that changed one of the two into the other, the newest first, as far as they can be read."""
    first, last = sorted((before, after))
    editions = Edition.objects.filter(entry_id=entry.pk, number__gt=first, number__lte=last)
    return list(editions.readable().newest().listed()[:MAX_EDITIONS])


def _sections(changed: Iterable[Passage]) -> list[tuple[str, list[Passage]]]:
    """Neighbours under the same heading together."""
    by_heading = groupby(changed, key=lambda passage: passage.heading)
    return [(heading, list(together)) for heading, together in by_heading]
