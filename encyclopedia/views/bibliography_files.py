"""Files for reference managers (BibTeX, RIS, CSL-JSON): an entry, a source, those an entry cites, all of the site.

BibTeX is biblatex's, and with `?dialect=bibtex` that of the classic styles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from encyclopedia.bibliography import FORMATS
from encyclopedia.bibliography.formats.formats import CLASSIC
from encyclopedia.bibliography.formats.streaming import written
from encyclopedia.core.documents import SourceDocument
from encyclopedia.export import every_record, records
from encyclopedia.models import Edition, EditionState, Entry, Kind, Source
from encyclopedia.rendering.entry_record import entry_record
from encyclopedia.views.editions import (
    document_of,
    edition_of,
    entry_at,
    entry_of_editions,
    withdrawn,
)
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import for_readers

BY_ENDING = {form.ending: key for key, form in FORMATS.items()}


@for_readers
def cite(request: HttpRequest, kind: str, slug: str, ending: str) -> HttpResponseBase:
    """One published source as the work that it is; any other entry as the edition that is current."""
    if kind == Kind.SOURCE:
        source = Source.objects.filter(slug=slug).first()
        if source is None:
            return elsewhere(request, kind, slug, f"cite.{ending}")
        pieces = written(_form(request, ending), [records([source])])
        return _file(request, pieces, f"{slug}.{ending}", source.changed_at)
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"cite.{ending}")
    edition = edition_of(entry, entry.edition)
    return _cited_edition(request, entry, edition, f"{slug}.{ending}")


@for_readers
def cite_edition(
    request: HttpRequest, kind: str, slug: str, number: int, ending: str
) -> HttpResponseBase:
    """One edition, at its own address; of a source the work as that edition describes it. 410 when it was withdrawn."""
    entry = entry_of_editions(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"@{number}/cite.{ending}")
    edition = edition_of(entry, number)
    if edition.state == EditionState.WITHDRAWN:
        return withdrawn(request, entry, edition)
    return _cited_edition(request, entry, edition, f"{slug}-{number}.{ending}")


def _cited_edition(
    request: HttpRequest, entry: Entry, edition: Edition, name: str
) -> HttpResponseBase:
    document = document_of(edition)
    if isinstance(document, SourceDocument):
        record = {**document.record, "id": entry.slug}
    else:
        record = entry_record(
            entry.path,
            document.title,
            document.authors,
            number=edition.number,
            published_at=edition.published_at,
            language=document.language,
            summary=document.summary,
            doi=edition.doi,
        )
    pieces = written(_form(request, name.rpartition(".")[2]), [[record]])
    return _file(request, pieces, name, edition.changed_at)


@for_readers
def of_entry(request: HttpRequest, kind: str, slug: str, ending: str) -> HttpResponseBase:
    """Every source that a published entry cites, by their keys."""
    entry = entry_at(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"bibliography.{ending}")
    sources = list(Source.objects.cited_by(entry).by_key())
    changed = max([entry.changed_at, *(source.changed_at for source in sources)])
    pieces = written(_form(request, ending), [records(sources)])
    return _file(request, pieces, f"{slug}-bibliography.{ending}", changed)


@for_readers
def whole(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Every published source, by their keys, sent while it is read."""
    form = _form(request, ending)
    pieces = written(form, every_record()) if request.method == "GET" else ()
    response = StreamingHttpResponse(pieces)
    _describe(response, f"bibliography.{ending}")
    return response


def _form(request: HttpRequest, ending: str) -> str:
    is_classic = ending == "bib" and request.GET.get("dialect") == "bibtex"
    return CLASSIC if is_classic else BY_ENDING[ending]


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
