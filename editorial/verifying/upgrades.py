"""The events by which digests got another version, against the rows that they wrote. Standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .document_files import digest
from .opening import BundleFault

Row = Mapping[str, Any]
_UPGRADED = ("manuscript_id", "revision", "old", "new", "version", "context", "source", "work")


def row_digest(row: Row) -> str:
    position = row.get("position")
    return digest([*(row[name] for name in _UPGRADED), *([] if position is None else [position])])


def rows_digest(row_digests: Iterable[str]) -> str:
    """What the event of an upgrade tells of its rows, in whatever order they are read."""
    return digest(sorted(row_digests))


def claims_digest(claims: Iterable[Sequence[str]]) -> str:
    """What the event of an upgrade tells of all claims, each by its former and its present digest."""
    return digest(sorted([old, new] for old, new in claims))


@dataclass
class Upgrades:
    """The events by which digests got another version, by their numbers, and what the rows of all entries say."""

    events: dict[int, dict[str, Any]] = field(default_factory=dict)
    row_digests: dict[int, list[str]] = field(default_factory=dict)
    carried: Counter[int] = field(default_factory=Counter)
    fallen: Counter[int] = field(default_factory=Counter)

    def faults(self, claims: Iterable[Sequence[str]]) -> Iterator[BundleFault]:
        """Once all entries were read: events whose rows are not those that they wrote."""
        for seq, event in self.events.items():
            item = f"event {seq} (upgrade, {event['at'][:19]})"
            counts = (event["data"].get("carried"), event["data"].get("fallen"))
            if counts != (self.carried[seq], self.fallen[seq]):
                yield BundleFault(item, "tells of other checks that were carried over, or fell.")
            if event["data"].get("rows", "") not in (
                "",
                rows_digest(self.row_digests.get(seq, ())),
            ):
                yield BundleFault(item, "tells of other upgraded digests than are here.")
        pairs = list(claims)
        newest = self.events[max(self.events)] if self.events else None
        told = newest["data"].get("claims", "") if newest else claims_digest(())
        if told not in ("", claims_digest(pairs)):
            item = f"event {newest['seq']} (upgrade)" if newest else "claims"
            yield BundleFault(item, "tells of other addresses of claims than are here.")
