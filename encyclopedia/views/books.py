"""The books of subjects, of selections and of the whole: when each was made, how far the next one is, and its files."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.encoding import iri_to_uri
from django.utils.http import content_disposition_header

from encyclopedia.downloads import books, kept_books
from encyclopedia.downloads.books import Scope
from encyclopedia.downloads.formats import FORMATS
from encyclopedia.models import Tag
from encyclopedia.views.reader_view import for_readers


@for_readers
def book(request: HttpRequest, slug: str = "", digest: str = "") -> HttpResponseBase:
    scope = _scope(slug, digest)
    editions = scope.editions()
    if len(editions) < books.MIN_ENTRIES:
        raise Http404
    state = kept_books.state_of(scope)
    context = {
        "scope": scope,
        "count": len(editions),
        "most": "" if books.is_bookable(editions) else books.MAX_ENTRIES,
        "state": state,
        "is_fresh": state.fingerprint == books.fingerprint(scope, editions),
        "files": [
            (
                FORMATS[ending].name,
                iri_to_uri(f"{scope.path[:-1]}.{ending}"),
                state.sizes.get(ending, 0),
            )
            for ending in state.files
        ],
    }
    return render(request, "public/book.html", context)


@for_readers
def book_file(
    request: HttpRequest, ending: str, slug: str = "", digest: str = ""
) -> HttpResponseBase:
    """The file that the worker made last; 404 before it has."""
    name = kept_books.state_of(_scope(slug, digest)).files.get(ending)
    if name is None:
        raise Http404
    etag = f'"{name.rpartition("/")[2]}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag)
    if response is None:
        try:
            file = default_storage.open(name)
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(file, content_type=FORMATS[ending].media_type)
        shown = content_disposition_header(True, f"{slug or 'book'}.{ending}")
        response.headers["Content-Disposition"] = str(shown)
    response.headers["ETag"] = etag
    return response


def _scope(slug: str, digest: str) -> Scope:
    if digest:
        scope = kept_books.selection_of(digest)
        if scope is None:
            raise Http404
        return scope
    return books.scope_of(get_object_or_404(Tag, slug=slug) if slug else None)
