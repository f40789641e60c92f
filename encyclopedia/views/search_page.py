"""Search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from encyclopedia import search
from encyclopedia.models import Tag
from encyclopedia.rendering.trusted import trusted
from encyclopedia.views.reader_view import PLURALS, for_readers, kind_in, words_in


@for_readers
def results(request: HttpRequest) -> HttpResponse:
    query, tag = words_in(request, "q", 200).strip(), words_in(request, "tag", 100)
    kind = kind_in(request)
    result = search.find(query, kind=kind, tag=tag, after=request.GET.get("after", ""))
    context = {
        "query": query,
        "kind": kind,
        "kinds": PLURALS.items(),
        "tag": Tag.objects.filter(slug=tag).first() if tag else None,
        "found": result,
        "hits": [
            {
                "entry": hit.entry,
                "title": trusted(hit.title_html),
                "snippet": trusted(hit.snippet_html),
            }
            for hit in result.hits
        ],
        "near": [] if result.hits or not query else search.near(query),
    }
    return render(request, "public/search.html", context)
