"""BEACON files (gbv.github.io/beaconspec): which entries are about what an authority file has a number for."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from encyclopedia.core import authority
from encyclopedia.core.authority import OF_ENTRY, SCHEMES, Scheme
from encyclopedia.models import Fact
from encyclopedia.views.reader_view import for_readers


@for_readers
def beacon(request: HttpRequest, scheme: str) -> HttpResponseBase:
    """The numbers of one authority file with the addresses of their entries; 404 where no entry has one."""
    asked = SCHEMES.get(scheme)
    links, changed = _links(asked) if asked and asked is not OF_ENTRY else ([], None)
    if asked is None or changed is None:
        raise Http404
    body = "\n".join([*_meta(asked, changed), "", *links, ""]).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag) or HttpResponse(
        body, content_type="text/plain; charset=utf-8"
    )
    response.headers["ETag"] = etag
    return response


def _links(scheme: Scheme) -> tuple[list[str], datetime | None]:
    """A line for each number, and when the newest of their entries was changed."""
    rows = Fact.objects.numbered(scheme.code).values_list(
        "value", "entry__kind", "entry__slug", "entry__changed_at"
    )
    links: list[str] = []
    changed = None
    for value, kind, slug, changed_at in rows.iterator(chunk_size=2_000):
        if number := authority.read_valid(value):
            # The annotation is left empty: what stands between one bar and the end of a line may be read as either.
            links.append(f"{number.number}||{kind}/{slug}")
            changed = max(changed or changed_at, changed_at)
    return links, changed


def _meta(scheme: Scheme, changed: datetime) -> list[str]:
    site = settings.SITE_URL
    fields = {
        "FORMAT": "BEACON",
        "PREFIX": f"{scheme.base}{{+ID}}",
        "TARGET": f"{site}/{{+ID}}/",
        "RELATION": "http://xmlns.com/foaf/0.1/isPrimaryTopicOf",
        "NAME": settings.SITE_NAME,
        "INSTITUTION": settings.SITE_NAME,
        "DESCRIPTION": _("Entries and their numbers in %(name)s") % {"name": scheme.name},
        "FEED": f"{site}/beacon/{scheme.code}.txt",
        "HOMEPAGE": f"{site}/",
        "TIMESTAMP": f"{changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "UPDATE": "daily",
    }
    return [f"#{name}: {' '.join(value.split())}" for name, value in fields.items()]
