"""The list of commissions, the same as a table, and the names that entries link to and none has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.office_view import office_view, show
from editorial.admin.table_file import table_file
from editorial.commissions.commission_query import OUTSIDE, STAGES, CommissionListQuery
from editorial.models import Commission, Manuscript
from editorial.models.commissions import COMMISSIONED_KINDS, CommissionQuerySet
from editorial.models.turns import name_of
from encyclopedia.models import Link

MAX_ON_PAGE = 50
COLUMNS = (
    "title",
    "kind",
    "subject",
    "stage",
    "who",
    "due",
    "length",
    "links",
    "since",
    "entry",
    "note",
)


@office_view(permissions.ASSIGN_MANUSCRIPT)
def commissions(request: HttpRequest) -> HttpResponseBase:
    """What the filters find, a page at a time: as many queries for ten as for thousands."""
    query = CommissionListQuery.of(request.GET)
    page = Paginator(query.listed(), MAX_ON_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "editorial/commissions/list.html",
        {
            "title": _("Commissions"),
            "query": query,
            "rows": page.object_list,
            "count": page.paginator.count,
            "stages": [
                (label, query.address(stage="" if value == "open" else value), value == query.stage)
                for value, label in STAGES
            ],
            "people": _people(),
            "heads": _heads(query),
            "file": query.address(),
            "previous": query.address(page=str(page.number - 1)) if page.has_previous() else "",
            "next": query.address(page=str(page.number + 1)) if page.has_next() else "",
        },
    )


def _people() -> list[tuple[str, str]]:
    """Whoever was asked and has an account, by name, and everybody who has none."""
    asked = Commission.objects.filter(person__isnull=False).order_by().values("person")
    people = User.objects.filter(pk__in=asked).order_by("last_name", "first_name", "username")
    return [
        *((str(person.pk), name_of(person)) for person in people),
        (OUTSIDE, _("somebody without an account")),
    ]


def _heads(query: CommissionListQuery) -> list[dict[str, Any]]:
    """The heads of the columns; those that sort lead to the list in their order, the next time from its end."""
    heads = [
        ("title", _("Topic"), False),
        ("links", _("Entries that link to it"), True),
        ("who", _("Who is asked"), False),
        ("", _("State"), False),
        ("due", _("Due"), False),
        ("", _("Words wanted"), True),
        ("since", _("In this state"), False),
    ]
    return [
        {
            "label": label,
            "is_number": is_number,
            "address": query.address(order=f"-{name}" if query.order_name == name else name)
            if name
            else "",
            "sorted": {name: "ascending", f"-{name}": "descending"}.get(query.order_name, "")
            if name
            else "",
        }
        for name, label, is_number in heads
    ]


@office_view(permissions.ASSIGN_MANUSCRIPT)
def commissions_file(request: HttpRequest) -> HttpResponseBase:
    """All that the filters find as CSV, in the list's order; days and times in ISO 8601."""
    return table_file("commissions", _rows(CommissionListQuery.of(request.GET).listed()))


def _rows(rows: CommissionQuerySet) -> Iterator[tuple[object, ...]]:
    yield COLUMNS
    row: Any
    for row in rows.iterator(chunk_size=500):
        yield (
            row.title,
            row.kind,
            row.subject,
            row.stage,
            row.who,
            row.day.isoformat() if row.day else "",
            row.length or "",
            row.links,
            row.since.isoformat(),
            row.manuscript.path if row.manuscript else "",
            row.note,
        )


@office_view(permissions.ASSIGN_MANUSCRIPT)
def wanted(request: HttpRequest) -> HttpResponseBase:
    """The names that published entries link to and no entry has, the most wanted first: one click commissions one."""
    page = Paginator(Link.objects.wanted().most_first(), MAX_ON_PAGE).get_page(
        request.GET.get("page")
    )
    names = list(page.object_list)
    keys = [name.key for name in names]
    begun = Commission.objects.open().staged().select_related("person", "manuscript")
    commissioned = {row.name_key: row for row in begun.filter(name_key__in=keys)}
    drafts = Manuscript.objects.filter(kind__in=COMMISSIONED_KINDS, name_key__in=keys)
    drafted = {row.name_key: row for row in drafts.only("name_key", "title")}
    return show(
        request,
        "editorial/commissions/wanted.html",
        {
            "title": _("Wanted entries"),
            "rows": [(name, commissioned.get(name.key), drafted.get(name.key)) for name in names],
            "count": page.paginator.count,
            "kinds": [(kind.value, kind.label) for kind in COMMISSIONED_KINDS],
            "previous": f"?page={page.number - 1}" if page.has_previous() else "",
            "next": f"?page={page.number + 1}" if page.has_next() else "",
        },
    )
