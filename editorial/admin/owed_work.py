"""What each person owes: the steps of manuscripts that are theirs, and what they promised to write."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.admin.list_query import list_address
from editorial.models import Commission, Manuscript
from editorial.models.turns import ANYBODY, TO_DO, TURNS, Step, name_of

# How many pieces are listed under a person; the rest is in the list that the number leads to.
MAX_LISTED = 20


@dataclass
class Owed:
    """What one person owes, or a role where nobody in particular was named: per step how many, and since when.

    `key` is who has it in the address of a list: a person's id, or the column that names nobody; empty for somebody
    without an account, who owes only `promised`.
    """

    name: str
    key: str
    person: User | None = None
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    oldest: datetime | None = None
    overdue: int = 0
    late_promises: int = 0
    pieces: list[Manuscript] = field(default_factory=list)
    promised: list[Commission] = field(default_factory=list)
    promises: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values()) + self.promises

    @property
    def late(self) -> int:
        return self.overdue + self.late_promises

    @property
    def cells(self) -> list[tuple[str, str, int]]:
        """For each step its words, the list of what is counted, and how many."""
        steps = [
            (str(Step(step).label), list_address(has=self.key, step=step), self.counts[step])
            for step in TO_DO
        ]
        return [(promised_words(), self.promises_address, self.promises), *steps]

    @property
    def links(self) -> list[tuple[str, int]]:
        """The lists of all that is owed, each with how many are in it: manuscripts, then promises."""
        links = [
            (list_address(has=self.key), sum(self.counts.values())),
            (self.promises_address, self.promises),
        ]
        return [(address, count) for address, count in links if count]

    @property
    def links_in_words(self) -> list[tuple[str, str]]:
        """The same, each saying of what it counts."""
        entries = sum(self.counts.values())
        links = [
            (
                list_address(has=self.key),
                entries,
                ngettext("%(count)s entry", "%(count)s entries", entries),
            ),
            (
                self.promises_address,
                self.promises,
                ngettext("%(count)s promised", "%(count)s promised", self.promises),
            ),
        ]
        return [(address, words % {"count": count}) for address, count, words in links if count]

    @property
    def overdue_links(self) -> list[tuple[str, int]]:
        """The lists of what is overdue, each with how many are in it: manuscripts, then promises."""
        links = [
            (list_address(has=self.key, work="overdue"), self.overdue),
            (commissions_address(stage="late", **self._whose), self.late_promises),
        ]
        return [(address, count) for address, count in links if count]

    @property
    def promises_address(self) -> str:
        return commissions_address(stage="promised", **self._whose)

    @property
    def _whose(self) -> dict[str, str]:
        return {"person": self.key} if self.person else {"q": self.name}


def promised_words() -> str:
    """The column of what was promised and is not begun."""
    return _("Write what was promised")


def commissions_address(**filters: str) -> str:
    """The address of the list of commissions with these filters."""
    return f"{reverse('admin:commissions')}?{urlencode(filters)}"


def owed_by_people() -> list[Owed]:
    """People with the most overdue first, then the roles in which nobody in particular was named."""
    rows = Manuscript.objects.to_do().unmerged().select_related(*TURNS).most_urgent_first()
    by_key: dict[Any, Owed] = {}
    for row in rows.defer("sort_key", "name_key").iterator(chunk_size=500):
        row.step = row.likely_step
        holder = row.has_it
        key = holder.pk if holder else row.turn
        if key not in by_key:
            words = name_of(holder) if holder else str(ANYBODY[row.turn])
            by_key[key] = Owed(words, str(key), holder)
        owed = by_key[key]
        owed.counts[row.step] += 1
        owed.overdue += row.is_overdue
        owed.oldest = min(owed.oldest or row.since, row.since)
        if len(owed.pieces) < MAX_LISTED:
            owed.pieces.append(row)
    _add_promised(by_key)
    return sorted(
        by_key.values(),
        key=lambda owed: (owed.key in ANYBODY, -owed.late, -owed.total),
    )


def _add_promised(by_key: dict[Any, Owed]) -> None:
    """What was promised and is not begun; what is drafted of it counts as a manuscript."""
    promised = Commission.objects.promised().select_related("person").most_urgent_first()
    today = timezone.localdate()
    for row in promised.iterator(chunk_size=500):
        key = row.person_id or f"name {row.name}"
        if key not in by_key:
            by_key[key] = Owed(row.who, str(row.person_id or ""), row.person)
        owed = by_key[key]
        owed.promises += 1
        owed.late_promises += row.due_on is not None and row.due_on < today
        owed.oldest = min(owed.oldest or row.since, row.since)
        if len(owed.promised) < MAX_LISTED:
            owed.promised.append(row)
