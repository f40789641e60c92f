"""Every move of a manuscript, written by hand: what the table in `editorial/moves.py` must say."""

from __future__ import annotations

from typing import NamedTuple


class KnownMove(NamedTuple):
    """`notified`: how people learn of it. States are separated by spaces; `to` is empty where the state stays."""

    name: str
    permission: str
    states: str
    to: str
    notified: str
    gated: bool


KNOWN_MOVES = (
    KnownMove(
        "save", "save_manuscript", "draft returned published withdrawn", "draft", "nowhere", False
    ),
    KnownMove("submit", "submit_manuscript", "draft returned", "submitted", "office", True),
    KnownMove(
        "recall", "submit_manuscript", "submitted approved scheduled", "draft", "mail", False
    ),
    KnownMove(
        "return", "return_manuscript", "submitted approved scheduled", "returned", "mail", False
    ),
    KnownMove("approve", "approve_manuscript", "submitted", "approved", "mail", True),
    KnownMove("schedule", "publish_manuscript", "approved scheduled", "scheduled", "office", False),
    KnownMove("unschedule", "publish_manuscript", "scheduled", "approved", "office", False),
    KnownMove("publish", "publish_manuscript", "approved scheduled", "published", "mail", True),
    KnownMove(
        "withdraw",
        "withdraw_manuscript",
        "draft returned submitted approved scheduled published",
        "withdrawn",
        "mail",
        False,
    ),
    KnownMove(
        "revert", "save_manuscript", "draft returned published withdrawn", "draft", "office", False
    ),
    KnownMove(
        "rename", "save_manuscript", "draft returned published withdrawn", "draft", "office", False
    ),
    KnownMove("discard", "save_manuscript", "draft returned", "discarded", "office", False),
    KnownMove("bring_back", "save_manuscript", "discarded", "draft", "office", False),
    KnownMove("waive", "waive_obstacle", "submitted approved scheduled", "", "mail", False),
    KnownMove(
        "mark",
        "mark_source",
        "draft returned submitted approved scheduled published withdrawn",
        "",
        "mail",
        False,
    ),
    KnownMove(
        "record_doi",
        "publish_manuscript",
        "draft returned submitted approved scheduled published withdrawn",
        "",
        "office",
        False,
    ),
    KnownMove(
        "join_translation",
        "publish_manuscript",
        "draft returned submitted approved scheduled published withdrawn",
        "",
        "office",
        False,
    ),
    KnownMove(
        "take",
        "view_manuscript",
        "draft returned submitted approved scheduled",
        "",
        "nowhere",
        False,
    ),
    KnownMove(
        "assign",
        "assign_manuscript",
        "draft returned submitted approved scheduled published withdrawn",
        "",
        "mail",
        False,
    ),
    KnownMove(
        "remind",
        "assign_manuscript",
        "draft returned submitted approved scheduled",
        "",
        "mail",
        False,
    ),
)

# `save` has a page of its own; every other move is made at an address under the manuscript's.
NAMES = tuple(move.name for move in KNOWN_MOVES)
POSTED = tuple(name for name in NAMES if name != "save")

OTHER_ACTS = {
    "ask_page": "mail",
    "refute": "mail",
    "answer_request": "mail",
    "confirm": "nowhere",
    "upgrade": "nowhere",
    "check": "nowhere",
    "import": "nowhere",
    "publish_import": "mail",
    "attach": "nowhere",
    "set_aside": "nowhere",
    "merge": "office",
    "tell_apart": "nowhere",
    "waiver_ends": "mail",
    "waiver_ended": "mail",
    "assign_report": "mail",
    "uphold_report": "mail",
    "decline_report": "nowhere",
    "correct_report": "nowhere",
    "forget_reader": "nowhere",
    "make_commission": "nowhere",
    "change_commission": "nowhere",
    "reserve_commission": "mail",
    "invite_commission": "office",
    "write_commission": "office",
    "agree_commission": "mail",
    "decline_commission": "mail",
    "release_commission": "mail",
    "drop_commission": "mail",
    "join_commission": "mail",
    "part_commission": "nowhere",
    "record_agreement": "nowhere",
    "withdraw_agreement": "nowhere",
    "describe_picture": "nowhere",
    "set_aside_picture": "nowhere",
    "bring_back_picture": "nowhere",
    "start_thread": "mail",
    "suggest": "mail",
    "reply": "mail",
    "resolve": "office",
    "reopen": "mail",
    "accept_suggestion": "mail",
    "refuse_suggestion": "mail",
    "withdraw_comment": "nowhere",
    "make_token": "nowhere",
    "erase_private": "nowhere",
    "ask_suppression": "nowhere",
    "refuse_suppression": "nowhere",
    "suppress": "nowhere",
    "revoke_token": "nowhere",
}
