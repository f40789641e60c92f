"""An entry's editions: each at its own address, their list, and what changed between any two."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from encyclopedia.analysis.comparison import Changed, compare
from encyclopedia.core import documents
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.differences import Paragraph, shortened, word_differences
from encyclopedia.export import entry_json
from encyclopedia.models import PARTS, Edition, EditionState, Entry, Source
from encyclopedia.serving.page_frame import shell_for
from encyclopedia.views.known_marks import known_marks
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


@for_readers
def history(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, "history/")
    editions = Edition.objects.filter(entry_id=entry.pk).newest().listed()
    context = {"entry": entry, "editions": editions, "withdrawn": EditionState.WITHDRAWN}
    return render(request, "public/history.html", context)


@for_readers
def edition(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponseBase:
    """One edition as it was published, under a banner that says which it is; 410 when it was withdrawn."""
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"@{number}/")
    edition = edition_of(entry, number)
    if edition.state == EditionState.WITHDRAWN:
        return withdrawn(request, entry, edition)
    shell = shell_for(get_language() or "")
    marked = known_marks([edition]).get((edition.entry_id, edition.number), [])
    marks = [
        (source.path, source.title, source.reliability, source.reliability_reason)
        for source in marked
    ]
    etag = shell.etag(
        edition.digest, edition.number, edition.state, entry.path, entry.edition, marks
    )
    response = get_conditional_response(request, etag) or HttpResponse(
        _page(entry, edition, marked)
    )
    response.headers["ETag"] = etag
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@for_readers
def entry_data(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    """The entry as data, with the standing of its citations now."""
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, "index.json")
    return JsonResponse(entry_json(entry), json_dumps_params={"ensure_ascii": False})


@for_readers
def edition_data(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponseBase:
    """One edition as data: `document` is what its digest was computed from (`encyclopedia.core.documents`)."""
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"@{number}/index.json")
    edition = edition_of(entry, number)
    basics = {
        "number": edition.number,
        "state": edition.state,
        "digest": edition.digest,
        "published_at": edition.published_at.isoformat(),
        "event_hash": edition.event_hash,
    }
    if edition.state == EditionState.WITHDRAWN:
        return JsonResponse({"edition": basics}, status=410)
    description = {"change": edition.change, "summary": edition.summary}
    data = {"document": json.loads(edition.document), "edition": {**basics, **description}}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def withdrawn(request: HttpRequest, entry: Entry, edition: Edition) -> HttpResponse:
    context = {"entry": entry, "edition": edition}
    return render(request, "public/edition_withdrawn.html", context, status=410)


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
    differences = compare(*(document_of(edition) for edition in editions))
    context = {
        "entry": entry,
        "before": editions[0],
        "after": editions[1],
        "comparison": differences,
        "fields": [
            (FIELDS.get(change.field, change.field), change.pieces) for change in differences.fields
        ],
        "facts": [_change(change, lambda fact: fact.words) for change in differences.facts],
        "citations": [_change(change, _cited) for change in differences.citations],
        "paragraphs": [
            _paragraph_pieces(paragraph) for paragraph in differences.text[:MAX_PARAGRAPHS]
        ],
        "left_out": max(0, len(differences.text) - MAX_PARAGRAPHS),
    }
    response = render(request, "public/comparison.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def entry_at(kind: str, slug: str) -> Entry | None:
    entry: Entry | None = Entry.objects.of_kind(kind).filter(slug=slug).first()
    return entry


def edition_of(entry: Entry, number: int) -> Edition:
    """This edition of a published entry; Http404 when it has no such edition."""
    edition: Edition | None = Edition.objects.filter(entry_id=entry.pk, number=number).first()
    if edition is None:
        raise Http404
    return edition


def document_of(edition: Edition) -> documents.Document:
    """The document that an edition published."""
    return documents.read(json.loads(edition.document))


def _page(entry: Entry, edition: Edition, marked: Sequence[Source]) -> bytes:
    parts = {part: getattr(edition, part).encode() for part in PARTS}
    banner = render_to_string(
        "parts/edition_banner.html", {"entry": entry, "edition": edition, "marked": marked}
    )
    parts["banner"] = banner.encode()
    return shell_for(get_language() or "").compose(parts)


def _paragraph_pieces(paragraph: Paragraph) -> dict[str, Any]:
    return {"line": paragraph.line, "pieces": list(shortened(paragraph.pieces))}


def _change(changed: Changed[Any], words: Callable[[Any], str]) -> dict[str, Any]:
    """A fact or citation as one text with what changed marked; whole when it was added or removed."""
    before = words(changed.before) if changed.before else ""
    after = words(changed.after) if changed.after else ""
    return {"kind": KINDS[changed.kind], "pieces": word_differences(before, after)}


def _cited(citation: DocumentCitation) -> str:
    """A citation as its claim and what an author types for it."""
    reference = citation.reference
    quotation = f"“{reference.quotation}”" if reference.quotation else ""
    words = ", ".join(filter(None, (f"@{reference.key}", reference.place, quotation)))
    return f"{citation.claim} [{' '.join(filter(None, (reference.prefix, words)))}]"
