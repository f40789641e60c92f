"""What is recorded of pictures, against its events. Standard library only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from .moments import instant
from .opening import BundleFault
from .recorded import PICTURES, AuditEvent
from .written_rows import Row

# What a record's digest is made of, by its columns.
WORDS = (
    *("title", "credit", "licence", "permission", "permission_digest", "permission_type"),
    *("focus", "words", "is_aside", "reason"),
)


def digest_of_record(row: Row) -> str:
    """The SHA-256 (hex) of what the record says: its words as JSON, in the order of their names."""
    said = {name: row[name] for name in WORDS}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def picture_faults(rows: Iterable[Row], events: Iterable[AuditEvent]) -> Iterator[BundleFault]:
    """Each record is as its event says, and none is missing. `rows` and `events` are all of the site's."""
    told = {
        (event.data["picture"], event.data["number"]): event
        for event in events
        if event.action in PICTURES
    }
    for row in rows:
        item = f"picture {row['picture_id'][:12]}, record {row['number']}"
        event = told.pop((row["picture_id"], row["number"]), None)
        if event is None:
            yield BundleFault(item, "has no event: it was not recorded by Stet.")
            continue
        same = (
            digest_of_record(row) == row["digest"] == event.data["digest"]
            and instant(row["at"]) == instant(event.at)
            and (not event.knows_person or row["by_id"] == event.by)
        )
        if not same:
            yield BundleFault(item, "is not as its event says: it was altered.")
    for event in told.values():
        yield BundleFault(
            f"event {event.seq} ({event.action}, {event.at[:19]})",
            "belongs to a record of a picture that is missing.",
        )
