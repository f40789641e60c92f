"""The chain of events in a bundle: every hash that can be computed, every link, the head. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .document_files import canonical_json, sha256
from .manifest import Contents, lines
from .opening import Bundle, BundleFault

GENESIS = "0" * 64
EVENTS = "events/"
COLUMNS = ("seq", "action", "manuscript", "revision", "by", "at", "reason", "data", "previous")
# Rows whose event does not repeat their time were written a moment before it.
MOMENT = 10.0

Key = tuple[Any, ...]


@dataclass
class AuditEvent:
    """One event as far as a row must agree with it."""

    seq: int
    at: str
    hash: str
    reason: str
    data: dict[str, Any]
    action: str = ""

    def fits(self, at: str) -> bool:
        """Whether a row of this time can be the row of this event."""
        recorded = self.data.get("at", self.at)
        if instant(recorded) == instant(at):
            return True
        exact = "at" in self.data or "source_edition" in self.data
        return not exact and 0 <= (when(recorded) - when(at)) <= MOMENT


@dataclass
class Chain:
    """The events that no row has matched yet; `withheld` counts those of which only the link is in the bundle."""

    unmatched: dict[Key, list[AuditEvent]] = field(default_factory=dict)
    # By manuscript, the last mark of a source.
    marks: dict[str, AuditEvent] = field(default_factory=dict)
    count: int = 0
    withheld: int = 0

    def take(self, key: Key, at: str) -> AuditEvent | None:
        """The event of this row, removed here: the next row needs an event of its own."""
        events = self.unmatched.get(key, [])
        for place, event in enumerate(events):
            if event.fits(at):
                del events[place]
                if not events:
                    del self.unmatched[key]
                return event
        return None


def when(at: str) -> float:
    """Seconds since 1970 of an ISO 8601 time; ValueError for anything else."""
    return datetime.fromisoformat(at).timestamp()


def instant(at: Any) -> str:
    """One spelling for one moment, in whatever time zone it was written; anything else is returned as text."""
    try:
        return datetime.fromisoformat(at).astimezone(UTC).isoformat()
    except (ValueError, TypeError, OverflowError):
        return str(at)


def chain_faults(
    bundle: Bundle,
    contents: Contents,
    known_hashes: Mapping[int, str],
    hashes: set[str],
    chain: Chain,
) -> Iterator[BundleFault]:
    """Walk the events from the first to the head; fills `chain`.

    `known_hashes` are by number and `hashes` without one, both known from outside the bundle: they must be there.
    """
    previous, seq = GENESIS, 0
    missing = set(hashes) - {GENESIS}
    for name in sorted(name for name in contents.files if name.startswith(EVENTS)):
        for event in lines(bundle, name):
            seq += 1
            item = f"event {event.get('seq')}"
            if event.get("seq") != seq:
                yield BundleFault(
                    item, f"is in the place of event {seq}: an event is missing or moved."
                )
                seq = event["seq"] if isinstance(event.get("seq"), int) else seq
            if event.get("previous") != previous:
                yield BundleFault(item, "does not follow the event before it.")
            if known_hashes.get(seq, event.get("hash")) != event.get("hash"):
                yield BundleFault(
                    item, "is not the event that is known from outside: it was replaced."
                )
            previous = str(event.get("hash"))
            missing.discard(previous)
            chain.count += 1
            if set(event) == {"seq", "previous", "hash"}:
                chain.withheld += 1
                if contents.complete:
                    yield BundleFault(item, "is without its content, which an archive has.")
            elif message := _altered(event):
                yield BundleFault(item, message)
            else:
                _add(chain, event)
    head = contents.manifest["head"]
    if (head.get("seq"), head.get("hash")) != (seq, previous):
        yield BundleFault(
            "events", "do not end at the head that the manifest names: the tail was cut."
        )
    for number in sorted(number for number in known_hashes if number > seq):
        yield BundleFault(f"event {number}", "is known from outside and missing: the tail was cut.")
    for digest in sorted(missing):
        yield BundleFault("events", f"lack the hash {digest}, which is known from outside.")


def _altered(event: Mapping[str, Any]) -> str:
    if set(event) != {*COLUMNS, "hash"} or not isinstance(event["data"], dict):
        return "does not have the columns of an event."
    if sha256(canonical_json({name: event[name] for name in COLUMNS})) != event["hash"]:
        return "was altered: its hash does not match its content."
    return ""


def _add(chain: Chain, event: Mapping[str, Any]) -> None:
    key = key_of(event)
    details = (event["hash"], event["reason"], event["data"], event["action"])
    audit_event = AuditEvent(event["seq"], event["at"], *details)
    if event["action"] == "mark":
        chain.marks[event["manuscript"]] = audit_event
    if key is not None:
        chain.unmatched.setdefault(key, []).append(audit_event)


def key_of(event: Mapping[str, Any]) -> Key | None:
    """What a row must have in common with its event; None for events without a row."""
    data, action = event["data"], event["action"]
    shared = (event["manuscript"], event["revision"], event["by"])
    if action == "approve":
        return ("approval", *shared, data.get("digest"), data.get("change"))
    if action == "publish":
        return ("publication", *shared, data.get("digest"), data.get("edition"))
    if action == "waive":
        obstacles = tuple(data.get("obstacles", ()))
        return ("waiver", *shared, obstacles, event["reason"], instant(data.get("expires_at")))
    if action == "check":
        finding = (data.get("digest"), data.get("verdict"), data.get("source"), event["reason"])
        return ("check", event["manuscript"], event["by"], *finding)
    if action in {"save", "revert", "rename"}:
        return ("revision", *shared)
    if action == "attach":
        return ("evidence", event["manuscript"], event["by"], data.get("digest"))
    return None
