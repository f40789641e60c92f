"""Lists of manuscripts: one for each kind, and one of all kinds by state."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial import workflow
from editorial.admin.bulk import BulkForm, bulk_moves, carry_out
from editorial.admin.home import new_entries
from editorial.admin.list_pages import ListSlice, Order
from editorial.admin.office_view import office_view, person, show
from editorial.models import PROXIES, Manuscript, Status, Topic
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.models.turns import TURNS
from encyclopedia.core.names import name_key

PAGE = 50
MAX_SEARCH_LENGTH = 200
# Up to this many manuscripts of a tag are sorted; with more, a scan of the list soon fills a page.
RARE = 1000

BY_CHANGE = Order("changed_at", descending=True)
BY_TITLE = Order("sort_key")
BY_AGE = Order("since")


@dataclass(frozen=True)
class ListQuery:
    """What the address asks for; unknown values are dropped."""

    kind: str
    state: str = ""
    author: int = 0
    words: str = ""
    tag: str = ""
    by_title: bool = False
    after: str = ""

    @classmethod
    def of(cls, request: HttpRequest, kind: str) -> ListQuery:
        parameters = request.GET
        state = parameters.get("state", "")
        author = parameters.get("author", "")
        return cls(
            kind=kind,
            state=state if state in Status.values else ("" if kind else Status.SUBMITTED),
            author=int(author) if author.isascii() and author.isdigit() and len(author) < 10 else 0,
            words=_search_words(parameters.get("q", "")),
            tag=" ".join(_search_words(parameters.get("tag", "")).strip(", ").split()),
            by_title=parameters.get("order") == "title",
            after=parameters.get("after", "")[:400],
        )

    @property
    def order(self) -> Order:
        """The order that has an index for this query."""
        if self.state or not self.kind:
            return BY_AGE
        return BY_TITLE if self.by_title or self.words else BY_CHANGE

    def address(self, **changes: str) -> str:
        """The query string of the same list with some of it changed; from the first page unless `after` is given."""
        parts = {
            "state": self.state,
            "author": str(self.author or ""),
            "q": self.words,
            "tag": self.tag,
            "order": "title" if self.by_title else "",
            **changes,
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})


@office_view()
def manuscripts(request: HttpRequest, kind: str = "") -> HttpResponseBase:
    """The list, and by POST the bulk moves over its chosen rows."""
    query = ListQuery.of(request, kind)
    user = person(request)
    form = BulkForm(request.POST or None, user=user)
    reports = []
    if request.method == "POST" and form.is_valid():
        reports = carry_out(form, by=user)
    page = list_page(query)
    proxy = PROXIES.get(kind)
    title = str(proxy._meta.verbose_name_plural).capitalize() if proxy else _("All kinds")
    return show(
        request,
        "editorial/list.html",
        {
            "title": _titled(title, query.state),
            "query": query,
            "page": page,
            "next": query.address(after=page.next) if page.next else "",
            "states": _states(query),
            "authors": authors(),
            "form": form,
            "bulk": bulk_moves(user),
            "reports": reports,
            "assigns": workflow.may(user, "assign"),
            "new": [
                kind_offered
                for kind_offered in new_entries(user)
                if not proxy or kind_offered["name"] == proxy._meta.verbose_name
            ],
            "kind": kind,
            "by_title": query.address(order="title"),
            "by_change": query.address(order=""),
        },
    )


def _titled(kind: str, state: str) -> str:
    """The heading: the kind, and the state if the list is of one state."""
    if not state:
        return kind
    return _("%(kind)s: %(state)s") % {"kind": kind, "state": Status(state).label.lower()}


def list_page(query: ListQuery) -> ListSlice[Manuscript]:
    """One page; with a search, names that begin with the words first, then those that hold them."""
    rows = Manuscript.objects.select_related("author", *TURNS).unmerged_or_live()
    if query.kind:
        rows = rows.of_kind(query.kind)
    if query.state:
        rows = rows.filter(status=query.state)
    if query.author:
        rows = rows.filter(author=query.author)
    if query.tag:
        rows = about(rows, query.tag)
    if query.words:
        beginning = _page(beginning_with(rows, query.words), query)
        if beginning.rows or query.after:
            return beginning
        rows = rows.filter(
            Q(name_key__contains=name_key(query.words)) | Q(slug__contains=query.words)
        )
    return _page(rows, query)


def about(rows: ManuscriptQuerySet, tag: str) -> ManuscriptQuerySet:
    """Those whose newest revision has the tag: by the index of tags if it is rare, row by row if it is common."""
    topics = Topic.objects.named(tag)
    tagged = list(
        topics.order_by("key", "manuscript").values_list("manuscript", flat=True)[: RARE + 1]
    )
    if len(tagged) <= RARE:
        return rows.filter(pk__in=tagged)
    return rows.filter(Exists(topics.filter(manuscript=OuterRef("pk"))))


def _page(rows: QuerySet[Manuscript], query: ListQuery) -> ListSlice[Manuscript]:
    order = query.order
    listed = list(rows.filter(order.after(query.after)).order_by(*order.columns)[: PAGE + 1])
    more = order.cursor(listed[PAGE - 1]) if len(listed) > PAGE else ""
    return ListSlice(listed[:PAGE], more)


def beginning_with(rows: ManuscriptQuerySet, words: str) -> ManuscriptQuerySet:
    """Those whose title, sorting title or address begins with the words; each has an index."""
    key, slug = name_key(words), words.casefold().replace(" ", "-")
    return rows.filter(_begins("name_key", key) | _begins("sort_key", key) | _begins("slug", slug))


def _search_words(words: str) -> str:
    return words.replace("\x00", "")[:MAX_SEARCH_LENGTH].strip()


def _begins(column: str, start: str) -> Q:
    if connection.vendor == "sqlite":
        # LIKE with ESCAPE uses no index in SQLite; a range does, and its order is that of the code points.
        return Q(**{f"{column}__gte": start, f"{column}__lt": start + "\U0010ffff"})
    return Q(**{f"{column}__startswith": start})


def _states(query: ListQuery) -> list[dict[str, object]]:
    states: list[dict[str, object]] = [
        {"label": label, "address": query.address(state=value), "chosen": query.state == value}
        for value, label in Status.choices
    ]
    if query.kind:
        anything = {
            "label": _("Any"),
            "address": query.address(state=""),
            "chosen": not query.state,
        }
        states.insert(0, anything)
    return states


def authors() -> list[tuple[int, str]]:
    """Everyone in the office, by name; the accounts of an office are few."""
    users = get_user_model().objects.filter(is_staff=True).order_by("username")[:500]
    return [(user.pk, user.get_full_name() or user.get_username()) for user in users]
