"""Search, by the engine that answers readers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from encyclopedia import search
from encyclopedia.api import cursors, parameters, shapes
from encyclopedia.api.answering import Paging, answer, open_data
from encyclopedia.api.problems import Fault


@open_data(
    q=parameters.question,
    kind=parameters.kind,
    tag=parameters.words,
    after=parameters.cursor,
    limit=parameters.limit,
)
def results(request: HttpRequest, asked: dict[str, Any]) -> HttpResponseBase:
    """What is found for `q`, the best first; `total` counts as far as is ranked, `more` says that there is more."""
    if "q" not in asked:
        raise parameters.unfit(Fault("q", "Is missing.", "Say what to look for: ?q=trotsky."))
    paging = Paging(request, asked)
    after = paging.after(cursors.identifier)
    found = search.find(
        asked["q"],
        kind=asked.get("kind", ""),
        tag=asked.get("tag", ""),
        after=str(after[0]) if after else "",
        size=paging.limit,
    )
    items = [
        shapes.hit(hit.entry, hit.title_html, hit.snippet_html, settings.SITE_URL)
        for hit in found.hits
    ]
    following = paging.following((found.next,)) if found.next else None
    listed = shapes.listed(items, following)
    return answer(request, {"total": found.total, "more": found.more, **listed})
