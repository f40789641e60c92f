"""What `make test` tries in part, and `make test-thorough` in full: long lists, and the tests on PostgreSQL."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

# What runs on PostgreSQL too in `make test`: modules whose result may differ there, or be right on SQLite by chance.
# `make test-thorough` runs everything on both. Tests with transactions of their own (several people at once, streams,
# commits) always run. A test that shows nothing without PostgreSQL must have its module here.
CAN_DIFFER = {
    # Triggers, and rows inserted or changed by SQL.
    *("test_check_triggers", "test_who_brought_it_in", "test_checks_of_digests"),
    *("test_triggers", "test_four_eyes", "test_mark_and_waive", "test_evidence_views"),
    *(
        "test_forged_rows",
        "test_state_machine",
        "test_any_history",
        "test_forged_histories",
        "test_verification",
        "test_forged_chain_and_triggers",
        "test_forged_acts",
        "test_stored_json",
    ),
    *("test_erase_private", "test_event_triggers"),
    # The search, and which characters a column, a parameter or an index accepts.
    *("test_finding", "test_hostile_input", "test_hostile_requests"),
    # The order of names, where a list's next page begins, and the index that it uses.
    *(
        "test_manuscript_lists",
        "test_list_pages",
        "test_indexes",
        "test_browsing",
        "test_bibliography_files",
    ),
    # Locks, numbers from the database, rows written in bulk, and queries without Django's models.
    *("test_queue", "test_merge", "test_duplicate_views", "test_running", "test_import_views"),
    *(
        "test_draft_new",
        "test_publish_new",
        "test_batches",
        "test_killed_imports",
        "test_insertion",
    ),
    *(
        "test_restoring",
        "test_operators",
        "test_publish_due",
        "test_reader_fast_path",
        "test_log_head",
    ),
    # Every page of the site and the office once, with every statement that it executes.
    "test_every_route",
}

T = TypeVar("T")
SEED = 19380903


@dataclass(frozen=True)
class Portion:
    """Given to tests as the fixture `portion`."""

    thorough: bool

    def __call__(self, items: Sequence[T], share: int) -> list[T]:
        """One of every `share` neighbours: lists of payloads are grouped by kind, and every kind is tried.

        The seed is fixed, so that what failed once fails again.
        """
        if self.thorough:
            return list(items)
        draw = random.Random(SEED)
        return [draw.choice(items[start : start + share]) for start in range(0, len(items), share)]
