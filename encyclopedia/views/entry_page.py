"""An entry's own page: composed from its stored parts, in one query when it is there and three when it is not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from encyclopedia.serving.page_response import ready_page
from encyclopedia.views.moved_and_withdrawn import elsewhere


@require_safe
def entry(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    page = ready_page(f"{kind}/{slug}")
    if page is None:
        return elsewhere(request, kind, slug)
    version = page.versions.version(request.headers.get("Accept-Encoding", ""))
    response = get_conditional_response(request, version.etag, page.modified)
    response = response or HttpResponse(version.body)
    for name, value in version.headers:
        response.headers[name] = value
    return response
