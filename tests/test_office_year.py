"""Months of work of ten people: nothing lies unseen, nobody is told too much or twice, and the figures are true."""

from __future__ import annotations

import io
import statistics
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from moved_clock import moved_clock
from office_year import Year
from portions import Portion

from editorial.actions.choose_paces import choose_paces
from editorial.models import DraftCitation, Event, Manuscript, Notice, Status
from editorial.record.figures import figures
from encyclopedia.models import Citation

BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
# Whose turn each step is.
COLUMNS = {
    "write": "responsible",
    "mend": "responsible",
    "answer": "responsible",
    "source": "responsible",
    "check": "checker",
    "approve": "approver",
    "publish": "approver",
}
ROLES = {
    "responsible": {"edna", "otto", "erin", "emil", "abel", "anna"},
    "checker": {"mona", "milo", "mina"},
    "approver": {"abel", "anna"},
}
PACES = {"edna": "at_once", "otto": "daily", "erin": "weekly", "mona": "none"}


@pytest.fixture
def year(db: None, portion: Portion) -> Iterator[Year]:
    with moved_clock(BEGIN) as clock:
        if portion.thorough:
            yield Year(clock, days=365, entries=200, citations=15)
        else:
            yield Year(clock, days=60, entries=16, citations=5)


def test_a_year_of_work_goes_astray_nowhere(year: Year) -> None:
    for name, pace in PACES.items():
        kinds = ("work", "outcome", "reminder", "sources")
        choose_paces(paces=dict.fromkeys(kinds, pace), by=year.who[name])
    expected = Reminders()
    for day in range(year.days):
        year.work(day)
        year.clock.go_on(hours=22)
        mail.outbox.clear()
        last = newest_notice()
        call_command("publish_due", stdout=io.StringIO())
        note_what_was_published(year)
        assert_everything_is_somebody_s(year)
        assert expected.of_today(year) == sent_today(year)
        assert_nobody_is_told_too_much(year, last)
        year.clock.go_on(hours=2)
    assert not year.diary.refused
    published = Manuscript.objects.filter(kind="article", edition__gte=1).count()
    assert published > 0.7 * len(year.documents)
    assert len(year.documents) == year.entries
    assert expected.kinds_sent == {"before", "overdue", "unassigned"}
    assert_the_log_is_the_diary(year)
    assert_the_figures_are_those_of_the_diary(year)
    call_command("verify_history", stdout=io.StringIO())


def newest_notice() -> int:
    newest = Notice.objects.order_by("-pk").first()
    return newest.pk if newest else 0


def note_what_was_published(year: Year) -> None:
    """What was scheduled is published by the command, which is no act of anybody here."""
    known = {(pk, name, at) for pk, name, at in year.diary.moves if name == "publish"}
    count = Counter(pk for pk, _name, _at in known)
    for row in Manuscript.objects.filter(status=Status.PUBLISHED):
        if row.edition > count[row.pk]:
            year.diary.moves.append((row.pk, "publish", timezone.now()))


def step_of(year: Year, row: Manuscript) -> str:
    """Told from the states and from what the moderators said."""
    if row.status != Status.SUBMITTED:
        return {
            "draft": "write",
            "returned": "mend",
            "approved": "publish",
            "scheduled": "wait",
            "published": "nothing",
        }[row.status]
    uses = DraftCitation.objects.filter(manuscript=row).values_list("digest", flat=True)
    verdicts = [year.diary.verdicts.get((row.pk, use)) for use in uses]
    if None in verdicts:
        return "check"
    return "answer" if "does_not_support" in verdicts else "approve"


def assert_everything_is_somebody_s(year: Year) -> None:
    """Each has a responsible person and the right next step; whoever left holds nothing that is not told as free."""
    unassigned = set(Manuscript.objects.unassigned().values_list("pk", flat=True))
    for row in Manuscript.objects.select_related("responsible", "checker", "approver"):
        assert row.responsible is not None
        assert row.step == step_of(year, row), row.title
        if column := COLUMNS.get(row.step or ""):
            named = getattr(row, column)
            free = named is None or not named.is_active
            assert free == (row.pk in unassigned), row.title
        else:
            assert row.pk not in unassigned


