"""What was taken out of sight for legal reasons: what is left, and that two people said so. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .document_files import canonical_json
from .opening import BundleFault
from .recorded import AuditEvent, Records

Row = Mapping[str, Any]


def is_suppressed(of: str, row: Row, records: Records) -> bool:
    """Whether an event says of the document of this row that its words are gone."""
    return (of, row["digest"]) in records.suppressed


def left_faults(
    where: str, of: str, row: Row, data: Mapping[str, Any], records: Records
) -> Iterator[BundleFault]:
    """Of a suppressed document exactly that is there which the event left."""
    event = records.suppressed[of, row["digest"]]
    if canonical_json(data).decode() != event.data.get("left"):
        yield BundleFault(where, f"was suppressed, and is not what event {event.seq} left of it.")


def suppression_faults(name: str, of: str, records: Records) -> Iterator[BundleFault]:
    """Nobody suppresses what nobody else had asked for."""
    for (manuscript, digest), event in records.suppressed.items():
        if manuscript != of:
            continue
        before = [asked for asked in records.asked.get((of, digest), ()) if asked.seq < event.seq]
        known = event.knows_person and all(asked.knows_person for asked in before)
        if not before or (known and all(asked.by == event.by for asked in before)):
            yield BundleFault(
                f"{name}, event {event.seq}", "suppresses what no second person had asked for."
            )


def suppressions(events: Iterable[AuditEvent]) -> Iterator[str]:
    """One sentence for everything that was suppressed, as an event says."""
    for event in events:
        what = " and ".join(
            f"{what} {', '.join(map(str, numbers))}"
            for what in ("revision", "edition")
            if (numbers := event.data.get(f"{what}s"))
        )
        yield (
            f"The words of {what} of {event.manuscript} were suppressed on {event.at[:10]} (event {event.seq}): "
            f"{event.data.get('ground')}"
        )
