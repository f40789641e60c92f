"""What lets a check hold on: confirmations, and digests that got another version. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .moments import instant
from .opening import BundleFault
from .own_words import Savers
from .recorded import Records, differing
from .upgrades import row_digest
from .written_rows import Row, Rows


class HeldChecks:
    """The confirmations and upgraded digests of one entry, against its checks and the events."""

    def __init__(self, name: str, of: str, rows: Rows, records: Records, *, complete: bool) -> None:
        self.complete = complete
        self.name, self.of, self.rows, self.records = name, of, rows, records
        self.events = records.upgrades.events
        self.confirmations = rows.get("confirmation", [])
        upgrades = rows.get("digest_upgrade", [])
        self.upgraded = {(row["old"], row["revision"]): row for row in upgrades}
        self._saved = {row["number"]: row["saved_at"] for row in rows.get("revision", ())}
        self._confirmed = {row["digest"] for row in self.confirmations}
        # Digest as it is now → time, place in the file, and verdict of each of its checks.
        self._checks: dict[str, list[tuple[str, int, str]]] = {}
        self._named: set[tuple[str, int]] = set()
        self._savers = Savers(rows)
        # Digest as it is now → time, place and revision of its first check, and the contexts of all of them.
        self._first: dict[str, tuple[str, int, int]] = {}
        self._contexts: dict[str, set[str]] = {}

    def digests_of(self, check: Row) -> set[str]:
        """The check's own digest, and what it became."""
        upgrade = self.upgraded.get((check["digest"], check.get("revision", 0)))
        return {check["digest"]} | ({upgrade["new"]} if upgrade and upgrade["new"] else set())

    def is_read_anew(self, check: Row) -> bool:
        """Whether its revision was saved before an upgrade, and so lists no digest of the version of the check."""
        saved = self._saved.get(check.get("revision", 0))
        return saved is not None and any(
            event["data"]["version"] <= check.get("version", 1)
            and instant(saved) < instant(event["at"])
            for event in self.events.values()
        )

    def add(self, item: str, place: int, check: Row) -> Iterator[BundleFault]:
        """Take note of a check, the `place`-th of the entry; its digest was upgraded if it is of an earlier version."""
        key, version = (check["digest"], check.get("revision", 0)), check.get("version", 1)
        upgrade = self.upgraded.get(key)
        if upgrade is not None and version < upgrade["version"]:
            self._named.add(key)
            tally = self.records.upgrades
            (tally.carried if upgrade["new"] else tally.fallen)[upgrade["event_id"]] += 1
        elif self.complete and self._is_due(version, check["at"]):
            yield BundleFault(item, "is of an earlier version of digests, and was not upgraded.")
        now = upgrade["new"] if upgrade else check["digest"]
        if self.complete:
            yield from self._around(item, place, now or check["digest"], check)
        if now in self._confirmed:
            known = self._checks.setdefault(now, [])
            known.append((instant(check["at"]), place, check["verdict"]))

    def _around(self, item: str, place: int, digest: str, check: Row) -> Iterator[BundleFault]:
        """Who saved the entry since these words were first checked makes no first check of them in a new context."""
        contexts = self._contexts.setdefault(digest, set())
        if check.get("version", 1) > 1 and contexts and check["context"] not in contexts:
            yield from self._saved_since(item, digest, check)
        contexts.add(check.get("context", ""))
        made = (instant(check["at"]), place, check["revision"])
        self._first[digest] = min(made, self._first.get(digest, made))

    def _saved_since(self, item: str, digest: str, row: Row) -> Iterator[BundleFault]:
        _at, _place, first = self._first.get(digest, ("", 0, row["revision"]))
        if self._savers.saved(row["by_id"], first, row["revision"]):
            yield BundleFault(item, "is by somebody who saved the entry since the first check.")

    def _is_due(self, version: int, at: str) -> bool:
        return any(
            version < event["data"]["version"] and instant(at) < instant(event["at"])
            for event in self.events.values()
        )

    def faults(self) -> Iterator[BundleFault]:
        """After the last check."""
        self._note_waivers()
        for row in self.upgraded.values():
            yield from self._upgrade(row)
        for row in self.confirmations:
            yield from self._confirmation(row)

    def _note_waivers(self) -> None:
        """An upgrade once carried over what waivers name too, although they fell by it: such rows may be there."""
        for waiver in self.rows.get("waiver", ()) if self.upgraded else ():
            parts = {part for key in waiver["obstacles"] for part in key.split(":")[1:]}
            self._named |= {(part, waiver["revision"]) for part in parts}

    def _upgrade(self, row: dict[str, Any]) -> Iterator[BundleFault]:
        item = f"{self.name}, upgraded digest {row['old'][:12]}… of revision {row['revision']}"
        seq = row["event_id"]
        own = {**row, "manuscript_id": self.of}
        self.records.upgrades.row_digests.setdefault(seq, []).append(row_digest(own))
        event = self.events.get(seq)
        if event is None:
            yield BundleFault(item, "matches no event of the audit log.")
        else:
            yield from differing(
                item, ["version"] if row["version"] != event["data"]["version"] else []
            )
        if (row["old"], row["revision"]) not in self._named:
            yield BundleFault(item, "is of no check and of no waiver.")

    def _confirmation(self, row: Row) -> Iterator[BundleFault]:
        item = f"{self.name}, confirmation of {row['at']}"
        names = {"by_id": "by", "revision": "revision"} if self.complete else {}
        key = ("confirmation", self.of, row["digest"], row["context"])
        event = self.records.take(key, row["at"], lambda event: not event.differences(row, names))
        if event is None:
            if self.complete:
                yield BundleFault(
                    item, "matches no event of the audit log: what it is of, or its date."
                )
            return
        yield from differing(item, event.differences(row, names))
        if self.complete:
            yield from self._saved_since(item, row["digest"], row)
        # One that was taken over from another site has that site's time in its event.
        at = instant(event.data.get("confirmed_at", row["at"]))
        earlier = [check for check in self._checks.get(row["digest"], ()) if check[0] <= at]
        _time, place, verdict = max(earlier, default=("", 0, ""))
        if not earlier and not self.complete:
            # What a digest of an earlier version became is in no public bundle.
            return
        if row["check"] != place:
            yield BundleFault(item, "is not of the newest check that there was.")
        if [row["digest"], row["context"], verdict] not in event.data["uses"]:
            yield BundleFault(item, "is of another verdict than its event says.")
