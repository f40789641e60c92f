"""What an edition tells of waivers: the verifier finds one that is hidden, and one that did not hold."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from editorial.verifying.notice_rows import notice_faults
from editorial.verifying.recorded import AuditEvent

GIVEN, PUBLISHED, END = (f"2026-05-0{day}T12:00:00+00:00" for day in (1, 3, 9))
CITED, GONE = "a" * 64, "b" * 64
HIDES = "does not show the waivers that were in force when it was published."
DID_NOT_HOLD = "tells of a waiver that did not hold by then."
TOLD = [{"text": "So be it.", "until": END}]
WAIVER = {
    "at": GIVEN,
    "expires_at": END,
    "reason": "So be it.",
    "revision": 1,
    "by_id": 7,
    "obstacles": [f"unchecked:{CITED}:{'0' * 64}"],
}


def messages(
    waivers: dict[str, str] | None,
    notices: list[dict[str, str]],
    *,
    waiver: dict[str, Any] | None = None,
    author: int = 3,
    upgraded: bool = False,
) -> list[str]:
    data = {} if waivers is None else {"waivers": waivers}
    found = notice_faults(
        "edition 1",
        {"at": PUBLISHED, "revision": 2},
        {"notices": notices, "citation_digests": [CITED]},
        cast(AuditEvent, SimpleNamespace(data=data)),
        {
            "waiver": [WAIVER | (waiver or {})],
            "revision": [{"number": 1, "author_id": 3}, {"number": 2, "author_id": author}],
        },
        upgraded=upgraded,
    )
    return [fault.message for fault in found]


@pytest.mark.parametrize(("waivers", "notices"), [({GIVEN: ""}, TOLD), (None, TOLD)])
def test_what_held_is_told(waivers: dict[str, str] | None, notices: list[dict[str, str]]) -> None:
    assert messages(waivers, notices) == []


def test_what_had_fallen_is_not_told() -> None:
    assert messages({GIVEN: "checked_again"}, []) == []
    gone = {"obstacles": [f"unchecked:{GONE}:{'0' * 64}"]}
    assert messages({GIVEN: "words_changed"}, [], waiver=gone) == []


@pytest.mark.parametrize(
    ("waivers", "notices"),
    [
        # The page hides it; the event does not name it; it says that the words went, which are there.
        ({GIVEN: ""}, []),
        ({}, []),
        ({GIVEN: "words_changed"}, []),
        (None, []),
        # The page tells of one that the event says had fallen, twice of one, or of another.
        ({GIVEN: "checked_again"}, TOLD),
        ({GIVEN: ""}, TOLD * 2),
        ({GIVEN: ""}, [TOLD[0] | {"text": "Well."}]),
    ],
)
def test_what_is_hidden_or_told_without_cause_is_found(
    waivers: dict[str, str] | None, notices: list[dict[str, str]]
) -> None:
    assert messages(waivers, notices) == [HIDES]


@pytest.mark.parametrize(
    "fields",
    [
        {"author": 7},
        {"waiver": {"obstacles": [f"unchecked:{GONE}:{'0' * 64}"]}},
        {"waiver": {"expires_at": "2026-05-02T12:00:00+00:00"}},
    ],
)
def test_what_cannot_have_held_is_found_whatever_the_event_says(fields: dict[str, Any]) -> None:
    assert DID_NOT_HOLD in messages({GIVEN: ""}, TOLD, **fields)


def test_after_an_upgrade_a_revision_may_list_other_digests() -> None:
    gone = {"obstacles": [f"unchecked:{GONE}:{'0' * 64}"]}
    assert messages({GIVEN: ""}, TOLD, waiver=gone, upgraded=True) == []
