"""Two calls, the second let go after a certain statement of the first: each in a thread, with its connection."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from django.db import connection

from editorial.workflow import Refused

# More than any wait here on the slowest machine: past it the test fails.
MAX_SECONDS = 60


@dataclass
class Paused:
    """Stops the first call after statement `after` (from 1) until it may go on."""

    after: int
    count: int = 0
    in_transaction: bool = False
    rests: Event = field(default_factory=Event)
    goes_on: Event = field(default_factory=Event)

    def __call__(self, execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, parameters, many, context)
        self.count += 1
        if self.count == self.after:
            self.in_transaction = connection.in_atomic_block or sql.startswith("BEGIN")
            self.rests.set()
            assert self.goes_on.wait(MAX_SECONDS)
        return answer


@dataclass
class Knocking:
    """Says when the second call is about to begin a transaction, and on PostgreSQL which process it is there."""

    begins: Event = field(default_factory=Event)
    process: int = 0

    def __call__(self, execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if sql.startswith("BEGIN"):
            self.begins.set()
        return execute(sql, parameters, many, context)


def answer_of(call: Callable[[], Any], wrapper: Any) -> Any:
    """What it returned, or its refusal; any other exception is raised, as the site would answer 500."""
    try:
        connection.ensure_connection()
        if isinstance(wrapper, Knocking) and connection.vendor == "postgresql":
            wrapper.process = connection.connection.info.backend_pid
        with connection.execute_wrapper(wrapper):
            return call()
    except Refused as refusal:
        return refusal
    finally:
        if isinstance(wrapper, Paused):
            wrapper.rests.set()
        connection.close()


def statements_of(call: Callable[[], Any]) -> tuple[int, Any]:
    """How many statements the call makes alone, and its answer."""
    counting = Paused(after=0)
    try:
        with connection.execute_wrapper(counting):
            answer = call()
    except Refused as refusal:
        answer = refusal
    return counting.count, answer


def interleaved(first: Callable[[], Any], second: Callable[[], Any], after: int) -> tuple[Any, Any]:
    """The answers of both. The first goes on when the second is done, or waits for what the first has locked."""
    paused, knocking = Paused(after), Knocking()
    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(answer_of, first, paused)
        try:
            assert paused.rests.wait(MAX_SECONDS)
            two = threads.submit(answer_of, second, knocking)
            _until_done_or_waiting(two, knocking, paused)
        finally:
            paused.goes_on.set()
        return one.result(MAX_SECONDS), two.result(MAX_SECONDS)


def _until_done_or_waiting(call: Future[Any], knocking: Knocking, paused: Paused) -> None:
    until = time.monotonic() + MAX_SECONDS
    while not call.done():
        assert time.monotonic() < until
        if connection.vendor == "postgresql":
            if _waits(knocking.process):
                return
        # SQLite lets one write: whoever begins meanwhile waits there, and is told nothing of it.
        elif paused.in_transaction and knocking.begins.is_set():
            return
        time.sleep(0.001)


def _waits(process: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [process])
        return bool(cursor.fetchone()[0])
