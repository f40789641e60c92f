"""What a script shows beside a link to an entry: a fragment of HTML, in one query where the entry is published."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from encyclopedia.models import Entry
from encyclopedia.rendering.link_preview import Previewed, render_link_preview
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import for_readers


@for_readers
def preview(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    row = Entry.objects.of_kind(kind).filter(slug=slug).previewed().first()
    if row is None:
        return elsewhere(request, kind, slug, "preview/")
    html = render_link_preview(Previewed(*row)).encode()
    etag = f'"{sha256(html).hexdigest()[:24]}"'
    response = get_conditional_response(request, etag) or HttpResponse(html)
    response.headers["ETag"] = etag
    response.headers["X-Robots-Tag"] = "noindex"
    return response