class Reminders:
    """Which are due each day, by the rule as the manager's guide tells it; what was sent before is remembered here."""

    def __init__(self) -> None:
        self.sent: dict[tuple[uuid.UUID, str, str, datetime], datetime] = {}
        self.before: set[tuple[uuid.UUID, str, datetime, date]] = set()
        self.kinds_sent: set[str] = set()

    def of_today(self, year: Year) -> dict[tuple[uuid.UUID, str], set[str]]:
        """Manuscript and reason → names of those who are reminded."""
        today, now = timezone.localdate(), timezone.now()
        due: dict[tuple[uuid.UUID, str], set[str]] = {}
        for row in Manuscript.objects.select_related("responsible", "checker", "approver"):
            column = COLUMNS.get(row.step or "")
            if column is None:
                continue
            named = getattr(row, column)
            here = named is not None and named.is_active
            holders = {named.username} if here else {"abel", "anna"}
            if row.due_on and today <= row.due_on <= today + timedelta(days=3):
                key = (row.pk, str(row.step), row.since, row.due_on)
                if key not in self.before:
                    self.before.add(key)
                    due[row.pk, "before"] = holders
            if row.due_on and row.due_on < today and self._again(row, "overdue", now):
                due[row.pk, "overdue"] = holders
            long = row.since < now - timedelta(days=7)
            if not here and long and self._first(row, "unassigned", now):
                due[row.pk, "unassigned"] = {"abel", "anna"}
        self.kinds_sent |= {why for _pk, why in due}
        return due

    def _again(self, row: Manuscript, why: str, now: datetime) -> bool:
        key = (row.pk, why, str(row.step), row.since)
        if key in self.sent and now - self.sent[key] < timedelta(days=7):
            return False
        self.sent[key] = now
        return True

    def _first(self, row: Manuscript, why: str, now: datetime) -> bool:
        return self.sent.setdefault((row.pk, why, str(row.step), row.since), now) == now


def sent_today(year: Year) -> dict[tuple[uuid.UUID, str], set[str]]:
    names = {user.pk: name for name, user in year.who.items()}
    sent: dict[tuple[uuid.UUID, str], set[str]] = {}
    since = timezone.now() - timedelta(hours=1)
    for event in Event.objects.filter(action="remind", at__gte=since):
        assert event.manuscript_id is not None
        key = (event.manuscript_id, event.private["why"])
        assert key not in sent
        sent[key] = {names[pk] for pk in event.private["to"]}
    return sent


def assert_nobody_is_told_too_much(year: Year, last: int) -> None:
    """Only people who are here, of the role; at the pace they chose; each thing in one e-mail at most."""
    gone = {User.objects.get(pk=pk).email for pk in year.diary.gone}
    told = Counter(person for letter in mail.outbox for person in letter.to)
    assert not gone & set(told)
    assert "mona@example.org" not in told
    assert set(told.values()) <= {1}
    if timezone.localtime().weekday() != 0:
        assert "erin@example.org" not in told
    for notice in Notice.objects.filter(pk__gt=last).select_related("user").exclude(step=""):
        assert notice.user.username in ROLES[COLUMNS[notice.step]]
        assert notice.user_id not in year.diary.gone


def assert_the_log_is_the_diary(year: Year) -> None:
    moves = Event.objects.filter(action__in=[name for _pk, name, _at in year.diary.moves])
    log = Counter(moves.values_list("manuscript_id", "action"))
    assert log == Counter((pk, name) for pk, name, _at in year.diary.moves)


def assert_the_figures_are_those_of_the_diary(year: Year) -> None:
    told = figures()
    states = Counter(Manuscript.objects.values_list("status", flat=True))
    assert dict(told.states) == {state: states[state.value] for state, _count in told.states}

    after = {"save": "draft", "submit": "submitted", "return": "returned", "approve": "approved"}
    after |= {"schedule": "scheduled", "publish": "published"}
    days: dict[str, list[float]] = defaultdict(list)
    current: dict[uuid.UUID, tuple[str, datetime]] = {}
    for pk, name, at in sorted(year.diary.moves, key=lambda move: move[2]):
        state, began = current.get(pk, ("", at))
        if state == "returned" and name == "save":
            continue
        if after[name] != state:
            if state and at > timezone.now() - timedelta(days=365):
                days[state].append((at - began) / timedelta(days=1))
            current[pk] = (after[name], at)
    for step in told.steps:
        assert step.stays == len(days[step.state]), step.state
        if days[step.state]:
            expected = statistics.median(days[step.state])
            assert step.median == pytest.approx(expected, abs=0.001)

    weeks: Counter[tuple[str, date]] = Counter()
    names = {user.pk: user.get_full_name() or name for name, user in year.who.items()}
    for (person, at), count in year.diary.checks.items():
        day = timezone.localdate(at)
        weeks[names[person], day - timedelta(days=day.weekday())] += count
    for checker in told.checkers:
        for monday, count in zip(told.weeks, checker.weeks, strict=True):
            assert count == weeks.pop((checker.name, monday), 0)
    assert not {monday for _name, monday in weeks} & set(told.weeks)

    cited = list(Citation.objects.filter(entry__kind="article").values_list("entry_id", "digest"))
    supported = sum(year.diary.verdicts[use] == "supports" for use in cited)
    assert (told.claims.claims, told.claims.supported) == (len(cited), supported)
