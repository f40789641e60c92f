"""Lists of manuscripts: one of all entries, and one for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import workflow
from editorial.admin.bulk import BulkForm, bulk_moves, carry_out
from editorial.admin.bulk_views import plan
from editorial.admin.home import new_entries
from editorial.admin.list_filters import listed
from editorial.admin.list_pages import ListSlice
from editorial.admin.list_query import ORDERS, WORK, ListQuery
from editorial.admin.list_views import saved_views
from editorial.admin.office_view import office_view, person, show
from editorial.models import PROXIES, Manuscript, Status
from editorial.models.restrictions import restriction_of
from editorial.models.turns import ANYBODY, TURNS, Step
from editorial.workflow import Refused
from encyclopedia.wording.filled_in import in_sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_ON_PAGE = 50
# The columns, by the name of the order that sorts by them ("" for none), and whether they hold numbers.
COLUMNS = (
    ("title", gettext_lazy("Title"), False),
    ("state", gettext_lazy("State"), False),
    ("since", gettext_lazy("Since"), False),
    ("", gettext_lazy("Edition"), True),
    ("", gettext_lazy("To fix"), True),
    ("check", gettext_lazy("To check"), True),
    ("", gettext_lazy("Next step"), False),
    ("due", gettext_lazy("Due"), False),
    ("", gettext_lazy("Author"), False),
    ("changed", gettext_lazy("Changed"), False),
)


@dataclass(frozen=True)
class ColumnHead:
    """`address` sorts by the column, or from its other end if it is sorted by it: `sorted`, in ARIA's words."""

    label: str
    is_number: bool
    address: str = ""
    sorted: str = ""


@office_view()
def manuscripts(request: HttpRequest, kind: str = "") -> HttpResponseBase:
    """The list, and by POST the bulk moves over its chosen rows."""
    query = ListQuery.of(request.GET, kind)
    user = person(request)
    form = BulkForm(request.POST or None, user=user)
    reports = []
    if request.method == "POST" and form.is_valid():
        if request.POST.get("everything"):
            try:
                run = plan(form, query, user)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return HttpResponseRedirect(reverse("admin:bulk_run", args=[run.pk]))
        else:
            reports = carry_out(form, by=user)
    rows = listed(query, user)
    page = list_page(query, user)
    return show(
        request,
        "editorial/list.html",
        {
            "title": titled(query),
            "query": query,
            "page": page,
            "count": rows.count(),
            "first": query.address() if page.previous else "",
            "previous": query.address(before=page.previous) if page.previous else "",
            "next": query.address(after=page.next) if page.next else "",
            "heads": heads(query),
            "form": form,
            "bulk": bulk_moves(user),
            "reports": reports,
            "everything": bool(request.POST.get("everything")),
            "ticked": [] if reports else request.POST.getlist("chosen"),
            "assigns": workflow.may(user, "assign"),
            "new": [
                kind_offered
                for kind_offered in new_entries(user)
                if not kind or kind_offered["name"] == PROXIES[kind]._meta.verbose_name
            ],
            "kind": kind,
            "views": saved_views(request),
            **_choices(query, user),
        },
    )


def titled(query: ListQuery) -> str:
    """The heading: the kind, and the state if the list is of one state."""
    proxy = PROXIES.get(query.kind)
    kind = capfirst(str(proxy._meta.verbose_name_plural)) if proxy else _("All entries")
    if not query.state:
        return kind
    return _("%(kind)s: %(state)s") % {
        "kind": kind,
        "state": in_sentence(Status(query.state).label),
    }


def list_page(query: ListQuery, user: User) -> ListSlice[Manuscript]:
    rows = listed(query, user).select_related("author", *TURNS)
    return query.order.page(rows, MAX_ON_PAGE, after=query.after, before=query.before)


def heads(query: ListQuery) -> list[ColumnHead]:
    columns = []
    for name, label, is_number in COLUMNS:
        if not name:
            columns.append(ColumnHead(str(label), is_number))
            continue
        order = ORDERS[name]
        way = {order: "ascending", order.flipped: "descending"}.get(query.order, "")
        other = f"-{name}" if way == "ascending" else name
        columns.append(ColumnHead(str(label), is_number, query.address(order=other), way))
    return columns


def _choices(query: ListQuery, user: User) -> dict[str, Any]:
    """What the filters offer, each as pairs of value and words."""
    people = [(str(pk), name) for pk, name in authors(user)]
    states = [("", _("Any")), *Status.choices]
    return {
        "states": [
            {"label": label, "address": query.address(state=value), "chosen": query.state == value}
            for value, label in states
        ],
        "selects": [
            *(
                []
                if query.fixed
                else [("kind", _("Kind"), query.kind, [("", _("Any")), *_kinds()])]
            ),
            ("work", _("Work"), query.work, [("", _("any")), *WORK.items()]),
            ("step", _("Next step"), query.step, [("", _("any")), *Step.choices]),
            (
                "has",
                _("Who has the next step"),
                query.has,
                [("", _("Anyone")), *ANYBODY.items(), *people],
            ),
            ("named", _("Who is named"), str(query.named or ""), [("", _("Anyone")), *people]),
            ("author", _("Author"), str(query.author or ""), [("", _("Anyone")), *people]),
        ],
    }


def _kinds() -> list[tuple[str, str]]:
    return [(kind, str(proxy._meta.verbose_name)) for kind, proxy in PROXIES.items()]


def authors(by: User) -> list[tuple[int, str]]:
    """Everyone in the office, by name: the accounts of an office are few. To who sees only a part, only themselves."""
    everybody = get_user_model().objects.filter(is_staff=True).order_by("username")
    users = [by] if restriction_of(by) is not None else everybody[:500]
    return [(user.pk, user.get_full_name() or user.get_username()) for user in users]
