"""Every move is killed at every statement that it makes: nothing of it stands then, or all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from attack.staged import MOVES, People, gather, kind_for, stage
from attack.traces import changed, standing
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import TestCase
from factories import make_cast, page_of
from known_moves import NAMES
from portions import Portion

from editorial.models import Manuscript
from editorial.record.verification import faults
from encyclopedia.models import Entry

# From where each move is killed, and who makes it: one that readers see the effect of where there is one.
FROM = {
    "save": ("redrafted", "editor"),
    "submit": ("redrafted", "editor"),
    "recall": ("scheduled", "editor"),
    "return": ("approved", "moderator"),
    "approve": ("checked", "approver"),
    "schedule": ("approved", "approver"),
    "unschedule": ("scheduled", "approver"),
    "publish": ("approved", "approver"),
    "withdraw": ("published", "approver"),
    "revert": ("redrafted", "editor"),
    "rename": ("redrafted", "editor"),
    "discard": ("draft", "editor"),
    "bring_back": ("discarded", "editor"),
    "waive": ("submitted", "approver"),
    "mark": ("published", "approver"),
    "record_doi": ("published", "approver"),
    "join_translation": ("published", "approver"),
    "take": ("submitted", "moderator"),
    "assign": ("draft", "approver"),
    "remind": ("draft", "approver"),
}
# A killed process says nothing more to the database, which then goes back by itself.
GOES_BACK = ("ROLLBACK", "RELEASE SAVEPOINT")


class Killed(BaseException):
    """Nothing catches it, as nothing catches the end of a process."""


class Statements:
    """Counts the statements of a move, and kills it at one of them; what is said after that is kept."""

    def __init__(self, last: int = 0) -> None:
        self.last, self.count = last, 0
        self.killed = False
        self.said_after: list[str] = []

    def __call__(self, execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if self.killed:
            if not sql.startswith(GOES_BACK):
                self.said_after.append(sql[:100])
            return execute(sql, parameters, many, context)
        self.count += 1
        if self.count == self.last:
            self.killed = True
            raise Killed
        return execute(sql, parameters, many, context)


@contextmanager
def undone() -> Iterator[None]:
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def carried_out(move: Callable[[], Any], statements: Statements) -> None:
    """With all that follows on commit, in the order in which it follows."""
    with (
        connection.execute_wrapper(statements),
        TestCase.captureOnCommitCallbacks(execute=True),
    ):
        move()


@pytest.fixture(scope="module")
def office(made_once: None, portion: Portion) -> tuple[People, dict[str, Manuscript]]:
    """Of each move that is tried, a manuscript from where it is made."""
    people = gather(make_cast())
    tried = dict.fromkeys((*portion(NAMES, 5), "publish"))
    return people, {name: stage(FROM[name][0], people, kind_for(name)) for name in tried}


def read_by_readers(manuscript: Manuscript) -> str:
    """The page as readers get it; empty where they get none."""
    return page_of(manuscript.pk).etag if Entry.objects.filter(pk=manuscript.pk).exists() else ""


def ready(office: Any, name: str) -> Callable[[], Any]:
    people, rows = office
    # As a request reads its user: nothing is remembered of their permissions.
    user = User.objects.get(pk=getattr(people.cast, FROM[name][1]).pk)
    user.get_all_permissions()
    return lambda: MOVES[name](rows[name], user, people)


def test_every_move_is_killed_from_somewhere() -> None:
    assert set(FROM) == set(NAMES)


@pytest.mark.django_db
def test_a_killed_move_leaves_nothing_or_all_of_it(office: Any, portion: Portion) -> None:
    wrong, kills = [], 0
    before = standing()
    names = portion(NAMES, 5)
    places = []
    for name in names:
        with undone():
            whole = Statements()
            carried_out(ready(office, name), whole)
            assert changed(before, standing()), f"{name} changes nothing"
            assert not list(faults()), name
        places += [(name, number) for number in range(1, whole.count + 1)]
    page = {name: read_by_readers(office[1][name]) for name in names}
    for name, number in portion(places, 6):
        with undone():
            statements = Statements(number)
            try:
                carried_out(ready(office, name), statements)
            except Killed:
                kills += 1
            else:
                wrong.append(f"{name} goes on after its death at statement {number}")
            if statements.said_after:
                wrong.append(f"{name}, killed at {number}, said {statements.said_after}")
            if traces := changed(before, standing()):
                # What stands is a whole move, killed in what follows its commit.
                wrong += [
                    f"{name}, killed at {number}, left {traces}: {fault}" for fault in faults()
                ]
            elif read_by_readers(office[1][name]) != page[name]:
                wrong.append(f"{name}, killed at {number}: readers get another page")
    assert not wrong, "\n".join(wrong)
    assert kills > 10 * len(names) // 6


@pytest.mark.django_db
def test_a_move_in_two_halves_would_be_found(office: Any) -> None:
    people, rows = office
    before = standing()
    publish = ready(office, "publish")

    def halves() -> None:
        MOVES["assign"](rows["publish"], people.cast.approver, people)
        publish()

    with undone():
        first = Statements()
        carried_out(lambda: MOVES["assign"](rows["publish"], people.cast.approver, people), first)
    with undone():
        with pytest.raises(Killed):
            carried_out(halves, Statements(first.count + 3))
        assert changed(before, standing())
