"""What the address of the list of commissions asks for, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from editorial.models import Commission, CommissionStage
from encyclopedia.core.names import name_key

MAX_WORDS_LENGTH = 200
OPEN = "open"
OUTSIDE = "outside"
STAGES: tuple[tuple[str, object], ...] = (
    (OPEN, pgettext_lazy("commissions", "Open")),
    *((value, label) for value, label in CommissionStage.choices),
    ("all", pgettext_lazy("commissions", "All")),
)
# Asked for by other pages, and not among what the list offers to choose.
PROMISED = "promised"
LATE = "late"
ORDERS = {
    "title": ("name_key",),
    "links": ("links",),
    "who": ("person__last_name", "person__first_name", "person__username", "name"),
    "since": ("since",),
    "due": ("day",),
}


@dataclass(frozen=True)
class CommissionListQuery:
    """Filters and order; unknown values are dropped. `person` is an account's number, or somebody without one."""

    stage: str = OPEN
    person: str = ""
    words: str = ""
    order_name: str = ""

    @classmethod
    def of(cls, parameters: QueryDict) -> CommissionListQuery:
        stage = parameters.get("stage", OPEN)
        person = parameters.get("person", "")
        number = person if person.isascii() and person.isdigit() and len(person) < 10 else ""
        words = parameters.get("q", "").replace("\x00", "").encode(errors="ignore").decode()
        order = parameters.get("order", "")
        return cls(
            stage=stage if stage in {*dict(STAGES), PROMISED, LATE} else OPEN,
            person=OUTSIDE if person == OUTSIDE else number,
            words=" ".join(words[:MAX_WORDS_LENGTH].split()),
            order_name=order if order.removeprefix("-") in ORDERS else "",
        )

    @property
    def filters(self) -> dict[str, str]:
        values = {
            "stage": "" if self.stage == OPEN else self.stage,
            "person": self.person,
            "q": self.words,
            "order": self.order_name,
        }
        return {name: value for name, value in values.items() if value}

    def address(self, **changes: str) -> str:
        values = self.filters | changes
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def listed(self) -> Any:
        """All that it finds, in its order, with everything that the list shows: one query."""
        rows: Any = Commission.objects.staged().with_links()
        rows = self._narrowed(rows.select_related("person", "manuscript"))
        if not self.order_name:
            return rows.order_by(F("day").asc(nulls_last=True), "-links", "name_key", "id")
        backwards = self.order_name.startswith("-")
        columns = ORDERS[self.order_name.removeprefix("-")]
        ordered = [
            F(column).desc(nulls_last=True) if backwards else F(column).asc(nulls_last=True)
            for column in columns
        ]
        return rows.order_by(*ordered, "name_key", "id")

    def _narrowed(self, rows: Any) -> Any:
        if self.stage == OPEN:
            rows = rows.open().exclude(stage=CommissionStage.PUBLISHED)
        elif self.stage == PROMISED:
            rows = rows.promised()
        elif self.stage == LATE:
            rows = rows.promised().filter(due_on__lt=timezone.localdate())
        elif self.stage != "all":
            rows = rows.filter(stage=self.stage)
        if self.person == OUTSIDE:
            rows = rows.filter(person__isnull=True).exclude(name="")
        elif self.person:
            rows = rows.filter(person=int(self.person))
        if self.words:
            rows = rows.filter(
                Q(name_key__contains=name_key(self.words))
                | Q(subject__icontains=self.words)
                | Q(name__icontains=self.words)
                | Q(person__first_name__icontains=self.words)
                | Q(person__last_name__icontains=self.words)
            )
        return rows
