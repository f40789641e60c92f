"""All pairs of moves of one manuscript at the same time, the second let go after every statement of the first.

Both end as if one had come after the other; or one is refused in words, and it is as if the other had come alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attack.interleaved import interleaved, statements_of
from attack.staged import MOVES, People, gather, kind_for, stage
from django.contrib.auth.models import User
from django.db import connection
from factories import Cast, make_cast
from known_moves import NAMES
from portions import Portion

from editorial.models import Approval, Event, Manuscript, Status
from editorial.moves import MOVES as MOVE_TABLE
from editorial.record.verification import faults
from editorial.workflow import Refused
from encyclopedia.models import Edition, Entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# Every move is the first from here; all moves that are possible from there are the second, and `mark` beside `mark`.
FROM = {
    "save": "redrafted",
    "submit": "draft",
    "recall": "scheduled",
    "return": "approved",
    "approve": "checked",
    "schedule": "approved",
    "unschedule": "scheduled",
    "publish": "approved",
    "withdraw": "published",
    "revert": "draft",
    "rename": "published",
    "discard": "returned",
    "bring_back": "discarded",
    "waive": "submitted",
    "mark": "published",
    "record_doi": "published",
    "join_translation": "published",
    "take": "submitted",
    "assign": "draft",
    "remind": "draft",
}
STATE_OF = {"redrafted": Status.DRAFT, "checked": Status.SUBMITTED}
FIRST = dict.fromkeys(NAMES, "approver") | dict.fromkeys(
    ("save", "submit", "recall", "revert", "rename", "discard", "bring_back"), "editor"
)
FIRST |= {"take": "moderator", "return": "moderator"}
# Another person where there is one who may.
SECOND = {
    name: {"approver": "other_approver", "moderator": "superuser", "editor": "editor"}[who]
    for name, who in FIRST.items()
} | dict.fromkeys(("save", "submit", "revert", "rename"), "other_editor")


@pytest.fixture
def people(transactional_db: None) -> People:
    return gather(make_cast())


def actor(cast: Cast, name: str) -> User:
    """As a request reads it; what is allowed to them has been asked before."""
    user = User.objects.get(pk=getattr(cast, name).pk)
    user.get_all_permissions()
    return user


def word(answer: Any) -> str:
    if isinstance(answer, Refused):
        assert str(answer).strip()
        return "refused"
    return "made" if answer.changed else "nothing"


class Pair:
    """Two moves, each time of a new manuscript at one stage."""

    def __init__(self, first: str, second: str, people: People) -> None:
        self.names, self.people, self.row = (first, second), people, None

    def calls(self) -> tuple[Callable[[], Any], Callable[[], Any]]:
        kind = kind_for("mark" if "mark" in self.names else self.names[0])
        staged = stage(FROM[self.names[0]], self.people, kind)
        self.row: Any = staged
        self.newest = Event.objects.latest("seq").seq
        first, second = self.names
        # Each has looked at it.
        one, two = (Manuscript.objects.get(pk=staged.pk) for _ in range(2))
        by, other = actor(self.people.cast, FIRST[first]), actor(self.people.cast, SECOND[second])
        return (
            lambda: MOVES[first](one, by, self.people),
            lambda: MOVES[second](two, other, self.people),
        )

    def state(self) -> tuple[Any, ...]:
        row = Manuscript.objects.get(pk=self.row.pk)
        events = Event.objects.filter(manuscript=row, seq__gt=self.newest).order_by("seq")
        revisions = list(row.revisions.order_by("number").values_list("number", "based_on"))
        return (
            *(row.status, row.revision, row.edition, row.live_edition, row.published_revision),
            *(row.approval_id is None, row.publish_at, row.title.removeprefix(self.row.title)),
            *(row.responsible_id, row.checker_id, row.approver_id, row.priority, row.step),
            tuple(events.values_list("action", flat=True)),
            tuple(revisions),
            Approval.objects.filter(revision__manuscript=row).count(),
            tuple(Edition.objects.filter(entry_id=row.pk).values_list("number", "state")),
            Entry.objects.filter(pk=row.pk).exists(),
        )

    def serial(self) -> tuple[set[Any], set[Any], int]:
        """What both may leave, one after the other; what each may alone; how many statements the first makes."""
        one, two = self.calls()
        count, answer = statements_of(one)
        alone = {("first", self.state())}
        orders = {(word(answer), word(statements_of(two)[1]), self.state())}
        one, two = self.calls()
        later = word(statements_of(two)[1])
        alone.add(("second", self.state()))
        orders.add((word(statements_of(one)[1]), later, self.state()))
        return orders, alone, count


def faults_of(pair: Pair, portion: Portion, share: int) -> tuple[int, list[str]]:
    orders, alone, count = pair.serial()
    wrong: list[str] = []
    name = FROM[pair.names[0]]
    possible = MOVE_TABLE[pair.names[1]].from_states
    places = list(range(1, count + 1))
    if (STATE_OF.get(name) or Status(name)) not in possible:
        # Only what the first one changes could make it possible: once, in the middle.
        places = places[count // 2 :][:1]
    tried = portion(places, share)
    for after in tried:
        one, two = pair.calls()
        answers = interleaved(one, two, after)
        words, state = [word(answer) for answer in answers], pair.state()
        by_one_alone = {
            ("first", state) if words[1] == "refused" else None,
            ("second", state) if words[0] == "refused" else None,
        }
        if (*words, state) not in orders and not (by_one_alone & alone):
            wrong.append(f"{pair.names} after {after}: {answers} {state}, not as {orders}")
    return len(tried), wrong


@pytest.mark.portion(7)
@pytest.mark.parametrize("first", NAMES)
def test_two_moves_at_the_same_time_end_as_one_after_the_other(
    first: str, people: People, portion: Portion
) -> None:
    wrong, count = [], 0
    seconds = [name for name in NAMES if name != "mark" or first in ("mark", "withdraw", "rename")]
    for second in portion(seconds, 7):
        tried, failed = faults_of(Pair(first, second, people), portion, 20)
        count += tried
        wrong += failed
    assert not wrong, "\n".join(wrong)
    # A second database tries fewer of the places.
    assert count >= (1 if portion.again else 2)
    assert list(faults()) == []
    if portion.thorough:
        print(f"{connection.vendor}: {first} first, {count} interleavings")


def test_a_move_that_locks_nothing_would_be_found(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A move that writes what it read before the other one: its state is that of no order."""

    def careless(row: Manuscript, by: User, _people: People) -> Any:
        read = Manuscript.objects.get(pk=row.pk)
        list(User.objects.all()[:1])
        Manuscript.objects.filter(pk=row.pk).update(status=read.status, revision=read.revision)
        return type("Outcome", (), {"changed": True})()

    monkeypatch.setitem(MOVES, "take", careless)
    monkeypatch.setitem(FROM, "take", "draft")
    assert faults_of(Pair("take", "save", people), Portion(thorough=True), 1)[1]
