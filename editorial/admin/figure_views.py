"""One page of figures, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.list_query import list_address
from editorial.admin.office_view import office_view, show
from editorial.admin.table_file import table_file
from editorial.record.figures import MAX_DAYS_BACK, Figures, figures


@office_view(permissions.ASSIGN_MANUSCRIPT)
def figures_page(request: HttpRequest) -> HttpResponseBase:
    counted = figures()
    share = counted.supported
    return show(
        request,
        "editorial/figures.html",
        {
            "title": _("Figures"),
            "figures": counted,
            "states": [
                (state.label, count, list_address(state=state)) for state, count in counted.states
            ],
            "days": MAX_DAYS_BACK,
            "percent": None if share is None else round(100 * share, 1),
        },
    )


@office_view(permissions.ASSIGN_MANUSCRIPT)
def figures_file(request: HttpRequest) -> HttpResponseBase:
    """A line for each figure: what is counted, of what, the week as the day it begins with, the number."""
    return table_file("figures", _rows(figures()))


def _rows(counted: Figures) -> Iterator[tuple[object, ...]]:
    yield ("figure", "of", "week", "value")
    for state, count in counted.states:
        yield ("entries", state.value, "", count)
    for step in counted.steps:
        median = "" if step.median is None else round(step.median, 3)
        yield ("median_days", step.state.value, "", median)
        yield ("stays", step.state.value, "", step.stays)
    for checker in counted.checkers:
        for monday, count in zip(counted.weeks, checker.weeks, strict=True):
            yield ("checks", checker.name, monday.isoformat(), count)
    yield ("claims", "published", "", counted.claims.claims)
    yield ("claims", "supported", "", counted.claims.supported)
