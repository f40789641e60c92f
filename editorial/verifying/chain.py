"""The chain of events: every hash that can be computed, every link, the head. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .event_hash import PLACE_HALVES, PLACE_WHOLE, altered, is_erased
from .manifest import Contents, lines
from .opening import Bundle, BundleFault
from .recorded import AuditEvent, Records

GENESIS = "0" * 64
EVENTS = "events/"

Row = Mapping[str, Any]


@dataclass
class Known:
    """Heads known from outside: hashes by the number of their event, and hashes without one."""

    by_number: dict[int, set[str]] = field(default_factory=dict)
    hashes: set[str] = field(default_factory=set)

    def add(self, number: int, digest: str) -> None:
        self.by_number.setdefault(number, set()).add(digest)


@dataclass
class Walk:
    """Where a walk along the chain is, and what it has seen; the same for a site and for a bundle."""

    known: Known
    seq: int = 0
    previous: str = GENESIS
    missing: set[str] = field(default_factory=set)
    # Number → when the event that erased its private half was recorded; and the numbers of those that are erased.
    erasures: dict[int, str] = field(default_factory=dict)
    erased: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.missing = set(self.known.hashes) - {GENESIS}

    def step(self, event: Row) -> Iterator[BundleFault]:
        """The faults of one event by itself and in its place."""
        self.seq += 1
        item = named(event)
        if event.get("seq") != self.seq:
            yield BundleFault(
                item, f"is in the place of event {self.seq}: an event is missing or moved."
            )
            self.seq = event["seq"] if isinstance(event.get("seq"), int) else self.seq
        if event.get("previous") != self.previous:
            yield BundleFault(item, "does not follow the event before it.")
        if self.known.by_number.get(self.seq, set()) - {event.get("hash")}:
            yield BundleFault(item, "is not the event that is known from outside: it was replaced.")
        self.previous = str(event.get("hash"))
        self.missing.discard(self.previous)
        if set(event) == PLACE_WHOLE:
            return
        if message := altered(event):
            yield BundleFault(item, message)
        elif event.get("action") == "erase_private":
            self.erasures[event["data"].get("seq")] = event["at"]
        elif is_erased(event):
            self.erased.append(self.seq)

    def end(self, seq: Any, head: Any) -> Iterator[BundleFault]:
        """The faults of the whole, with the number and hash that its head should have."""
        if (seq, head) != (self.seq, self.previous):
            yield BundleFault("events", "do not end at their head: the tail was cut.")
        for number in sorted(number for number in self.known.by_number if number > self.seq):
            yield BundleFault(
                f"event {number}", "is known from outside and missing: the tail was cut."
            )
        for digest in sorted(self.missing):
            yield BundleFault("events", f"lack the hash {digest}, which is known from outside.")
        for number in self.erased:
            if number not in self.erasures:
                yield BundleFault(
                    f"event {number}",
                    "has lost its private half, and no event says that it was erased.",
                )


def named(event: Row) -> str:
    """How a person finds an event: its number, what was done, and the day."""
    details = [str(event[name])[:19] for name in ("action", "at") if event.get(name)]
    return f"event {event.get('seq')}" + (f" ({', '.join(details)})" if details else "")


def chain_faults(
    bundle: Bundle, contents: Contents, known: Known, records: Records
) -> Iterator[BundleFault]:
    """Walk the events of a bundle from the first to the head; fills `records`."""
    walk = Walk(known)
    for event in bundle_events(bundle, contents):
        faults = list(walk.step(event))
        yield from faults
        if set(event) in (PLACE_WHOLE, PLACE_HALVES):
            records.withheld += 1
            if contents.complete:
                yield BundleFault(named(event), "is without its content, which an archive has.")
            continue
        if contents.complete and "by" not in event:
            yield BundleFault(named(event), "is without its private half, which an archive has.")
        if not faults:
            records.add(AuditEvent.of(event))
    head = contents.manifest["head"]
    yield from walk.end(head.get("seq"), head.get("hash"))


def bundle_events(bundle: Bundle, contents: Contents) -> Iterator[dict[str, Any]]:
    for name in sorted(name for name in contents.files if name.startswith(EVENTS)):
        yield from lines(bundle, name)


def erasures(events: Iterable[Row]) -> Iterator[str]:
    """One sentence for every private half that was erased, as an event says."""
    for event in events:
        if event.get("action") == "erase_private":
            number, at = event["data"].get("seq"), event["at"]
            yield f"The private half of event {number} was erased on {at[:10]}."
