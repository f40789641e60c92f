"""Measures pages of the API's lists over generated rows on the configured database (`DATABASE_URL`).

python bench/api.py [--entries N]

Everything happens in one transaction that is rolled back at the end. Printed are the median milliseconds of the first
page (50 items), of one from the middle and of the last, to show what grows with the position or the number of rows.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import prepared  # noqa: F401
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from encyclopedia.core.collation import sort_key
from encyclopedia.core.names import name_key
from encyclopedia.models import Citation, Entry, Source, Tag, TaggedEntry

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from published import open_readers_tables

RUNS = 9
KINDS = ("article", "person", "organisation", "source")
STANDINGS = ("supports", "supports", "partly", "unchecked", "contradicts")
START = datetime(2020, 1, 1, tzinfo=UTC)
LISTS = (
    "entries/?",
    "entries/?kind=organisation",
    "entries/?title=t",
    "entries/?changed_since=2020-01-01",
    "entries/?changed_since=2020-01-01&kind=person",
    "entries/?tag=half",
    "entries/?tag=half&kind=source",
    "sources/?",
    "citations/?",
    "citations/?source=source-3",
    "citations/?standing=contradicts",
    "citations/?checked_since=2020-01-01",
    "citations/?checked_since=2020-01-01&standing=contradicts",
)


def fill(entries: int) -> None:
    """A fourth of the entries of each kind, half of them with one tag, and three citations of each."""
    entry_rows = [_entry(number) for number in range(entries)]
    Entry.objects.bulk_create(entry_rows, batch_size=1_000)
    sources = [entry for entry in entry_rows if entry.kind == "source"]
    for entry in sources:
        row = Source(entry_ptr_id=entry.pk, record={"type": "book"}, record_type="book")
        row.__dict__.update({k: v for k, v in entry.__dict__.items() if k != "_state"})
        row.save_base(raw=True, force_insert=True)
    half = Tag.objects.create(name="half", slug="half")
    TaggedEntry.objects.bulk_create(
        [TaggedEntry(tag=half, content_object=entry) for entry in entry_rows[::2]], batch_size=1_000
    )
    Citation.objects.bulk_create(
        (_citation(n, entry_rows[n // 3], sources[n % len(sources)]) for n in range(entries * 3)),
        batch_size=1_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _entry(number: int) -> Entry:
    title = f"{'etaoinshrdlu'[number % 12]}{number * 7919 % 100_003} of it"
    kind, day = KINDS[number // 2 % 4], START + timedelta(minutes=number)
    title_columns = {"name_key": name_key(title), "sort_key": sort_key(title), "initial": "E"}
    return Entry(
        id=uuid.uuid4(),
        kind=kind,
        slug=f"{kind}-{number}",
        title=title,
        edition=1,
        published_at=day,
        changed_at=day,
        **title_columns,
    )


def _citation(number: int, entry: Entry, source: Entry) -> Citation:
    standing = STANDINGS[number % len(STANDINGS)]
    return Citation(
        entry=entry,
        position=number % 3,
        number=number % 3 + 1,
        occurrence=0,
        source_id=source.pk,
        claim="What it says.",
        sentence="What it says.",
        digest=f"{number:064x}",
        claim_digest=f"{number:064x}",
        standing=standing,
        checked_at=None if standing == "unchecked" else START + timedelta(minutes=number),
        role="" if standing == "unchecked" else "moderator",
    )


def timed(client: Client, path: str) -> float:
    milliseconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        assert client.get(path).status_code == 200
        milliseconds.append((time.perf_counter() - started) * 1_000)
    return statistics.median(milliseconds)


def places(client: Client, path: str) -> list[str]:
    """The addresses of the first page, the middle one and the last, found by walking in steps of a hundred."""
    pages, next_page = [path], f"{path}&limit=100"
    while next_page := client.get(next_page).json()["next"]:
        pages.append(next_page.replace("limit=100", "limit=50"))
    return [pages[0], pages[len(pages) // 2], pages[-1]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--entries", type=int, default=10_000)
    count = arguments.parse_args().entries
    settings.ALLOWED_HOSTS = ["*"]
    settings.SECURE_SSL_REDIRECT = False
    client = Client(SERVER_NAME="localhost")
    with transaction.atomic():
        open_readers_tables()
        fill(count)
        print(f"{connection.vendor}, {count:,} entries, {count * 3:,} citations; milliseconds")
        print(f"{'list':60}{'first':>8}{'middle':>8}{'last':>8}")
        for path in LISTS:
            times = [timed(client, page) for page in places(client, f"/api/v1/{path}")]
            print(f"{path:60}" + "".join(f"{milliseconds:8.1f}" for milliseconds in times))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
