"""An entry's editions: each at its own address, as it was published, and their list."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

from encyclopedia import projection
from encyclopedia.core import documents
from encyclopedia.core.suppressed import is_left
from encyclopedia.export import entry_json
from encyclopedia.models import PARTS, Edition, EditionState, Entry, Source, Withdrawal
from encyclopedia.projection.merged_entries import leads_to
from encyclopedia.rendering import EditionFacts
from encyclopedia.rendering.page_language import in_its_language, speaking
from encyclopedia.rendering.page_tail import Surroundings, render_edition_tail
from encyclopedia.serving.page_frame import shell_for
from encyclopedia.views.entries_since import EntrySince, entries_since
from encyclopedia.views.known_marks import known_marks
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import for_readers

# Unavailable For Legal Reasons (RFC 7725).
SUPPRESSED = 451


@for_readers
def history(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    entry = entry_of_editions(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, "history/")
    return _history(entry, request)


@in_its_language
def _history(entry: Entry, request: HttpRequest) -> HttpResponse:
    editions = Edition.objects.filter(entry_id=entry.pk).newest().listed()
    context = {
        "entry": entry,
        "kept": kept_instead(entry),
        "editions": editions,
        "withdrawn": EditionState.WITHDRAWN,
    }
    return render(request, "public/history.html", context)


@for_readers
def edition(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponseBase:
    """One edition as it was published, under a banner that says which it is; 410 or 451 when it cannot be read."""
    entry = entry_of_editions(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"@{number}/")
    kept = kept_instead(entry)
    edition = edition_of(entry, number)
    if edition.state == EditionState.WITHDRAWN:
        return withdrawn(request, entry, edition)
    document = document_of(edition)
    shell = shell_for(document.language)
    head = projection.edition_head(edition, document, entry.path)
    marked = known_marks([edition]).get((edition.entry_id, edition.number), [])
    marks = [
        (source.path, source.title, source.reliability, source.reliability_reason)
        for source in marked
    ]
    since = entries_since(edition, document)
    etag = shell.etag(
        edition.digest,
        edition.number,
        edition.state,
        entry.path,
        entry.edition,
        marks,
        since,
        head,
        kept and (kept.path, kept.title),
    )
    response = get_conditional_response(request, etag) or HttpResponse(
        _page(entry, edition, document, head, marked, since, kept)
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
    entry = entry_of_editions(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"@{number}/index.json")
    edition = edition_of(entry, number)
    basics = {
        "number": edition.number,
        "state": edition.state,
        "digest": edition.digest,
        "published_at": edition.published_at.isoformat(),
        "event_hash": edition.event_hash,
        "doi": edition.doi,
    }
    if edition.state == EditionState.WITHDRAWN:
        if is_left(edition.document, edition.digest):
            ground = document_of(edition).summary
            return JsonResponse({"edition": basics | {"suppressed": ground}}, status=SUPPRESSED)
        by = withdrawal_of(edition)
        told = {"reason": by.reason, "since": by.since.isoformat()} if by else {}
        return JsonResponse({"edition": basics | told}, status=410)
    description = {"change": edition.change, "summary": edition.summary}
    data = {"document": json.loads(edition.document), "edition": {**basics, **description}}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def withdrawn(request: HttpRequest, entry: Entry, edition: Edition) -> HttpResponse:
    """Why there is nothing to read: 410, or 451 where its words were suppressed for legal reasons."""
    with speaking(entry.language):
        if is_left(edition.document, edition.digest):
            told = {"entry": entry, "edition": edition, "ground": document_of(edition).summary}
            return render(request, "public/edition_suppressed.html", told, status=SUPPRESSED)
        context = {"entry": entry, "edition": edition, "withdrawal": withdrawal_of(edition)}
        return render(request, "public/edition_withdrawn.html", context, status=410)


def withdrawal_of(edition: Edition) -> Withdrawal | None:
    """Why and when it was withdrawn, where that is known."""
    by: Withdrawal | None = Withdrawal.objects.of_edition(edition.entry_id, edition.number).first()
    return by


def entry_at(kind: str, slug: str) -> Entry | None:
    entry: Entry | None = Entry.objects.of_kind(kind).filter(slug=slug).first()
    return entry


def entry_of_editions(kind: str, slug: str) -> Entry | None:
    """The entry at this address; or, not to be saved, what it was where its editions outlived it: it was merged."""
    entry = entry_at(kind, slug)
    if entry is not None:
        return entry
    last = Edition.objects.of(kind, slug).readable().newest().listed().first()
    if last is None or Entry.objects.filter(pk=last.entry_id).exists():
        return None
    return Entry(
        pk=last.entry_id,
        kind=last.kind,
        slug=last.slug,
        title=last.title,
        edition=last.number,
        published_at=last.published_at,
        changed_at=last.published_at,
    )


def kept_instead(entry: Entry) -> Entry | None:
    """The entry that readers see instead of one that is there no more; None for one that they see."""
    return leads_to([entry]).get(entry.pk) if entry._state.adding else None


def edition_of(entry: Entry, number: int) -> Edition:
    """This edition of a published entry; Http404 when it has no such edition."""
    editions = Edition.objects.filter(entry_id=entry.pk, number=number).with_doi()
    edition: Edition | None = editions.first()
    if edition is None:
        raise Http404
    return edition


def document_of(edition: Edition) -> documents.Document:
    """The document that an edition published."""
    return documents.read(json.loads(edition.document))


def _page(
    entry: Entry,
    edition: Edition,
    document: documents.Document,
    head: str,
    marked: Sequence[Source],
    since: Sequence[EntrySince],
    kept: Entry | None,
) -> bytes:
    """The parts as they were published, between a head, a banner and a tail that are made now."""
    parts = {part: getattr(edition, part).encode() for part in PARTS} | {"head": head.encode()}
    with speaking(document.language):
        banner = render_to_string(
            "parts/edition_banner.html",
            {"entry": entry, "edition": edition, "marked": marked, "since": since, "kept": kept},
        )
    parts["banner"] = banner.encode()
    around = Surroundings(
        kind=entry.kind,
        path=entry.path,
        title=document.title,
        language=document.language,
        authors=document.authors,
        provenance=document.provenance,
        edition=EditionFacts(edition.number, edition.digest, edition.published_at, doi=edition.doi),
    )
    parts["tail"] = render_edition_tail(around).encode()
    return shell_for(document.language).compose(parts)
