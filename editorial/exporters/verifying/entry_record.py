"""The rows of one entry: documents, editions, signatures and checks, against each other and against the events."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from .chain import AuditEvent, Chain, instant
from .document_files import Unreadable, as_data, as_json, canonical_json, digest, sha256
from .manifest import ENTRIES, Contents, lines
from .opening import Bundle, BundleError, BundleFault, read
from .row_claims import (
    NAMES,
    Rows,
    entry_faults,
    mark_faults,
    notice_faults,
    revision_faults,
    shown_faults,
)

Row = Mapping[str, Any]


class EntryVerifier:
    """Checks every entry of an opened bundle whose files match its list of files."""

    def __init__(self, bundle: Bundle, contents: Contents, chain: Chain) -> None:
        self.bundle, self.contents, self.chain = bundle, contents, chain
        self.pictures: set[str] = set()
        # Kind, address and title of the document that was read last.
        self.names: dict[str, Any] | None = None
        # The same of the edition that readers see.
        self.live: dict[str, Any] | None = None

    def faults(self) -> Iterator[BundleFault]:
        """Everything that does not agree."""
        count = 0
        for entry in lines(self.bundle, ENTRIES):
            count += 1
            yield from self._guarded(str(entry.get("name")), self._entry(entry))
        if count != self.contents.manifest["counts"].get("entries"):
            yield BundleFault(ENTRIES, "does not name as many entries as the manifest says.")
        for events in self.chain.unmatched.values():
            for event in events:
                yield BundleFault(
                    f"event {event.seq}", "belongs to a row that is missing or was altered."
                )
        yield from self._file_faults()

    def _guarded(self, item: str, faults: Iterator[BundleFault]) -> Iterator[BundleFault]:
        """Rows of an unexpected shape are a fault of that entry, never a crash."""
        try:
            yield from faults
        except (LookupError, TypeError, ValueError, AttributeError, BundleError) as error:
            yield BundleFault(item, f"cannot be read: {type(error).__name__} {error}")

    def _entry(self, entry: Row) -> Iterator[BundleFault]:
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in lines(self.bundle, entry["history"]):
            rows.setdefault(row["row"], []).append(row)
        name, entry_id = entry["name"], entry["id"]
        self.names = None
        for revision in sorted(rows.get("revision", ()), key=lambda row: int(row["number"])):
            yield from self._revision(name, entry_id, revision, rows)
        newest, self.names = self.names, None
        for place, approval in enumerate(rows.get("approval", ()), 1):
            yield from self._approval(f"{name}, approval {place}", entry_id, approval, rows)
        for publication in rows.get("publication", ()):
            yield from self._publication(name, entry_id, publication, rows)
        for waiver in rows.get("waiver", ()):
            yield from self._waiver(name, entry_id, waiver)
        for evidence in rows.get("evidence", ()):
            key = ("evidence", entry_id, evidence["by_id"], evidence["digest"])
            if self.chain.take(key, evidence["at"]) is None:
                yield BundleFault(
                    f"{name}, evidence {evidence['id']}", "matches no event of the audit log."
                )
        yield from self._editions(entry, rows)
        yield from entry_faults(entry, rows, self.live, newest)
        if not self.contents.complete:
            yield from mark_faults(entry, rows, self.chain.marks.get(entry_id))
        cited = {
            citation
            for kind in ("edition", "revision")
            for row in rows.get(kind, ())
            for citation in row["citation_digests"]
        }
        if entry["checks"]:
            for check in lines(self.bundle, entry["checks"]):
                yield from self._check(f"{name}, check of {check['at']}", entry_id, check, cited)
                if self.contents.complete:
                    yield from shown_faults(f"{name}, check of {check['at']}", check, rows)

    def _document(self, item: str, row: Row, entry_id: str) -> Iterator[BundleFault]:
        record = read(self.bundle, row["record"]) if row["record"] else None
        try:
            data = as_data(read(self.bundle, row["document"]), record)
            own_digest = digest(data)
        except Unreadable as error:
            yield BundleFault(row["document"], str(error))
            return
        if own_digest != row["digest"]:
            yield BundleFault(
                row["document"], f"is not the document of {item}: its digest does not fit."
            )
        if data.get("id") != entry_id:
            yield BundleFault(row["document"], "is the document of another entry.")
        if row.get("title", data.get("title")) != data.get("title"):
            yield BundleFault(item, "has another title than its document.")
        self.names = {name: data.get(name) for name in NAMES}
        self.pictures.update(picture["digest"] for picture in data.get("pictures", ()))

    def _revision(self, name: str, entry_id: str, row: Row, rows: Rows) -> Iterator[BundleFault]:
        item = f"{name}, revision {row['number']}"
        yield from self._document(item, row, entry_id)
        event = self.chain.take(
            ("revision", entry_id, row["number"], row["author_id"]), row["saved_at"]
        )
        if event is None:
            yield BundleFault(item, "matches no event of the audit log.")
        else:
            yield from revision_faults(item, row, event, rows)

    def _approval(self, item: str, entry_id: str, row: Row, rows: Rows) -> Iterator[BundleFault]:
        key = ("approval", entry_id, row["revision"], row["by_id"], row["digest"], row["change"])
        event = self.chain.take(key, row["at"])
        if event is None or event.reason.strip()[:500] != row["summary"]:
            yield BundleFault(item, "matches no event of the audit log.")
        for revision in rows.get("revision", ()):
            if revision["number"] == row["revision"] and revision["digest"] != row["digest"]:
                yield BundleFault(item, "signs another digest than the revision's.")
        earlier = [
            p["revision"] for p in rows.get("publication", ()) if p["revision"] < row["revision"]
        ]
        revisions = rows.get("revision", ())
        published_revisions = {p["revision"] for p in rows.get("publication", ())}
        for revision in revisions:
            if not max(earlier, default=0) < revision["number"] <= row["revision"]:
                continue
            root = revision["restored"] or 0
            authors = {revision["author_id"]} | {
                r["author_id"]
                for r in revisions
                if r["number"] == root or (root not in published_revisions and r["number"] < root)
            }
            if row["by_id"] in authors:
                yield BundleFault(
                    item, f"was signed by somebody who wrote revision {revision['number']}."
                )

    def _publication(self, name: str, entry_id: str, row: Row, rows: Rows) -> Iterator[BundleFault]:
        item = f"{name}, edition {row['number']}"
        key = ("publication", entry_id, row["revision"], row["by_id"], row["digest"], row["number"])
        event = self.chain.take(key, row["at"])
        approvals, place = rows.get("approval", []), row["approval"]
        if type(place) is not int or not 1 <= place <= len(approvals):
            yield BundleFault(item, f"names approval {place}, which is not there.")
            return
        approval = approvals[place - 1]
        if (approval["revision"], approval["digest"]) != (row["revision"], row["digest"]):
            yield BundleFault(item, "is not what was approved.")
        if event is None:
            yield BundleFault(item, "matches no event of the audit log.")
            return
        editions = [e for e in rows["edition"] if e["number"] == row["number"]]
        if len(editions) != 1:
            yield BundleFault(item, "is missing, or is there twice.")
        for edition in editions:
            at = event.data.get("published_at", event.at)
            public = (
                edition["event_hash"],
                edition["digest"],
                edition["change"],
                edition["summary"],
            )
            if public != (event.hash, row["digest"], approval["change"], approval["summary"]):
                yield BundleFault(item, "differs from its event: hash, digest or change.")
            if instant(edition["published_at"]) != instant(at):
                yield BundleFault(item, "has another date than its event.")
            yield from self._page(item, edition, event)
            if "origin" not in event.data:
                # An edition taken over from another site has that site's waivers too.
                yield from notice_faults(item, edition, row["at"], rows.get("waiver", []))

    def _page(self, item: str, edition: Row, event: AuditEvent) -> Iterator[BundleFault]:
        """The stored page, where the event has its digest: older events do not."""
        if not self.contents.complete or "parts" not in event.data:
            return
        name = edition["parts"]
        if digest(as_json(read(self.bundle, name))) != event.data["parts"]:
            yield BundleFault(name, f"is not the page of {item}: its event has another digest.")

    def _waiver(self, name: str, entry_id: str, row: Row) -> Iterator[BundleFault]:
        obstacles = tuple(row["obstacles"])
        details = (obstacles, row["reason"], instant(row["expires_at"]))
        if (
            self.chain.take(
                ("waiver", entry_id, row["revision"], row["by_id"], *details), row["at"]
            )
            is None
        ):
            yield BundleFault(
                f"{name}, waiver of {row['at']}", "matches no event of the audit log."
            )

    def _editions(self, entry: Row, rows: Rows) -> Iterator[BundleFault]:
        name = entry["name"]
        published = {row["number"] for row in rows.get("publication", ())}
        current = []
        self.live = None
        digests = {row["number"]: row["citation_digests"] for row in rows.get("revision", ())}
        revision_numbers = {row["number"]: row["revision"] for row in rows.get("publication", ())}
        for edition in rows.get("edition", ()):
            item = f"{name}, edition {edition['number']}"
            if edition["number"] not in published:
                yield BundleFault(item, "was never published.")
            yield from self._document(item, edition, entry["id"])
            cited = edition["citation_digests"]
            if digests and digests.get(revision_numbers.get(edition["number"])) != cited:
                yield BundleFault(item, "has other citations than its revision.")
            if edition.get("slug", self.names and self.names["slug"]) not in {
                self.names and self.names["slug"],
                entry["slug"],
            }:
                yield BundleFault(item, "has another address than its document.")
            if edition["state"] == "current":
                self.live = self.names
                current.append((edition["number"], edition["digest"]))
        if self.contents.complete and published != set(range(1, len(published) + 1)):
            yield BundleFault(name, "lacks an edition between its first and its newest.")
        if current != ([(entry["edition"], entry["digest"])] if entry["edition"] else []):
            yield BundleFault(name, "shows another edition than its newest.")

    def _check(self, item: str, entry_id: str, row: Row, cited: set[str]) -> Iterator[BundleFault]:
        place = [_folded(row["locator"]), _folded(row["quotation"])]
        parts = ["citation", row["claim_digest"], row["source_key"], *place]
        if sha256(canonical_json(parts)) != row["digest"]:
            yield BundleFault(item, "has the digest of another citation than it names.")
        if row["digest"] not in cited:
            yield BundleFault(item, "is of a citation that no document here has.")
        if not self.contents.complete:
            return
        finding = (row["digest"], row["verdict"], row["source_key"], row["note"])
        event = self.chain.take(("check", entry_id, row["by_id"], *finding), row["at"])
        if event is None:
            yield BundleFault(
                item, "matches no event of the audit log: verdict, note, person or date differ."
            )
        elif any(event.data.get(n, row[n]) != row[n] for n in ("source_edition", "looked_at")):
            yield BundleFault(item, "differs from its event in what was looked at.")

    def _file_faults(self) -> Iterator[BundleFault]:
        """Pictures and evidence are named by their digests; every picture that a document shows is there."""
        stored = set()
        for name, (_, sha) in self.contents.files.items():
            folder, _, rest = name.partition("/")
            if folder in {"pictures", "evidence"} and rest.partition(".")[0] != sha:
                yield BundleFault(name, "is not named by its digest: it is another file.")
            elif folder == "pictures":
                stored.add(sha)
                if sha not in self.pictures and not self.contents.complete:
                    yield BundleFault(name, "is in no document here.")
        for sha in sorted(self.pictures - stored):
            if sha not in self.contents.manifest["lacking"]:
                yield BundleFault(f"pictures/{sha}", "is missing: a document shows it.")


def _folded(text: str) -> str:
    """As Stet normalises text before it takes a digest: NFC, every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())
