"""Sources as files for reference managers (BibTeX, RIS, CSL-JSON): one, those an entry cites, all of the site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from encyclopedia.bibliography import FORMATS
from encyclopedia.bibliography.formats.streaming import written
from encyclopedia.export import every_record, records
from encyclopedia.models import Source
from encyclopedia.views.editions import entry_at
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import for_readers

BY_ENDING = {form.ending: key for key, form in FORMATS.items()}


@for_readers
def cite(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """One published source."""
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        return elsewhere(request, "source", slug, f"cite.{ending}")
    pieces = written(BY_ENDING[ending], [records([source])])
    return _file(request, pieces, f"{slug}.{ending}", source.changed_at)


@for_readers
def of_entry(request: HttpRequest, kind: str, slug: str, ending: str) -> HttpResponseBase:
    """Every source that a published entry cites, by their keys."""
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"bibliography.{ending}")
    sources = list(Source.objects.cited_by(entry).by_key())
    changed = max([entry.changed_at, *(source.changed_at for source in sources)])
    pieces = written(BY_ENDING[ending], [records(sources)])
    return _file(request, pieces, f"{slug}-bibliography.{ending}", changed)


@for_readers
def whole(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Every published source, by their keys, sent while it is read."""
    pieces = written(BY_ENDING[ending], every_record()) if request.method == "GET" else ()
    response = StreamingHttpResponse(pieces)
    _describe(response, f"bibliography.{ending}")
    return response


def _file(
    request: HttpRequest, pieces: Iterable[str], name: str, changed: datetime
) -> HttpResponseBase:
    """The file, or 304 for a client that has it: its tag is the digest of its bytes."""
    body = "".join(pieces).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    modified = int(changed.timestamp())
    response = get_conditional_response(request, etag, modified)
    if response is None:
        response = HttpResponse(body)
        _describe(response, name)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified)
    return response


def _describe(response: HttpResponseBase, name: str) -> None:
    media_type = FORMATS[BY_ENDING[name.rpartition(".")[2]]].media_type
    charset = "" if media_type.endswith("json") else "; charset=utf-8"
    response.headers["Content-Type"] = media_type + charset
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
