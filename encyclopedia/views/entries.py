"""An entry's own page: composed from its stored parts, in one query when it is there and three when it is not."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from encyclopedia.models import Page
from encyclopedia.shell import shell_for
from encyclopedia.views.addresses import elsewhere

# Kept by browsers and caches, but asked for again each time: a page is always fresh, a 304 costs almost nothing.
FRESH = "public, max-age=0, must-revalidate"

CONDITIONS = frozenset(
    {"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"}
)
# The same few days are told again and again.
last_modified = lru_cache(maxsize=10_000)(http_date)


def stored_page(request: HttpRequest, path: str, language: str) -> HttpResponse | None:
    """The page stored at this path (`kind/slug`), or 304 when the reader has it already; None when none is stored."""
    page = Page.stored(path)
    if page is None:
        return None
    shell = shell_for(language)
    etag = f'"{page.etag[:32]}-{shell.digest[:8]}"'
    modified = int(max(page.modified_at, shell.changed_at).timestamp())
    response: HttpResponse | None = None
    if not CONDITIONS.isdisjoint(request.META):
        response = get_conditional_response(request, etag, modified)
    if response is None:
        response = HttpResponse(shell.compose(page.parts))
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = last_modified(modified)
    response.headers["Cache-Control"] = FRESH
    return response


@require_safe
def entry(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    found = stored_page(request, f"{kind}/{slug}", get_language() or "")
    return found if found is not None else elsewhere(request, kind, slug)
