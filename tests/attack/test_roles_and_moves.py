"""Every person × every move × every stage: done exactly where the table here says, and without a trace elsewhere."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from attack.staged import MOVES, STAGES, People, gather, kind_for, stage
from attack.traces import changed, standing
from django.contrib.auth.models import User
from django.db import transaction
from factories import make_cast, person
from known_moves import NAMES
from portions import Portion

from editorial.models import Event, Manuscript
from editorial.workflow import Refused

# Who writes, and whose draft it is; who gives out work and decides. Nobody else makes the move, whoever they are.
WRITE = "author other_editor approver superuser"
OWN = "author approver superuser"
DECIDE = "approver superuser"
IN_REVIEW = "submitted checked approved scheduled"
ALIVE = f"draft returned redrafted withdrawn published {IN_REVIEW}"

# By move: people and stages of which every pair makes it; several lines where people differ by stage.
MADE: dict[str, list[tuple[str, str]]] = {
    "save": [(WRITE, "draft returned published redrafted withdrawn")],
    "submit": [(WRITE, "draft returned redrafted")],
    "recall": [(OWN, IN_REVIEW)],
    "return": [("moderator approver superuser", IN_REVIEW)],
    "approve": [(DECIDE, "checked")],
    "schedule": [(DECIDE, "approved scheduled")],
    "unschedule": [(DECIDE, "scheduled")],
    "publish": [(DECIDE, "approved scheduled")],
    "withdraw": [(DECIDE, "published redrafted")],
    "revert": [(WRITE, "draft returned published redrafted withdrawn")],
    "rename": [(WRITE, "draft returned published redrafted withdrawn")],
    "discard": [(OWN, "draft returned")],
    "bring_back": [(OWN, "discarded")],
    "waive": [(DECIDE, "submitted")],
    "mark": [(DECIDE, "published redrafted")],
    "record_doi": [(DECIDE, "published redrafted")],
    "join_translation": [(DECIDE, "published redrafted")],
    # The author is responsible for it from the first revision on.
    "take": [("moderator superuser", "submitted"), (DECIDE, "checked approved")],
    "assign": [(DECIDE, ALIVE)],
    # Whoever has the step is reminded; of what waits for any moderator, any approver or its time there is nobody.
    "remind": [(DECIDE, "draft returned redrafted")],
}
ACTORS = (
    *("author", "other_editor", "moderator", "approver", "superuser", "disabled"),
    *("member", "clerk", "manager", "former_editor", "former_moderator", "former_approver"),
)
CELLS = list(itertools.product(ACTORS, NAMES, STAGES))


@pytest.fixture(scope="module")
def office(made_once: None) -> tuple[dict[str, User], People, dict[tuple[str, str], Manuscript]]:
    """Everybody, and a manuscript of each kind at each stage; then three lose their roles."""
    people = gather(make_cast())
    rows = {
        (kind, name): stage(name, people, kind)
        for kind, name in itertools.product(("article", "source"), STAGES)
    }
    people.lose_their_roles()
    actors = {
        "author": people.cast.editor,
        "member": User.objects.create_user("member"),
        "clerk": person("clerk"),
        "manager": person("max", "Office managers"),
        **{name: getattr(people.cast, name) for name in ACTORS[1:6]},
        **{name: getattr(people, name) for name in ACTORS[9:]},
    }
    fresh = {name: User.objects.get(pk=user.pk) for name, user in actors.items()}
    return fresh, people, rows


def is_made(actor: str, move: str, name: str) -> bool:
    return any(actor in who.split() and name in stages.split() for who, stages in MADE[move])


def test_the_table_names_every_move_and_only_people_and_stages_that_there_are() -> None:
    assert set(MADE) == set(NAMES) == set(MOVES)
    lines = [line for lines in MADE.values() for line in lines]
    assert {actor for who, _ in lines for actor in who.split()} <= set(ACTORS)
    assert {name for _, stages in lines for name in stages.split()} <= set(STAGES)


@pytest.mark.django_db
def test_everybody_makes_exactly_the_moves_of_the_table(office: Any, portion: Portion) -> None:
    actors, people, rows = office
    faults, made = [], 0
    before = standing()
    for actor, move, name in portion(CELLS, 20):
        point = transaction.savepoint()
        row = rows[kind_for(move), name]
        newest = Event.objects.latest("seq").seq
        answer: object
        try:
            answer = MOVES[move](row, actors[actor], people).changed
        except Refused as refusal:
            answer = refusal
        lines = list(Event.objects.filter(seq__gt=newest).values_list("action", "by"))
        if is_made(actor, move, name):
            made += 1
            # A submission may submit others with it; the event of the move itself is there, and in that name.
            if answer is not True or (move, actors[actor].pk) not in lines:
                faults.append(f"{actor}: {move} from {name} is not made: {answer!r}")
        else:
            traces = changed(before, standing())
            if answer is True or lines or traces:
                faults.append(f"{actor}: {move} from {name}: {answer!r}, wrote {lines} {traces}")
            if isinstance(answer, Refused) and not str(answer):
                faults.append(f"{actor}: {move} from {name} is refused without a word")
        transaction.savepoint_rollback(point)
    assert not faults, "\n".join(faults)
    assert made > 4
