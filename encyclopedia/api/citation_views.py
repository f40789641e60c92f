"""Citations with their standing: of one entry, of one source, or of the whole encyclopedia."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from encyclopedia.api import cursors, examples, known_parameters, parameters, shapes
from encyclopedia.api.answering import Paging, open_data
from encyclopedia.api.operations import Reading
from encyclopedia.api.problems import Fault
from encyclopedia.export import citation_json
from encyclopedia.models import Citation, Entry, Source


@open_data(
    Reading(
        "listCitations",
        answers=shapes.CitationListShape,
        example=examples.CITATION_LIST,
        query=known_parameters.CITATIONS,
    )
)
def citations(request: HttpRequest, asked: dict[str, Any]) -> HttpResponseBase:
    """Citations and how they stand.

    In the order of their entries' ids and their places; every filter goes with every other. An entry or source that is
    not published is refused.
    """
    paging = Paging(request, asked)
    found = _asked_for(asked)
    if "checked_since" in asked and not {"entry", "source"} & asked.keys():
        after = paging.after(cursors.moment, cursors.identifier, cursors.position)
        checked = found.shown().by_check(asked["checked_since"], after)
        rows, following = paging.cut(checked, lambda c: (c.checked_at, c.entry_id, c.position))
    else:
        after = paging.after(cursors.identifier, cursors.position)
        if "checked_since" in asked:
            found = found.filter(checked_at__gte=asked["checked_since"])
        placed = found.shown().by_place(after)
        rows, following = paging.cut(placed, lambda c: (c.entry_id, c.position))
    site = settings.SITE_URL
    items = [shapes.citation(citation_json(each), each.entry, site) for each in rows]
    return paging.answer(items, following)


def _asked_for(asked: dict[str, Any]) -> Any:
    """The citations of this entry, source and standing. Raises Problem (400) for one that is not published."""
    found = Citation.objects.all()
    faults: list[Fault] = []
    if "entry" in asked:
        kind, slug = asked["entry"]
        entry = Entry.objects.of_kind(kind).filter(slug=slug).values_list("pk", flat=True).first()
        found = found.filter(entry=entry)
        if entry is None:
            faults.append(_unpublished("entry", f"{kind}/{slug}", "entries"))
    if "source" in asked:
        source = Source.objects.filter(slug=asked["source"]).defer("record").first()
        if source is None:
            faults.append(_unpublished("source", asked["source"], "sources"))
        else:
            found = found.of_source(source)
    if faults:
        raise parameters.unfit(*faults)
    if "standing" in asked:
        found = found.filter(standing=asked["standing"])
    return found


def _unpublished(where: str, given: str, among: str) -> Fault:
    return Fault(
        where,
        f"No {where} with this address is published: {given}.",
        f"Take it from an item of {shapes.ROOT}{among}/.",
    )
