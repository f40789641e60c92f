"""What every public address answers, as digests: two sites that give the same are the same to readers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from encyclopedia.bibliography import FORMATS
from encyclopedia.models import Address, Citation, Edition, Entry, Kind, Page, Picture, Tag
from encyclopedia.serving.reader_fast_path import ReaderFastPath

_ENDINGS = [form.ending for form in FORMATS.values()]
# Of an answer, what a reader's program goes by; times and sizes of a host's own are not among it.
_HEADERS = ("Content-Type", "ETag", "Location")
_SITE = (
    *("/", "/about/", "/browse/", "/tags/", "/wanted/", "/timeline/", "/corrections/"),
    *("/corrections.atom", "/feed.atom", "/history/head.json", "/api/v1/"),
    *("/api/v1/entries/", "/api/v1/sources/", "/api/v1/citations/", "/opensearch.xml"),
    *("/sitemap.xml", "/robots.txt", "/house.css"),
)


def own_application() -> ReaderFastPath:
    """The site for a program that asks it itself: nobody is counted as a reader, and no copies are kept."""
    return ReaderFastPath(WSGIHandler())


def pages() -> dict[str, str]:
    """The path of every entry, as `/article/SLUG/`, and what its page was stored as, which changes with it."""
    return {f"/{path}/": etag for path, etag in Page.objects.values_list("path", "etag")}


def addresses() -> Iterator[str]:
    """Every public address that a row stands behind."""
    yield from _SITE
    yield from (f"/browse/{kind}/" for kind in Kind.values)
    yield from (f"/bibliography.{ending}" for ending in _ENDINGS)
    for slug in Tag.objects.order_by("slug").values_list("slug", flat=True):
        yield f"/tag/{slug}/"
        yield f"/tag/{slug}/feed.atom"
    for kind, slug in Address.objects.order_by("pk").values_list("kind", "slug").iterator():
        yield f"/{kind}/{slug}/"
    for digest in sorted(set(Picture.objects.values_list("digest", flat=True))):
        yield f"/media/{digest}"
    claims = Citation.objects.order_by("claim_digest").values_list("claim_digest", flat=True)
    yield from (f"/claim/{claim}/" for claim in claims.distinct().iterator())
    for entry in Entry.objects.order_by("pk").iterator():
        path = f"/{entry.path}/"
        yield path
        yield from (f"{path}{name}" for name in ("index.json", "history/", "links/", "feed.atom"))
        yield from (f"{path}{name}.{end}" for end in _ENDINGS for name in ("bibliography", "cite"))
        if entry.kind == Kind.SOURCE:
            yield f"{path}cited/"
        if entry.kind == Kind.ORGANISATION:
            yield f"{path}members/"
    for edition in Edition.objects.order_by("pk").defer("document", "body").iterator():
        yield edition.get_absolute_url()
        yield f"{edition.get_absolute_url()}index.json"


def answered(application: Any) -> Iterator[tuple[str, str]]:
    """Each public address, and SHA-256 (hex) of what this WSGI application answers there."""
    seen: set[str] = set()
    for address in addresses():
        if address not in seen:
            seen.add(address)
            yield address, _digest(application, address)


def _digest(application: Any, address: str) -> str:
    answer = asked(application, address)
    told = (answer.status, *(answer.headers.get(name.lower(), "") for name in _HEADERS))
    content = hashlib.sha256("".join(f"{part}\n" for part in told).encode())
    content.update(answer.body)
    return content.hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` as "200 OK"; `headers` by their names in lower case."""

    status: str
    headers: dict[str, str]
    body: bytes


def asked(application: Any, address: str, etag: str = "") -> Answer:
    """What a WSGI application answers to a reader of this site who asks for an address, and has it with this ETag."""
    site, parts = urlsplit(settings.SITE_URL), urlsplit(address)
    environment: dict[str, Any] = {
        "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
        "REQUEST_URI": quote(address, safe="/?=&%~@:;,+"),
        "QUERY_STRING": parts.query,
        "HTTP_HOST": site.netloc,
        "wsgi.url_scheme": "https" if settings.HTTPS else site.scheme,
    }
    if settings.HTTPS:
        environment["HTTP_X_FORWARDED_PROTO"] = "https"
    if etag:
        environment["HTTP_IF_NONE_MATCH"] = etag
    setup_testing_defaults(environment)
    told: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], *_rest: object) -> None:
        told.update(status=status, headers={name.lower(): value for name, value in headers})

    pieces = application(environment, start)
    try:
        return Answer(body=b"".join(pieces), **told)
    finally:
        if hasattr(pieces, "close"):
            pieces.close()
