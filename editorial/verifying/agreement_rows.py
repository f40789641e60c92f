"""Agreements of authors against their events. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .moments import instant
from .opening import BundleFault
from .recorded import AuditEvent, differing
from .written_rows import Row

RECORDED, ENDED = "record_agreement", "withdraw_agreement"
_TOLD = {
    **{name: name for name in ("digest", "kind", "name", "signed_on")},
    "person_id": "person",
    "by_id": "by",
}


def agreement_faults(rows: Iterable[Row], events: Iterable[AuditEvent]) -> Iterator[BundleFault]:
    """Each is as it was recorded, ended when and how an event says so, and none is missing.

    `rows` and `events` are all of the site's, the events in their order.
    """
    recorded: dict[str, AuditEvent] = {}
    withdrawn: dict[str, list[AuditEvent]] = {}
    replaced: dict[str, AuditEvent] = {}
    for event in events:
        if event.action == RECORDED:
            recorded[event.data["agreement"]] = event
            if before := event.private.get("replaces"):
                replaced[before] = event
        elif event.action == ENDED:
            withdrawn.setdefault(event.data["agreement"], []).append(event)
    present = set()
    for row in rows:
        item = f"agreement {row['id']}"
        present.add(row["id"])
        made = recorded.get(row["id"])
        if made is None:
            yield BundleFault(item, "has no event: it was not recorded by Stet.")
            continue
        yield from differing(item, [*made.differences(row, _TOLD), *_place(row, made)])
        replacement = replaced.get(row["id"]) or _unnamed(row, recorded)
        yield from _end_faults(item, row, withdrawn.get(row["id"], []), replacement)
    for agreement in recorded.keys() - present:
        event = recorded[agreement]
        yield BundleFault(
            f"event {event.seq} ({event.action}, {event.at[:19]})",
            "belongs to an agreement that is missing.",
        )


def _unnamed(row: Row, recorded: Mapping[str, AuditEvent]) -> AuditEvent | None:
    """What took its place, where the private half was erased that named what it replaces."""
    candidate = recorded.get(str(row["replaced_by_id"]))
    return None if candidate is None or candidate.knows_person else candidate


def _place(row: Row, made: AuditEvent) -> Iterator[str]:
    """The columns that say when it was made and of what, where they differ."""
    if instant(row["at"]) != instant(made.at):
        yield "at"
    if row["commission_id"] != made.data.get("commission"):
        yield "commission"
    elif row["commission_id"] is None and row["manuscript_id"] != made.manuscript:
        yield "manuscript"


def _end_faults(
    item: str, row: Row, withdrawals: list[AuditEvent], replacement: AuditEvent | None
) -> Iterator[BundleFault]:
    end = replacement or next(iter(withdrawals), None)
    if (end is None) != (row["ended_at"] is None):
        yield BundleFault(item, "is in force, or is not, otherwise than its events say.")
        return
    if end is not None:
        different = [] if instant(row["ended_at"]) == instant(end.at) else ["ended_at"]
        if end.knows_person and row["ended_by_id"] != end.by:
            different.append("ended_by")
        told = replacement.data["agreement"] if replacement else None
        if row["replaced_by_id"] != told:
            different.append("replaced_by")
        yield from differing(item, different)
    erased = any(event.private.get("erased") or not event.knows_person for event in withdrawals)
    sure = all(event.knows_person for event in withdrawals)
    if row["is_erased"] != erased and (sure or not erased):
        yield BundleFault(item, "has its file erased, or not, otherwise than its events say.")
