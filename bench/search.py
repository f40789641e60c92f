"""Measures search over a few thousand generated entries on the configured database (`DATABASE_URL`).

python bench/search.py [--entries N]

Everything happens in one transaction that is rolled back at the end. Printed are the median and the longest of several
runs in milliseconds, and the queries of each.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import prepared  # noqa: F401
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from encyclopedia import search

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from published import open_readers_tables, publish

RUNS = 15
SYLLABLES = (
    "ba",
    "bo",
    "ra",
    "ri",
    "ke",
    "lo",
    "mi",
    "na",
    "tro",
    "sky",
    "len",
    "mar",
    "vo",
    "dim",
    "lu",
    "xem",
)


def words(randomness: random.Random, count: int) -> str:
    """Invented words of two to four syllables, some far more frequent than others."""
    invented = []
    for _ in range(count):
        place = int(randomness.paretovariate(0.7)) % len(SYLLABLES)
        invented.append(
            SYLLABLES[place] + "".join(randomness.choices(SYLLABLES, k=randomness.randint(1, 3)))
        )
    return " ".join(invented)


def fill(entries: int) -> float:
    """Publish the entries; milliseconds for indexing one."""
    randomness = random.Random(1938)
    entry_rows = []
    for number in range(entries):
        title = f"{words(randomness, 2).title()} {number}"
        entry_rows.append(
            publish(
                title,
                kind=randomness.choice(["article", "person", "organisation"]),
                summary=words(randomness, 12),
                text=words(randomness, 400),
                aliases=(words(randomness, 2),),
            )
        )
    start = time.perf_counter()
    for entry in entry_rows[:200]:
        search.index(entry.pk)
    return (time.perf_counter() - start) * 1000 / min(200, entries)


def measure(name: str, action: Callable[[], object]) -> None:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    with CaptureQueriesContext(connection) as queries:
        action()
    print(f"{name:44}{statistics.median(times):10.1f}{max(times):10.1f}{len(queries):9}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=3000)
    entries = parser.parse_args().entries
    with transaction.atomic():
        open_readers_tables()
        milliseconds = fill(entries)
        with connection.cursor() as cursor:
            # As the databases do by themselves in the course of a day.
            cursor.execute("ANALYZE")
        print(
            f"{entries:,} entries of 400 words on {connection.vendor}; {milliseconds:.1f} ms to index one"
        )
        print(f"{'':44}{'median':>10}{'longest':>10}{'queries':>9}")
        measure("find: a rare word", lambda: search.find("xemvoludim"))
        measure("find: two words", lambda: search.find("baboke boraba"))
        measure("find: the beginning of most words", lambda: search.find("ba"))
        measure("find: one kind, second page", lambda: search.find("bo", kind="person", after="x"))
        measure("find: nothing, then every word widened", lambda: search.find("zzz yyy"))
        measure("suggest: two letters", lambda: search.suggest("tr"))
        measure("suggest: six letters", lambda: search.suggest("trosky"))
        measure("near: a misspelt name", lambda: search.near("trotzky lenim"))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
