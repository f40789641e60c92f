"""For search engines: the sitemap in pages (sitemaps.org 0.9), and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404, HttpRequest, HttpResponse

from encyclopedia.models import Page, Tally
from encyclopedia.views.reader_view import for_readers

# Entries in one part, about: each part is as large a range of ids, which are random.
MAX_ON_PAGE = 1_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
IDS = 2**128


@for_readers
def index(request: HttpRequest) -> HttpResponse:
    parts = (
        f"<sitemap><loc>{escape(settings.SITE_URL)}/sitemap-{number}.xml</loc></sitemap>\n"
        for number in range(1, _parts() + 1)
    )
    return _answer("sitemapindex", parts)


@for_readers
def page(request: HttpRequest, number: int) -> HttpResponse:
    """The entries of one range of ids: no part is found by counting those before it."""
    parts = _parts()
    if number > parts:
        raise Http404
    pages = Page.objects.filter(pk__gte=UUID(int=IDS * (number - 1) // parts)).order_by("pk")
    if number < parts:
        pages = pages.filter(pk__lt=UUID(int=IDS * number // parts))
    # A page that is due has changed since it was stored.
    changed = Greatest("modified_at", Coalesce("entry__due__since", "modified_at"))
    rows = pages.values_list("path", changed).iterator(chunk_size=2_000)
    site = escape(settings.SITE_URL)
    return _answer(
        "urlset",
        (
            f"<url><loc>{site}/{escape(quote(path))}/</loc><lastmod>{changed.isoformat()}</lastmod></url>\n"
            for path, changed in rows
        ),
    )


def _parts() -> int:
    entries, _claims = Tally.objects.whole()
    return -(-sum(entries.values()) // MAX_ON_PAGE)


def _answer(element: str, items: Iterable[str]) -> HttpResponse:
    body = "".join([HEAD, f"<{element} {SPACE}>\n", *items, f"</{element}>\n"])
    return HttpResponse(body, content_type="application/xml")


@for_readers
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /*/compare/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
