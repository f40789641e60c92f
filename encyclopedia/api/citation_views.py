"""Citations with their standing: of one entry, of one source, or of the whole encyclopedia."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

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
def citations(request: HttpRequest, query: dict[str, Any]) -> HttpResponseBase:
    """Citations and their standing.

    In the order of their entries' ids and their places; all filters can be combined. An entry or source that is
    not published is refused.
    """
    paging = Paging(request, query)
    selected = _selected(query)
    if "checked_since" in query and not {"entry", "source"} & query.keys():
        after = paging.after(cursors.moment, cursors.identifier, cursors.position)
        checked = selected.shown().by_check(query["checked_since"], after)
        rows, following = paging.cut(
            checked, lambda row: (row.checked_at, row.entry_id, row.position)
        )
    else:
        after = paging.after(cursors.identifier, cursors.position)
        if "checked_since" in query:
            selected = selected.filter(checked_at__gte=query["checked_since"])
        placed = selected.shown().by_place(after)
        rows, following = paging.cut(placed, lambda row: (row.entry_id, row.position))
    site = settings.SITE_URL
    items = [shapes.citation(citation_json(row), row.entry, site) for row in rows]
    return paging.answer(items, following)


def _selected(query: dict[str, Any]) -> Any:
    """The citations of this entry, source and standing. Raises Problem (400) for one that is not published."""
    selected = Citation.objects.all()
    faults: list[Fault] = []
    if "entry" in query:
        kind, slug = query["entry"]
        entry = Entry.objects.of_kind(kind).filter(slug=slug).values_list("pk", flat=True).first()
        selected = selected.filter(entry=entry)
        if entry is None:
            faults.append(_unpublished("entry", f"{kind}/{slug}", "entries"))
    if "source" in query:
        source = Source.objects.filter(slug=query["source"]).defer("record").first()
        if source is None:
            faults.append(_unpublished("source", query["source"], "sources"))
        else:
            selected = selected.of_source(source)
    if faults:
        raise parameters.unfit(*faults)
    if "standing" in query:
        selected = selected.filter(standing=query["standing"])
    return selected


def _unpublished(where: str, address: str, among: str) -> Fault:
    # The one other thing that is asked for by its address is an entry.
    what = (
        _("No source with this address is published: %(address)s.")
        if where == "source"
        else _("No entry with this address is published: %(address)s.")
    )
    mend = _("Take it from an item of %(collection)s.")
    return Fault(
        where,
        what % {"address": address},
        mend % {"collection": f"{shapes.ROOT}{among}/"},
    )
