"""What events tell of rows: each row takes the event that is its own. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .event_hash import HALVES, is_erased
from .moments import MAX_APART, instant, when
from .opening import BundleFault
from .upgrades import Upgrades

Key = tuple[Any, ...]
Row = Mapping[str, Any]

UNTOLD = object()
WRITING = frozenset({"save", "revert", "rename"})
PICTURES = frozenset({"describe_picture", "set_aside_picture", "bring_back_picture"})
# The state in which a move leaves a manuscript; saving leaves a returned one returned.
_STATES = {
    "submit": "submitted",
    "recall": "draft",
    "return": "returned",
    "approve": "approved",
    "schedule": "scheduled",
    "unschedule": "approved",
    "publish": "published",
    "withdraw": "withdrawn",
    "discard": "discarded",
    "bring_back": "draft",
}


@dataclass
class AuditEvent:
    """One event as far as rows must agree with it; `knows_person` unless its private half is missing or erased."""

    seq: int
    at: str
    hash: str
    action: str
    manuscript: str | None
    revision: int
    data: dict[str, Any]
    by: int | None = None
    reason: str = ""
    private: dict[str, Any] = field(default_factory=dict)
    halved: bool = False
    knows_person: bool = True

    @classmethod
    def of(cls, row: Row) -> AuditEvent:
        shared = (row["seq"], row["at"], row["hash"], row["action"])
        event = cls(*shared, row["manuscript"], row["revision"], row["data"])
        event.halved = row.get("format") == HALVES
        event.knows_person = "by" in row and not is_erased(row)
        if event.knows_person:
            event.by, event.reason = row["by"], row["reason"]
            event.private = row.get("private", {})
        return event

    def fits(self, at: str) -> bool:
        """Whether a row of this time can be the row of this event."""
        recorded = self.data.get("at", self.at)
        if instant(recorded) == instant(at):
            return True
        exact = self.halved or "at" in self.data or "source_edition" in self.data
        return not exact and 0 <= (when(recorded) - when(at)) <= MAX_APART

    def told(self, name: str) -> Any:
        """What it tells under this name; UNTOLD when it does not, as older events do of much."""
        if name in ("by", "reason"):
            return getattr(self, name) if self.knows_person else UNTOLD
        if name == "revision":
            return self.revision
        return self.data.get(name, self.private.get(name, UNTOLD))

    def differences(self, row: Row, names: Mapping[str, str]) -> list[str]:
        """The columns of the row (first in `names`) that are not as the event tells (second)."""
        different = []
        for column, name in names.items():
            told, value = self.told(name), row[column]
            if column in ("at", "expires_at"):
                told, value = told if told is UNTOLD else instant(told), instant(value)
            if told is not UNTOLD and told != value:
                different.append(column.removesuffix("_id"))
        return different


def differing(item: str, columns: list[str]) -> Iterator[BundleFault]:
    if columns:
        yield BundleFault(item, f"differs from its event in {', '.join(columns)}.")


@dataclass
class Records:
    """The events that no row has taken yet, and what the last of their kind say."""

    unmatched: dict[Key, list[AuditEvent]] = field(default_factory=dict)
    # By manuscript: the last mark, withdrawal and publication, the state, and the time of a planned publication.
    marks: dict[str, AuditEvent] = field(default_factory=dict)
    # And, by the number of the edition, the last DOI.
    dois: dict[str, dict[int, AuditEvent]] = field(default_factory=dict)
    # By the entry, the last event that says of which other one it is a translation.
    translations: dict[str, AuditEvent] = field(default_factory=dict)
    withdrawals: dict[str, AuditEvent] = field(default_factory=dict)
    published: dict[str, AuditEvent] = field(default_factory=dict)
    states: dict[str, tuple[str, str]] = field(default_factory=dict)
    # By source: the numbers of its evidence that was set aside, and the source into which it was merged.
    set_aside: dict[str, set[int]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    # Every event of an agreement, in order: those of a commission belong to no manuscript.
    agreements: list[AuditEvent] = field(default_factory=list)
    # Of the whole site: these events belong to no manuscript.
    pictures: list[AuditEvent] = field(default_factory=list)
    upgrades: Upgrades = field(default_factory=Upgrades)
    # By manuscript and digest: the events by which documents were suppressed, and those that had asked for it.
    suppressed: dict[tuple[str, str], AuditEvent] = field(default_factory=dict)
    asked: dict[tuple[str, str], list[AuditEvent]] = field(default_factory=dict)
    # How many events have only their place in the chain here; and since when all of those that matter are here.
    withheld: int = 0
    halved_since: str = ""

    def add(self, event: AuditEvent) -> None:
        if event.halved and not self.halved_since:
            self.halved_since = event.at
        of = event.manuscript
        if event.action in ("record_agreement", "withdraw_agreement"):
            self.agreements.append(event)
        elif event.action in PICTURES:
            self.pictures.append(event)
        if of is not None:
            if event.action == "mark":
                self.marks[of] = event
            elif event.action == "record_doi":
                self.dois.setdefault(of, {})[event.data["edition"]] = event
            elif event.action == "join_translation":
                self.translations[of] = event
            elif event.action == "withdraw":
                self.withdrawals[of] = event
            elif event.action == "publish":
                self.published[of] = event
            elif event.action == "suppress":
                self.suppressed[of, event.data["digest"]] = event
            elif event.action == "ask_suppression":
                self.asked.setdefault((of, event.data["digest"]), []).append(event)
            elif event.action == "set_aside":
                self.set_aside.setdefault(of, set()).add(event.data["evidence"])
            elif event.action == "merge" and event.data.get("merged") == of:
                self.merged[of] = event.data["target"]
            self._move(of, event)
        elif event.action == "upgrade":
            self.upgrades.events[event.seq] = {"seq": event.seq, "at": event.at, "data": event.data}
        for key in keys_of(event):
            self.unmatched.setdefault(key, []).append(event)

    def _move(self, manuscript: str, event: AuditEvent) -> None:
        before = self.states.get(manuscript, ("draft", ""))[0]
        if event.action in WRITING:
            self.states[manuscript] = ("returned" if before == "returned" else "draft", "")
        elif event.action in _STATES:
            planned = event.data.get("publish_at", "") if event.action == "schedule" else ""
            # A draft that was discarded comes back as what it was.
            back = event.data.get("state") if event.action == "bring_back" else None
            self.states[manuscript] = (back or _STATES[event.action], planned)

    def take(
        self, key: Key, at: str, agrees: Callable[[AuditEvent], bool] = lambda event: True
    ) -> AuditEvent | None:
        """The event of this row, removed here: the next row needs an event of its own.

        Of several that fit, one that agrees with the row.
        """
        events = self.unmatched.get(key, [])
        fitting = [event for event in events if event.fits(at)]
        event = next((event for event in fitting if agrees(event)), fitting[0] if fitting else None)
        if event is not None:
            events.remove(event)
            if not events:
                del self.unmatched[key]
        return event

    def live_edition(self, manuscript: str) -> int:
        """The edition that readers see; 0 when they see none."""
        published, withdrawn = self.published.get(manuscript), self.withdrawals.get(manuscript)
        if published is None or (withdrawn is not None and withdrawn.seq > published.seq):
            return 0
        return int(published.data["edition"])

    def final_target(self, source: str) -> str | None:
        """The source that is cited now instead of a merged one; None where no event says so."""
        target = self.merged.get(source)
        seen = {source}
        while target in self.merged and target not in seen:
            seen.add(target)
            target = self.merged[target]
        return target

    def left(self) -> Iterator[BundleFault]:
        """The events that tell of rows which are not there."""
        for key, events in self.unmatched.items():
            for event in events:
                if event.halved or key[0] not in ("merge", "apart"):
                    yield BundleFault(
                        f"event {event.seq} ({event.action}, {event.at[:19]})",
                        "belongs to a row that is missing or was altered.",
                    )


def keys_of(event: AuditEvent) -> list[Key]:
    """What each of its rows must have in common with an event; none for events without rows of their own."""
    if event.action == "confirm":
        uses = event.data["uses"]
        return [("confirmation", event.manuscript, digest, context) for digest, context, _ in uses]
    key = _key_of(event)
    return [] if key is None else [key]


def _key_of(event: AuditEvent) -> Key | None:
    data, action, of = event.data, event.action, event.manuscript
    if action == "approve":
        return ("approval", of, event.revision, data.get("digest"))
    if action == "publish":
        return ("publication", of, data.get("edition"))
    if action == "waive":
        return ("waiver", of, event.revision)
    if action == "check":
        return ("check", of, data.get("digest"))
    if action in WRITING:
        return ("revision", of, event.revision)
    if action == "attach":
        return ("evidence", of, data.get("digest"))
    # Both sources have the event; the row is the merged one's, or the first one's. Older events do not say whose.
    if action == "merge" and data.get("merged", of) == of:
        return ("merge", of)
    if action == "tell_apart" and data.get("first", of) == of:
        return ("apart", of)
    return None
