"""The chain of events in a bundle: every hash that can be computed, every link, the head. Standard library alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .document_files import canonical_json, sha256
from .manifest import Listed, lines
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
        """Whether a row of this time is the one that the event tells of."""
        told = self.data.get("at", self.at)
        if instant(told) == instant(at):
            return True
        exact = "at" in self.data or "source_edition" in self.data
        return not exact and 0 <= (when(told) - when(at)) <= MOMENT


@dataclass
class Chain:
    """What the events of the bundle tell of its rows; `withheld` of them are links without words."""

    told: dict[Key, list[AuditEvent]] = field(default_factory=dict)
    # By manuscript, what was said last against a source.
    marks: dict[str, AuditEvent] = field(default_factory=dict)
    count: int = 0
    withheld: int = 0

    def take(self, key: Key, at: str) -> AuditEvent | None:
        """The event that tells of this row, taken out: the next row needs one of its own."""
        found = self.told.get(key, [])
        for place, told in enumerate(found):
            if told.fits(at):
                del found[place]
                if not found:
                    del self.told[key]
                return told
        return None


def when(at: str) -> float:
    """Seconds since 1970 of an ISO 8601 time; ValueError for anything else."""
    return datetime.fromisoformat(at).timestamp()


def instant(at: Any) -> str:
    """One spelling for one moment, whatever the time zone it was written in; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(at).astimezone(UTC).isoformat()
    except (ValueError, TypeError, OverflowError):
        return str(at)


def chain_faults(
    bundle: Bundle, found: Listed, known: Mapping[int, str], hashes: set[str], chain: Chain
) -> Iterator[BundleFault]:
    """Walk the events from the first to the head; fills `chain`.

    `known` are hashes by number and `hashes` without one, both known from outside the bundle: they must be there.
    """
    previous, seq = GENESIS, 0
    missing = set(hashes) - {GENESIS}
    for name in sorted(n for n in found.files if n.startswith(EVENTS)):
        for event in lines(bundle, name):
            seq += 1
            item = f"event {event.get('seq')}"
            if event.get("seq") != seq:
                yield BundleFault(
                    item, f"stands where event {seq} belongs: one is missing or moved."
                )
                seq = event["seq"] if isinstance(event.get("seq"), int) else seq
            if event.get("previous") != previous:
                yield BundleFault(item, "does not follow the event before it.")
            if known.get(seq, event.get("hash")) != event.get("hash"):
                yield BundleFault(item, "is not the event that is known from outside: made anew.")
            previous = str(event.get("hash"))
            missing.discard(previous)
            chain.count += 1
            if set(event) == {"seq", "previous", "hash"}:
                chain.withheld += 1
                if found.complete:
                    yield BundleFault(item, "is without its words, which an archive has.")
            elif message := _altered(event):
                yield BundleFault(item, message)
            else:
                _tell(chain, event)
    head = found.manifest["head"]
    if (head.get("seq"), head.get("hash")) != (seq, previous):
        yield BundleFault(
            "events", "do not end at the head that the manifest names: the tail was cut."
        )
    for number in sorted(n for n in known if n > seq):
        yield BundleFault(f"event {number}", "is known from outside and missing: the tail was cut.")
    for one in sorted(missing):
        yield BundleFault("events", f"hold none with the hash {one}, which is known from outside.")


def _altered(event: Mapping[str, Any]) -> str:
    if set(event) != {*COLUMNS, "hash"} or not isinstance(event["data"], dict):
        return "has not the columns of an event."
    if sha256(canonical_json({name: event[name] for name in COLUMNS})) != event["hash"]:
        return "was altered: its hash is not that of its words."
    return ""


def _tell(chain: Chain, event: Mapping[str, Any]) -> None:
    key = key_of(event)
    words = (event["hash"], event["reason"], event["data"], event["action"])
    told = AuditEvent(event["seq"], event["at"], *words)
    if event["action"] == "mark":
        chain.marks[event["manuscript"]] = told
    if key is not None:
        chain.told.setdefault(key, []).append(told)


def key_of(event: Mapping[str, Any]) -> Key | None:
    """What a row must share with its event; None for events that no row repeats."""
    data, action = event["data"], event["action"]
    one = (event["manuscript"], event["revision"], event["by"])
    if action == "approve":
        return ("approval", *one, data.get("digest"), data.get("change"))
    if action == "publish":
        return ("publication", *one, data.get("digest"), data.get("edition"))
    if action == "waive":
        named = tuple(data.get("obstacles", ()))
        return ("waiver", *one, named, event["reason"], instant(data.get("expires_at")))
    if action == "check":
        seen = (data.get("digest"), data.get("verdict"), data.get("source"), event["reason"])
        return ("check", event["manuscript"], event["by"], *seen)
    if action in {"save", "revert", "rename"}:
        return ("revision", *one)
    if action == "attach":
        return ("evidence", event["manuscript"], event["by"], data.get("digest"))
    return None
