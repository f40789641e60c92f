"""What changed between any two editions of an entry, in the words that readers see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from encyclopedia.analysis import Analysis, analyse
from encyclopedia.analysis.comparison import Changed, compare
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.differences import (
    DifferencePiece,
    paragraph_differences,
    shortened,
    word_differences,
)
from encyclopedia.markup.words_as_read import paragraphs_as_read
from encyclopedia.models import EditionState
from encyclopedia.projection.resolution import sources_for
from encyclopedia.rendering.site_citation_style import site_citation_style
from encyclopedia.rendering.site_language import markup_words
from encyclopedia.search.part_words import plain_text
from encyclopedia.views.editions import document_of, edition_of, entry_at, withdrawn
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import for_readers, number_in

# Paragraphs that a comparison shows; the rest is only counted.
MAX_PARAGRAPHS = 200

KINDS = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}
FIELDS = {
    "slug": _("Address"),
    "title": _("Title"),
    "summary": _("Summary"),
    "language": _("Language"),
    "aliases": _("Other names"),
    "tags": _("Subjects"),
    "authors": _("Authors"),
    "pictures": _("Pictures"),
    "provenance": _("Origin"),
    "sort_name": _("Sorted as"),
    "record_edition": _("Edition of the record"),
}

# A citation in words.
Cited = Callable[[DocumentCitation], str]


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
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"compare/{before}/{after}/")
    editions = edition_of(entry, before), edition_of(entry, after)
    for edition in editions:
        if edition.state == EditionState.WITHDRAWN:
            return withdrawn(request, entry, edition)
    older, newer = (document_of(edition) for edition in editions)
    differences = compare(older, newer)
    readings = analyse(older), analyse(newer)
    cited = short_notes(readings)
    paragraphs = _paragraphs(readings, cited) if differences.text else []
    context = {
        "entry": entry,
        "before": editions[0],
        "after": editions[1],
        "comparison": differences,
        "fields": [
            (FIELDS.get(change.field, change.field), change.pieces) for change in differences.fields
        ],
        "facts": [_change(change, lambda fact: fact.words) for change in differences.facts],
        "citations": [
            _change(change, lambda citation: f"{citation.claim} [{cited(citation)}]")
            for change in differences.citations
        ],
        "paragraphs": paragraphs[:MAX_PARAGRAPHS],
        "left_out": max(0, len(paragraphs) - MAX_PARAGRAPHS),
    }
    response = render(request, "public/comparison.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def short_notes(readings: Iterable[Analysis]) -> Cited:
    """How these readings' citations are worded: as a later note on the source, in one query; by its key without one."""
    sources = sources_for({key for reading in readings for key in reading.keys})
    style = site_citation_style()

    def cited(citation: DocumentCitation) -> str:
        reference = citation.reference
        if source := sources.get(reference.key):
            note = style.short_note(
                source.record,
                locator=reference.locator,
                prefix=reference.prefix,
                suffix=reference.suffix,
            )
            words = plain_text(note).removesuffix(".")
        else:
            parts = (" ".join(filter(None, (reference.prefix, reference.key))), reference.place)
            words = ", ".join(filter(None, parts))
        return f"{words} “{reference.quotation}”" if reference.quotation else words

    return cited


def _paragraphs(readings: tuple[Analysis, Analysis], cited: Cited) -> list[list[DifferencePiece]]:
    """What readers see differently in the text; nothing where only its markup differs, or where a link leads."""
    words = markup_words(get_language() or "")
    before, after = (
        "\n\n".join(paragraphs_as_read(reading.parsed, cited, words)) for reading in readings
    )
    return [list(shortened(paragraph.pieces)) for paragraph in paragraph_differences(before, after)]


def _change(changed: Changed[Any], words: Callable[[Any], str]) -> dict[str, Any]:
    """A fact or citation as one text with what changed marked; whole when it was added or removed."""
    before = words(changed.before) if changed.before else ""
    after = words(changed.after) if changed.after else ""
    return {"kind": KINDS[changed.kind], "pieces": word_differences(before, after)}
