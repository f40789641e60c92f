"""What `make test` tries in part, and `make test-thorough` in full: long lists, and the tests on PostgreSQL."""

from __future__ import annotations

import os
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import pytest

# What runs on PostgreSQL too in `make test`: modules whose result may differ there, or be right on SQLite by chance.
# `make test-thorough` runs everything on both. Tests with transactions of their own (several people at once, streams,
# commits) always run. A test that shows nothing without PostgreSQL must have its module here.
CAN_DIFFER = {
    # Triggers, and rows inserted or changed by SQL.
    *("test_check_triggers", "test_checks_of_digests", "test_triggers", "test_event_triggers"),
    *("test_forged_rows", "test_forged_histories", "test_forged_chain_and_triggers"),
    *("test_forged_acts", "test_stored_json", "test_state_machine", "test_any_history"),
    *("test_erase_private", "test_insertion"),
    # The search, and which characters a column, a parameter or an index accepts.
    *("test_facets", "test_proposals", "test_finding", "test_costs"),
    *("test_hostile_input", "test_hostile_requests"),
    # The order of names, where a list's next page begins, and the index that it uses.
    *("test_manuscript_lists", "test_list_pages", "test_indexes", "test_browsing"),
    # Locks, numbers from the database, rows written in bulk, and queries without Django's models.
    *("test_queue", "test_running", "test_batches", "test_killed_imports", "test_draft_new"),
    *("test_restoring", "test_back_ups", "test_back_ups_of_everything"),
    *("test_restored_back_ups", "test_restored_everything", "test_log_head"),
    # The queue's times, the migrations and the triggers of either database.
    *("test_readiness", "test_doctor"),
    # Moves that are killed; those at the same time always run.
    "test_killed_moves",
    # Every page of the site and the office once, with every statement that it executes.
    "test_every_route",
}

# Modules whose statements those above execute too: of their tests, one of so many in each week, in as many weeks all.
IN_TURN = {
    *("test_who_brought_it_in", "test_four_eyes", "test_mark_and_waive", "test_evidence_views"),
    *("test_verification", "test_comment_states", "test_merge", "test_duplicate_views"),
    *("test_import_views", "test_publish_new", "test_operators", "test_publish_due"),
    *("test_beacon", "test_feeds", "test_oai", "test_hostile_harvest", "test_bibliography_files"),
    "test_reader_fast_path",
}
WEEKS_AGAIN = 3

T = TypeVar("T")
SEED = 19380903

# Of the tests that are marked `variant`, `make test` tries in each week one of so many, in as many weeks all.
TURNS = 8


def turn() -> int:
    """Which of them are tried: those of this week, or of the week that `TURN` names, so that it can be repeated.

    Kept in the environment: every process of a run tries the same, also when a week begins meanwhile.
    """
    return int(os.environ.setdefault("TURN", str(date.today().toordinal() // 7)))


def can_differ(item: pytest.Item) -> bool:
    """Whether it runs on a second database, though it has no transactions of its own."""
    in_turn = not (zlib.crc32(item.nodeid.encode()) + turn()) % WEEKS_AGAIN
    return item.path.stem in CAN_DIFFER or (item.path.stem in IN_TURN and in_turn)


@dataclass(frozen=True)
class Portion:
    """Given to tests as the fixture `portion`."""

    thorough: bool
    # On a second database, where `make test` looks for what goes otherwise there, it tries a third, and others.
    again: bool = False

    def __call__(self, items: Sequence[T], share: int) -> list[T]:
        """One of every `share` neighbours: lists of payloads are grouped by kind, and every kind is tried.

        The seed is fixed, so that what failed once fails again.
        """
        if self.thorough:
            return list(items)
        draw = random.Random(SEED + self.again)
        share *= 3 if self.again else 1
        return [draw.choice(items[start : start + share]) for start in range(0, len(items), share)]

    def left_out(self, items: Sequence[pytest.Item]) -> list[pytest.Item]:
        """Of every test that is marked `portion(share)`, the cases that are not tried; `variant`s of other weeks."""
        if self.thorough:
            return []
        shares: dict[str, int] = {}
        cases: dict[str, list[pytest.Item]] = {}
        for item in items:
            if marker := item.get_closest_marker("portion"):
                test = item.nodeid.partition("[")[0]
                shares[test] = marker.args[0]
                cases.setdefault(test, []).append(item)
        beyond = [
            item
            for test, listed in cases.items()
            for item in set(listed).difference(self(listed, shares[test]))
        ]
        return beyond + [
            item
            for item in items
            if item.get_closest_marker("variant")
            and (zlib.crc32(item.nodeid.encode()) + turn()) % TURNS
        ]
