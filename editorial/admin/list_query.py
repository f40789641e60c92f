"""What the address of a list asks for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.admin.list_pages import Order
from editorial.models import Status
from editorial.models.turns import ANYBODY, Step
from encyclopedia.core.documents import KINDS

MAX_WORDS_LENGTH = 200
MAX_CURSOR_LENGTH = 400

BY_CHANGE = Order("changed_at", descending=True)
BY_TITLE = Order("sort_key")
BY_AGE = Order("since")
# By the name that the address has for it; with a hyphen before it, from the end.
ORDERS = {
    "title": BY_TITLE,
    "state": Order("stage"),
    "since": BY_AGE,
    "check": Order("unchecked"),
    "due": Order("due_by"),
    "changed": BY_CHANGE.flipped,
}
# What can be asked about the next step of entries.
WORK = {
    "mine": _("mine now"),
    "waiting": _("mine, with others now"),
    "ready": _("nothing in the way of the next step"),
    "blocked": _("something in the way of the next step"),
    "unassigned": _("unassigned"),
    "overdue": _("overdue"),
    "late": _("with others, overdue"),
    "others": _("with others, not overdue"),
    "author": _("with others, waits for its author or a source"),
    "behind": _("translations behind the entry they translate"),
    "own_behind": _("mine, published, behind the entry they translate"),
}


@dataclass(frozen=True)
class ListQuery:
    """Filters, order and page; unknown values are dropped. `fixed`: the kind is the list's own.

    `has` is who has the next step: the id of a person, or the column (`TURNS`) that names nobody; `named` is a person
    named for anything in it.
    """

    kind: str = ""
    fixed: bool = False
    state: str = ""
    words: str = ""
    work: str = ""
    step: str = ""
    has: str = ""
    named: int = 0
    author: int = 0
    tag: str = ""
    language: str = ""
    source: str = ""
    order_name: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def of(cls, parameters: QueryDict, kind: str = "") -> ListQuery:
        def one_of(name: str, values: object) -> str:
            value = parameters.get(name, "")
            return value if value in values else ""  # type: ignore[operator]

        has = parameters.get("has", "")
        return cls(
            kind=kind or one_of("kind", KINDS),
            fixed=bool(kind),
            state=one_of("state", Status.values),
            words=_line(parameters.get("q", "")),
            work=one_of("work", WORK),
            step=one_of("step", Step.values),
            has=has if has in ANYBODY else str(_number(has) or ""),
            named=_number(parameters.get("named", "")),
            author=_number(parameters.get("author", "")),
            tag=" ".join(_line(parameters.get("tag", "")).strip(", ").split()),
            language=_line(parameters.get("language", "")),
            source=_line(parameters.get("source", "")).lstrip("@"),
            order_name=one_of("order", [*ORDERS, *(f"-{name}" for name in ORDERS)]),
            after=parameters.get("after", "")[:MAX_CURSOR_LENGTH],
            before=parameters.get("before", "")[:MAX_CURSOR_LENGTH],
        )

    @property
    def order(self) -> Order:
        """The order asked for, or the one that has an index for this query."""
        if self.order_name:
            order = ORDERS[self.order_name.removeprefix("-")]
            return order.flipped if self.order_name.startswith("-") else order
        if self.words:
            return BY_TITLE
        return BY_AGE if self.state or self.work or self.step or self.has else BY_CHANGE

    @property
    def is_about_work(self) -> bool:
        """Whether it asks what is to be done: nothing is with a source that was merged into another."""
        return bool(self.work or self.step or self.has)

    @property
    def filters(self) -> dict[str, str]:
        """Name → value of every filter that is set, by which the address asks for them."""
        values = {
            "kind": self.kind,
            "state": self.state,
            "q": self.words,
            "work": self.work,
            "step": self.step,
            "has": self.has,
            "named": str(self.named or ""),
            "author": str(self.author or ""),
            "tag": self.tag,
            "language": self.language,
            "source": self.source,
            "order": self.order_name,
        }
        return {name: value for name, value in values.items() if value}

    @property
    def more_filters(self) -> bool:
        """Whether any filter is set besides kind, state and words."""
        return bool(self.filters.keys() - {"kind", "state", "q", "order"})

    def address(self, **changes: str) -> str:
        """The query string of the same list with some of it changed; from the first page unless told otherwise."""
        values = self.filters | changes
        if self.fixed:
            values.pop("kind", None)
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @property
    def as_sent(self) -> str:
        """All filters, the kind too, as the query of an address."""
        return urlencode(self.filters)


def list_address(**filters: str) -> str:
    """The address of the list of all entries with these filters."""
    address = reverse("admin:editorial_manuscript_changelist")
    return f"{address}?{urlencode(filters)}" if filters else address


def _line(words: str) -> str:
    return words.replace("\x00", "").encode(errors="ignore").decode()[:MAX_WORDS_LENGTH].strip()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
