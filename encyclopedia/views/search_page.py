"""Search: what was found, by what it can be narrowed, and what may have been meant."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from encyclopedia import search
from encyclopedia.rendering.trusted import trusted
from encyclopedia.views.narrowing import groups, read_narrowing
from encyclopedia.views.reader_view import PLURALS, for_readers, words_in


@for_readers
def results(request: HttpRequest) -> HttpResponse:
    query, narrowing = words_in(request, "q", 200).strip(), read_narrowing(request)
    after = request.GET.get("after", "")
    result = search.find(query, after=after, **narrowing.asked)
    first = result.hits[0].entry if result.hits else None
    context = {
        "query": query,
        "kinds": PLURALS.items(),
        "narrowing": narrowing,
        "found": result,
        "hits": [
            {
                "entry": hit.entry,
                "title": trusted(hit.title_html),
                "snippet": trusted(hit.snippet_html),
            }
            for hit in result.hits
        ],
        "groups": list(groups(search.count_facets(result.ids), narrowing)),
        "near": search.near(query) if query and not result.hits else [],
        "meant": [] if narrowing.chosen or after else search.proposed(query, first, result.total),
    }
    return render(request, "public/search.html", context)
