"""For search engines: the sitemap in pages (sitemaps.org 0.9), and robots.txt."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from encyclopedia.models import Entry, Page
from encyclopedia.views.reader_view import for_readers

PAGE = 10_000


@for_readers
def index(request: HttpRequest) -> HttpResponse:
    pages = range(1, -(-Entry.objects.count() // PAGE) + 1)
    context = {"pages": pages, "site_url": settings.SITE_URL}
    return render(request, "public/sitemap_index.xml", context, content_type="application/xml")


@for_readers
def page(request: HttpRequest, number: int) -> HttpResponse:
    start = (number - 1) * PAGE
    rows = Page.objects.order_by("path").values_list("path", "modified_at")[start : start + PAGE]
    pages = [(f"{settings.SITE_URL}/{quote(path)}/", changed) for path, changed in rows]
    if not pages:
        raise Http404
    return render(request, "public/sitemap.xml", {"pages": pages}, content_type="application/xml")


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
