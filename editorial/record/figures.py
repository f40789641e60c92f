"""The figures of the office: what is in hand, how long steps take, who checks how much, how claims stand."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Count
from django.utils import timezone

from editorial.models import Event, Manuscript, Status
from editorial.models.turns import name_of
from editorial.moves import MOVES
from encyclopedia.core.standing import Summary
from encyclopedia.models import Tally

WEEKS = 12
# Stays that ended within so many days count.
MAX_DAYS_BACK = 365
# The states in which somebody has something to do; elsewhere a manuscript may rest for years.
IN_HAND = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.APPROVED, Status.SCHEDULED)
_TO_STATE = {name: move.to_state for name, move in MOVES.items() if move.to_state is not None}
# A returned manuscript stays returned while it is rewritten.
_WRITING = frozenset(name for name, state in _TO_STATE.items() if state == Status.DRAFT) - {
    "recall"
}


class Stay(NamedTuple):
    """How long a manuscript was in a state that it has left since."""

    state: Status
    began: datetime
    ended: datetime

    @property
    def days(self) -> float:
        return (self.ended - self.began) / timedelta(days=1)


class StepTime(NamedTuple):
    """The median of a state's stays in days, None without any, and how many they are."""

    state: Status
    median: float | None
    stays: int


class Checker(NamedTuple):
    """Checks by week, the oldest first; no name where it was erased from the log."""

    name: str
    weeks: list[int]

    @property
    def total(self) -> int:
        return sum(self.weeks)


@dataclass(frozen=True)
class Figures:
    """All of it at one moment; `weeks` are the Mondays with which they begin, the oldest first."""

    states: list[tuple[Status, int]]
    steps: list[StepTime]
    weeks: list[date]
    checkers: list[Checker]
    claims: Summary

    @property
    def supported(self) -> float | None:
        """The share of published claims whose footnote supports them, from 0 to 1; None without claims."""
        return self.claims.supported / self.claims.claims if self.claims.claims else None


def figures(now: datetime | None = None) -> Figures:
    now = now or timezone.now()
    weeks = last_weeks(timezone.localdate(now))
    _kinds, claims = Tally.objects.whole()
    return Figures(_states(), _steps(now), weeks, _checkers(weeks, now), claims)


def last_weeks(today: date) -> list[date]:
    """The Mondays of the last weeks, this one's last."""
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]


def stays(moves: Iterable[tuple[UUID, str, datetime]]) -> Iterator[Stay]:
    """What moves say, given as manuscript, name and time in order: each stay when it ends."""
    current: dict[UUID, tuple[Status, datetime]] = {}
    discarded: dict[UUID, Status] = {}
    for manuscript, name, at in moves:
        state = _TO_STATE[name]
        before = current.get(manuscript)
        if name == "discard" and before is not None:
            discarded[manuscript] = before[0]
        elif name == "bring_back":
            state = discarded.pop(manuscript, state)
        if before is None:
            current[manuscript] = (state, at)
            continue
        stays_so = state == before[0] or (before[0] == Status.RETURNED and name in _WRITING)
        if not stays_so:
            yield Stay(*before, at)
            current[manuscript] = (state, at)


def _states() -> list[tuple[Status, int]]:
    rows = Manuscript.objects.unmerged_or_live().order_by().values_list("status")
    counts = dict(rows.annotate(Count("pk")))
    return [(state, counts.get(state, 0)) for state in Status]


def _steps(now: datetime) -> list[StepTime]:
    moves = Event.objects.filter(action__in=_TO_STATE, at__lte=now, manuscript__isnull=False)
    days: dict[Status, list[float]] = defaultdict(list)
    rows = moves.in_order().values_list("manuscript_id", "action", "at")
    for stay in stays(rows.iterator(chunk_size=5_000)):
        if stay.ended > now - timedelta(days=MAX_DAYS_BACK):
            days[stay.state].append(stay.days)
    return [
        StepTime(state, statistics.median(days[state]) if days[state] else None, len(days[state]))
        for state in IN_HAND
    ]


def _checkers(weeks: list[date], now: datetime) -> list[Checker]:
    """Whoever checked most first."""
    start = timezone.make_aware(datetime(weeks[0].year, weeks[0].month, weeks[0].day))
    checks = Event.objects.filter(action="check", at__gte=start, at__lte=now)
    counted: Counter[tuple[int | None, date]] = Counter()
    for by, at in checks.values_list("by", "at").iterator(chunk_size=5_000):
        day = timezone.localdate(at)
        counted[by, day - timedelta(days=day.weekday())] += 1
    people = {by for by, _monday in counted}
    known = [by for by in people if by is not None]
    names = {user.pk: name_of(user) for user in User.objects.filter(pk__in=known)}
    rows = [
        Checker(names.get(by or 0, ""), [counted[by, monday] for monday in weeks]) for by in people
    ]
    return sorted(rows, key=lambda row: (-row.total, row.name))
