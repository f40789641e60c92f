"""For search engines: the sitemap in pages (sitemaps.org 0.9), and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404, HttpRequest, HttpResponse

from encyclopedia.core.chunks import in_chunks
from encyclopedia.models import Entry, Page, Tally, Translation
from encyclopedia.views.reader_view import for_readers

# Entries in one part, about: each part is as large a range of ids, which are random.
MAX_ON_PAGE = 1_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
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
    alternates = _alternates(site)
    return _answer(
        "urlset",
        (
            f"<url><loc>{site}/{escape(quote(path))}/</loc><lastmod>{changed.isoformat()}</lastmod>"
            f"{alternates.get(path, '')}</url>\n"
            for path, changed in rows
        ),
    )


def _alternates(site: str) -> dict[str, str]:
    """By the path of each entry that is there in several languages: the links to all of them, itself among them."""
    translations = Translation.objects.values_list("entry_id", "original_id")
    pairs = [(pk, original) for pk, original in translations.iterator(chunk_size=2_000)]
    ids = {pk for pair in pairs for pk in pair}
    shown: dict[UUID, tuple[str, str]] = {}
    for chunk in in_chunks(sorted(ids)):
        for pk, kind, slug, language in Entry.objects.filter(pk__in=chunk).values_list(
            "pk", "kind", "slug", "language"
        ):
            shown[pk] = f"{kind}/{slug}", language
    groups: dict[UUID, list[UUID]] = {}
    for pk, original in pairs:
        groups.setdefault(original, [original]).append(pk)
    links_by_path: dict[str, str] = {}
    for group in groups.values():
        together = sorted((shown[pk] for pk in group if pk in shown), key=lambda row: row[1])
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(language)}" href="{site}/{escape(quote(path))}/"/>'
            for path, language in together
        )
        if len(together) > 1:
            links_by_path |= {path: links for path, _language in together}
    return links_by_path


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
