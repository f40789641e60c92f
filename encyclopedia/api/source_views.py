"""Sources: their records, what is known against them, and how many entries cite them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from encyclopedia.api import examples, known_parameters, shapes
from encyclopedia.api.answering import Paging, answer, open_data
from encyclopedia.api.entry_views import elsewhere, page_of_entries
from encyclopedia.api.operations import Reading
from encyclopedia.models import Citation, Entry, Kind, Source


@open_data(
    Reading(
        "listSources",
        answers=shapes.SourceListShape,
        example=examples.SOURCE_LIST,
        query=known_parameters.SOURCES,
    )
)
def sources(request: HttpRequest, query: dict[str, Any]) -> HttpResponseBase:
    """Published sources.

    By title. Of “changed_since” and “title” give one.
    """
    paging = Paging(request, query)
    rows, following = page_of_entries(paging, query, Entry.objects.of_kind(Kind.SOURCE))
    whole = Source.objects.in_bulk([row.pk for row in rows])
    cited = Citation.objects.citing_entries(whole)
    items = [
        shapes.source(whole[row.pk], cited.get(row.pk, 0), settings.SITE_URL)
        for row in rows
        if row.pk in whole
    ]
    return paging.answer(items, following)


@open_data(
    Reading(
        "getSource",
        answers=shapes.SourceShape,
        example=examples.SOURCE,
        path=(known_parameters.PATH_KEY,),
    )
)
def source(request: HttpRequest, query: dict[str, Any], slug: str) -> HttpResponseBase:
    """One source.

    Its record, what is known against it, and how many entries cite it.
    """
    row = Source.objects.filter(slug=slug).first()
    if row is None:
        return elsewhere(Kind.SOURCE, slug, "sources/")
    cited = Citation.objects.citing_entries([row.pk])
    return answer(request, shapes.source(row, cited.get(row.pk, 0), settings.SITE_URL))
