"""Editions that the gate cannot have let through are named, under the policy that was asked then."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, article, biography, checked, published, source, submitted
from record.acts import QUOTED, named, past_the_gate, publish, waive

from editorial.record.verification import faults, remarks


@pytest.fixture(autouse=True)
def cited_source(cast: Cast) -> None:
    published(source(), cast)


@pytest.mark.parametrize(
    "document",
    [article("Looms", text=QUOTED), biography("Looms", facts=())],
    ids=["quotation", "living person"],
)
def test_what_no_policy_lets_through_unchecked_is_named(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, document: Any
) -> None:
    past_the_gate(submitted(document, cast), cast, monkeypatch)
    assert named("/looms, edition 1 was published", "without a check", "no waiver")


def test_what_was_published_against_its_checks_is_named(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = checked(article("Looms"), cast, "does_not_support", "It does not.")
    past_the_gate(manuscript, cast, monkeypatch)
    assert named("article/looms, edition 1 was published", "does not bear it out")


def test_what_a_waiver_or_a_policy_let_through_is_not_named(cast: Cast) -> None:
    for title, document in (
        ("Looms", article("Looms", text=QUOTED)),
        ("Linen", biography("Linen", facts=())),
    ):
        manuscript = submitted(document, cast)
        assert manuscript.title == title
        waive(manuscript, cast.approver)
        publish(manuscript, cast)
    denied = checked(article("Weavers"), cast, "contradicts", "It does not.")
    waive(denied, cast.approver)
    publish(denied, cast)
    assert list(faults(derived=False)) == []
    assert list(remarks()) == []


def test_what_the_policy_of_then_let_through_is_not_named_today(cast: Cast, settings: Any) -> None:
    settings.GATE_POLICY = {"default": {"checks": "none"}}
    publish(submitted(article("Looms"), cast), cast)
    settings.GATE_POLICY = {}
    assert list(faults(derived=False)) == []
    assert list(remarks()) == []


def test_what_the_policy_of_then_asked_for_is_named_under_a_looser_one(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    past_the_gate(submitted(article("Looms"), cast), cast, monkeypatch)
    settings.GATE_POLICY = {"default": {"checks": "none"}}
    assert named("article/looms, edition 1 was published", "unchecked", "asked for a check")


@pytest.mark.parametrize(("most", "is_named"), [(0, True), (1, False)])
def test_more_without_access_than_the_policy_of_then_let_through_are_named(
    cast: Cast,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    is_named: bool,
) -> None:
    manuscript = checked(article("Looms"), cast, "could_not_access", "Not in the library.")
    settings.GATE_POLICY = {"default": {"could_not_access": most}}
    past_the_gate(manuscript, cast, monkeypatch)
    settings.GATE_POLICY = {}
    assert named("article/looms, edition 1", "without access to their source") == is_named
