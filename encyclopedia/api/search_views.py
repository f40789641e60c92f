"""Search, by the engine that answers readers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from encyclopedia import search
from encyclopedia.api import cursors, examples, known_parameters, parameters, shapes
from encyclopedia.api.answering import Paging, answer, open_data
from encyclopedia.api.operations import Reading
from encyclopedia.api.problems import Fault


@open_data(
    Reading(
        "search",
        answers=shapes.HitListShape,
        example=examples.HIT_LIST,
        query=known_parameters.SEARCH,
    )
)
def results(request: HttpRequest, query: dict[str, Any]) -> HttpResponseBase:
    """Search.

    By the engine that answers readers, the best first.
    """
    if "q" not in query:
        raise parameters.unfit(Fault("q", _("Missing."), _("Say what to look for: ?q=trotsky.")))
    paging = Paging(request, query)
    after = paging.after(cursors.identifier)
    page = search.find(
        query["q"],
        kind=query.get("kind", ""),
        tag=query.get("tag", ""),
        after=str(after[0]) if after else "",
        size=paging.limit,
    )
    items = [
        shapes.hit(hit.entry, hit.title_html, hit.snippet_html, settings.SITE_URL)
        for hit in page.hits
    ]
    following = paging.following((page.next,)) if page.next else None
    listed = shapes.listed(items, following)
    return answer(request, {"total": page.total, "more": page.more, **listed})
