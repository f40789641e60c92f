"""What `make test` tries in part, and `make test-thorough` whole: long lists, and the tests on PostgreSQL."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

# What runs on PostgreSQL too in `make test`: what may go otherwise there, or may only seem to go well on SQLite.
# `make test-thorough` runs everything on both. Always run are tests with transactions of their own
# (several people at once, streams, commits). A test that needs PostgreSQL to tell anything is named here by its module.
CAN_DIFFER = {
    # Triggers, and rows put in or altered by SQL.
    *("test_triggers", "test_four_eyes", "test_mark_and_waive", "test_evidence_views"),
    *("test_forged_rows", "test_state_machine"),
    # The search, and which characters a column, a parameter or an index takes.
    *("test_finding", "test_hostile_input", "test_hostile_requests"),
    # The order of names, where a list's next page begins, and the index that it is read along.
    *(
        "test_manuscript_lists",
        "test_list_pages",
        "test_indexes",
        "test_ways",
        "test_bibliography_steps",
    ),
    # Locks, numbers that the database gives out, rows written in bulk, and what is asked past Django's models.
    *("test_queue", "test_merge", "test_duplicate_views", "test_running", "test_import_views"),
    *("test_restoring", "test_operators", "test_reader_fast_path", "test_log_head"),
    # Every page of the site and the office once, with every statement that it sends.
    "test_side_doors",
}

T = TypeVar("T")
SEED = 19380903


@dataclass(frozen=True)
class Portion:
    """Given to tests as the fixture `portion`."""

    thorough: bool

    def __call__(self, items: Sequence[T], share: int) -> list[T]:
        """One of every `share` neighbours: lists of payloads are grouped by kind, and each kind has its part.

        The seed is fixed, so that what failed once fails again.
        """
        if self.thorough:
            return list(items)
        draw = random.Random(SEED)
        return [draw.choice(items[start : start + share]) for start in range(0, len(items), share)]
