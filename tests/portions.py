"""What `make test` tries in part, and `make test-thorough` in full: long lists, and the tests on PostgreSQL."""

from __future__ import annotations

import os
import random
import subprocess
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
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
    # What those above execute too, elsewhere.
    *("test_who_brought_it_in", "test_four_eyes", "test_mark_and_waive", "test_evidence_views"),
    *("test_verification", "test_comment_states", "test_merge", "test_duplicate_views"),
    *("test_import_views", "test_publish_new", "test_operators", "test_publish_due"),
    *("test_beacon", "test_feeds", "test_oai", "test_hostile_harvest", "test_bibliography_files"),
    "test_reader_fast_path",
}

T = TypeVar("T")
SEED = 19380903

# The tests of which a case takes longer than MIN_SECONDS: `make test` tries one of TURNS of their cases at each commit,
# in as many commits all. `tests/everything.py --dear` measures and writes the list anew.
DEAR = Path(__file__).with_name("dear_tests.txt")
MIN_SECONDS = 0.1
TURNS = 10


def dear() -> dict[str, float]:
    """Seconds of a case, by the test."""
    lines = DEAR.read_text(encoding="utf-8").splitlines()
    return {name: float(seconds) for seconds, name in (line.split(" ", 1) for line in lines)}


def turn() -> int:
    """Whose turn it is: by the number of commits, or what `TURN` says, so that it can be repeated.

    Kept in the environment: every process of a run tries the same.
    """
    if "TURN" not in os.environ:
        command = ["git", "rev-list", "--count", "HEAD"]
        try:
            counted = subprocess.check_output(command, cwd=DEAR.parent, stderr=subprocess.DEVNULL)
            os.environ["TURN"] = counted.decode().strip()
        except (OSError, subprocess.CalledProcessError):
            # An archive without its history.
            os.environ["TURN"] = str(date.today().toordinal())
    return int(os.environ["TURN"])


@dataclass(frozen=True)
class Portion:
    """Given to tests as the fixture `portion`."""

    thorough: bool
    # On a second database, where `make test` looks for what goes otherwise there, it tries a third, and others.
    again: bool = False
    # Dear tests are measured: no case of theirs is left for another turn.
    measured: bool = False

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
        """Of every test that is marked `portion(share)`, the cases that are not tried; of dear ones those of other
        turns.
        """
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
        if self.measured:
            return beyond
        seconds, now = dear(), turn() + self.again
        return beyond + [
            item
            for item in items
            if item.nodeid.partition("[")[0] in seconds
            and (zlib.crc32(item.nodeid.encode()) + now) % TURNS
        ]


class Measuring:
    """How long the cases of each test take, by the clock of a run that leaves none for another turn."""

    def __init__(self) -> None:
        self.seconds: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid.partition("[")[0]][report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        means = {name: sum(cases.values()) / len(cases) for name, cases in self.seconds.items()}
        lines = [f"{mean:.1f} {name}\n" for name, mean in means.items() if mean > MIN_SECONDS]
        DEAR.write_text("".join(sorted(lines, key=lambda line: line.split(" ")[1])), "utf-8")
