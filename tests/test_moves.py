"""The table of moves: every move says what the office does, and has an action and a form that do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from inspect import Parameter, signature
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    checked,
    drafted,
    person,
    published,
    source,
    submitted,
    waivable,
)
from known_moves import KNOWN_MOVES, NAMES, OTHER_ACTS, POSTED, KnownMove
from office import entered

from editorial import actions, permissions, workflow
from editorial.admin.offered_moves import action_of, form_of
from editorial.done_words import done_words
from editorial.models import Event, Manuscript, Notice, Status
from editorial.moves import ACTS, MOVES, Act, Move
from encyclopedia.core.documents import Document


def notified(act: Act) -> str:
    return "mail" if act.mail else "office" if act.notice else "nowhere"


def known_move(name: str) -> KnownMove:
    return next(move for move in KNOWN_MOVES if move.name == name)


@pytest.mark.parametrize("expected", KNOWN_MOVES, ids=NAMES)
def test_a_move_says_what_the_office_does(expected: KnownMove) -> None:
    move = MOVES[expected.name]
    assert move.permission == f"editorial.{expected.permission}"
    assert move.from_states == set(expected.states.split())
    assert (move.to_state or "") == expected.to
    assert notified(move) == expected.notified
    assert move.gated == expected.gated


def test_there_are_no_other_acts() -> None:
    assert tuple(MOVES) == NAMES
    others = {name: notified(act) for name, act in ACTS.items() if name not in MOVES}
    assert others == OTHER_ACTS


def test_an_act_with_an_e_mail_has_a_notice() -> None:
    assert all(act.notice for act in ACTS.values() if act.mail)


def missing(move: Move) -> set[str]:
    """Parameters of the action that the form lacks, and fields of the form that the action lacks."""
    parameters = signature(action_of(move)).parameters
    required = {
        name for name, parameter in parameters.items() if parameter.default is Parameter.empty
    }
    fields = set(form_of(move).base_fields) | {"manuscript", "by"}
    return (required - fields) | (fields - set(parameters))


@pytest.mark.parametrize("name", POSTED)
def test_the_form_of_a_move_has_the_parameters_of_its_action(name: str) -> None:
    assert missing(MOVES[name]) == set()


def test_a_move_without_action_or_form_is_detected() -> None:
    recall = MOVES["recall"]
    with pytest.raises(AttributeError, match="archive"):
        missing(replace(recall, name="archive"))
    with pytest.raises(AttributeError, match="ArchiveForm"):
        missing(replace(recall, form="ArchiveForm"))
    assert missing(replace(recall, form="MoveForm")) == {"reason"}
    assert missing(replace(recall, name="unschedule")) == {"reason"}


def test_only_a_move_with_its_own_page_has_no_form() -> None:
    assert {name for name, move in MOVES.items() if not move.form} == {"save"}
    assert callable(action_of(MOVES["save"]))


def test_no_two_labels_begin_with_the_same_word() -> None:
    """They stand side by side: “Withdraw from readers” is not taken for “Take back from review”."""
    first_words = [str(move.label).split()[0] for move in MOVES.values()]
    assert len(set(first_words)) == len(first_words)


def test_every_act_has_words_for_its_history_and_an_unknown_one_its_name() -> None:
    assert done_words("recall") == "took it back from review"
    assert done_words("check") == "checked a citation"
    assert done_words("of another release") == "of another release"


def holder(username: str, *permission_names: str) -> User:
    user = person(username)
    codenames = [name.removeprefix("editorial.") for name in permission_names]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.mark.parametrize("name", NAMES)
def test_a_move_needs_its_own_permission_and_no_other(db: None, name: str) -> None:
    own = f"editorial.{known_move(name).permission}"
    everything = {value for key, value in vars(permissions).items() if key.isupper()}
    assert len(everything) == 20
    assert workflow.may(holder("one", own), name)
    assert not workflow.may(holder("other", *(everything - {own})), name)


@pytest.mark.parametrize("state", Status.values)
@pytest.mark.parametrize("name", NAMES)
def test_a_move_is_possible_only_from_its_states(name: str, state: str) -> None:
    kind = "article" if name in ("record_doi", "join_translation") else "source"
    manuscript = Manuscript(status=state, kind=kind, live_edition=1)
    manuscript.is_merged = False
    assert workflow.allowed(manuscript, name) == (state in known_move(name).states.split())


def test_what_is_not_live_is_neither_withdrawn_nor_marked() -> None:
    manuscript = Manuscript(status="draft", kind="source", live_edition=0)
    manuscript.is_merged = False
    allowed = {name for name in NAMES if workflow.allowed(manuscript, name)}
    assert allowed == {
        *("save", "submit", "revert", "rename", "discard", "take", "assign", "remind")
    }


def test_only_a_source_is_marked() -> None:
    manuscript = Manuscript(status="published", kind="article", live_edition=1)
    manuscript.is_merged = False
    allowed = {name for name in NAMES if workflow.allowed(manuscript, name)}
    assert allowed == {
        "save",
        "revert",
        "rename",
        "withdraw",
        "assign",
        "record_doi",
        "join_translation",
    }


def test_a_merged_source_is_only_withdrawn_or_marked() -> None:
    manuscript = Manuscript(status="published", kind="source", live_edition=1)
    manuscript.is_merged = True
    assert {name for name in NAMES if workflow.allowed(manuscript, name)} == {"withdraw", "mark"}


def in_a_week() -> Any:
    return timezone.now() + timedelta(days=7)


def scheduled(document: Document, cast: Cast) -> Manuscript:
    manuscript = approved(document, cast)
    return actions.schedule(
        manuscript=manuscript.pk, by=cast.approver, publish_at=in_a_week()
    ).manuscript


def twice_drafted(document: Document, cast: Cast) -> Manuscript:
    drafted(document, cast)
    return drafted(replace(document, summary="Changed."), cast)


def put_away(document: Document, cast: Cast) -> Manuscript:
    return actions.discard(manuscript=drafted(document, cast).pk, by=cast.editor).manuscript


def unchecked(manuscript: Manuscript) -> str:
    return waivable(manuscript, "unchecked")[0]


# How the document gets to the state before the move, and what is sent to the office.
WAYS: dict[str, tuple[Callable[[Document, Cast], Manuscript], dict[str, Any]]] = {
    "submit": (drafted, {"revision": 1}),
    "recall": (submitted, {"reason": "A page is wrong."}),
    "return": (submitted, {"reason": "Which edition?"}),
    "approve": (checked, {"revision": 1}),
    "schedule": (approved, {"publish_at": "%in a week%"}),
    "unschedule": (scheduled, {}),
    "publish": (approved, {}),
    "withdraw": (published, {"reason": "It was wrong."}),
    "revert": (twice_drafted, {"number": 1}),
    "rename": (drafted, {"based_on": 1, "title": "Renamed", "slug": "renamed"}),
    "discard": (drafted, {"reason": "A mistake."}),
    "bring_back": (put_away, {}),
    "waive": (submitted, {"keys": "%unchecked%", "reason": "Closed.", "expires_at": "%in a week%"}),
    "mark": (published, {"reliability": "retracted", "reason": "The publisher says so."}),
    "record_doi": (published, {"edition": 1, "doi": "https://doi.org/10.1000/STET.1"}),
    "join_translation": (published, {"original": "Permanente Revolution"}),
    "take": (submitted, {}),
    "remind": (drafted, {}),
    "assign": (drafted, {"responsible": "%editor%", "due_on": "%day%", "priority": "1"}),
}


@pytest.mark.parametrize("name", POSTED)
def test_a_move_ends_in_its_state_and_notifies_the_people_concerned(name: str, cast: Cast) -> None:
    prepare, fields = WAYS[name]
    book = source()
    if name != "mark":
        published(book, cast)
    if name == "join_translation":
        published(article("Permanente Revolution", language="de"), cast)
    manuscript = prepare(book if name == "mark" else article(), cast)
    values = {
        "%in a week%": in_a_week().strftime("%Y-%m-%d" if name == "waive" else "%Y-%m-%dT%H:%M"),
        "%unchecked%": unchecked(manuscript) if name == "waive" else "",
        "%editor%": str(cast.editor.pk),
        "%day%": in_a_week().strftime("%Y-%m-%d"),
    }
    before, newest = manuscript.status, Event.objects.latest("seq").seq
    answer = entered(cast.superuser).post(
        reverse(f"admin:move_{name}", args=[manuscript.pk]),
        {f"{name}-{field}": values.get(value, value) for field, value in fields.items()},
    )
    assert answer.status_code == 302
    manuscript.refresh_from_db()
    assert manuscript.status == (known_move(name).to or before)
    assert Event.objects.latest("seq").action == name
    notices = Notice.objects.filter(user=cast.editor, event__seq__gt=newest)
    assert len(notices) == (known_move(name).notified != "nowhere")
    to_mail = [notice for notice in notices if notice.mail_after is not None]
    assert len(to_mail) == (known_move(name).notified == "mail")
