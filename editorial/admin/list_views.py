"""What one does with a whole list: take it out as a table, keep it under a name, drop it."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial.actions.saved_views import drop_view, save_view
from editorial.admin.list_filters import listed
from editorial.admin.list_query import ListQuery, list_address
from editorial.admin.office_view import office_view, person
from editorial.admin.table_file import table_file
from editorial.models import Manuscript, SavedView
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.models.turns import TURNS
from editorial.workflow import Refused

COLUMNS = (
    "address",
    "title",
    "kind",
    "state",
    "step",
    "who",
    "due",
    "since",
    "to check",
    "changed",
)


@office_view()
def entries_file(request: HttpRequest) -> HttpResponseBase:
    """All that the filters find as CSV, in the list's order; days and times in ISO 8601."""
    query = ListQuery.of(request.GET)
    rows = listed(query, person(request)).select_related(*TURNS).order_by(*query.order.columns)
    return table_file("entries", _rows(rows))


def _rows(rows: ManuscriptQuerySet) -> Iterator[tuple[object, ...]]:
    yield COLUMNS
    row: Manuscript
    for row in rows.iterator(chunk_size=500):
        yield (
            row.path,
            row.title,
            row.kind,
            row.status,
            row.likely_step,
            row.who,
            row.due_on.isoformat() if row.due_on else "",
            row.since.isoformat(),
            row.unchecked,
            row.changed_at.isoformat(),
        )


@office_view(post=True)
def keep_view(request: HttpRequest) -> HttpResponseBase:
    """Keep the filters that the form sends under a name, and go back to the list."""
    query = _sent(request)
    address = list_address(**query.filters)
    try:
        view = save_view(
            name=request.POST.get("name", ""), filters=query.as_sent, by=person(request)
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Kept as “%(name)s”.") % {"name": view.name})
    return HttpResponseRedirect(address)


@office_view(post=True)
def forget_view(request: HttpRequest, number: int) -> HttpResponseBase:
    if drop_view(view=number, by=person(request)):
        messages.success(request, _("The view is dropped."))
    return HttpResponseRedirect(list_address())


def saved_views(request: HttpRequest) -> list[dict[str, object]]:
    """This person's views by name, each with the address of its list; what it no longer knows is left out."""
    views = SavedView.objects.filter(person=person(request)).order_by("name")
    return [
        {
            "number": view.pk,
            "name": view.name,
            "address": list_address(**ListQuery.of(QueryDict(view.filters)).filters),
        }
        for view in views
    ]


def _sent(request: HttpRequest) -> ListQuery:
    return ListQuery.of(QueryDict(request.POST.get("filters", "")[:4000]))
