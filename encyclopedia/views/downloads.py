"""Editions as files: under the entry's address the current one, under an edition's its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from encyclopedia.downloads import kept
from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.formats import FORMATS
from encyclopedia.downloads.pdf import Unprintable
from encyclopedia.models import Edition, EditionState
from encyclopedia.rendering.entry_record import entry_address
from encyclopedia.views.editions import edition_of, entry_at, entry_of_editions, withdrawn
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import for_readers


@for_readers
def of_entry(request: HttpRequest, kind: str, slug: str, ending: str) -> HttpResponseBase:
    """The current edition of an entry."""
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"entry.{ending}")
    return _file(request, edition_of(entry, entry.edition), f"{slug}.{ending}")


@for_readers
def of_edition(
    request: HttpRequest, kind: str, slug: str, number: int, ending: str
) -> HttpResponseBase:
    """One edition as it was published; 410 or 451 when it cannot be read."""
    entry = entry_of_editions(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"@{number}/entry.{ending}")
    edition = edition_of(entry, number)
    if edition.state == EditionState.WITHDRAWN:
        return withdrawn(request, entry, edition)
    return _file(request, edition, f"{slug}-{number}.{ending}")


def _file(request: HttpRequest, edition: Edition, name: str) -> HttpResponseBase:
    """The file, or 304 for a client that has it; 422 in words where this edition cannot be put in the format."""
    form = FORMATS[name.rpartition(".")[2]]
    if not form.is_offered:
        raise Http404
    tree = edition_tree(edition)
    digest = kept.digest_of(tree, form)
    etag = f'"{digest[:32]}"'
    response = get_conditional_response(request, etag)
    if response is None:
        try:
            response = HttpResponse(kept.content(tree, form, digest))
        except Unprintable as error:
            context = {"edition": edition, "reason": str(error)}
            return render(request, "public/no_file.html", context, status=422)
        response.headers["Content-Type"] = form.media_type
        response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
        canonical = entry_address(f"{edition.kind}/{edition.slug}")
        response.headers["Link"] = f'<{canonical}>; rel="canonical"'
    response.headers["ETag"] = etag
    return response
