"""The rows of one entry: documents, editions, signatures and checks, against each other and against the events."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from .chain import AuditEvent, Chain, instant
from .document_files import Unreadable, as_data, as_json, canonical_json, digest, sha256
from .manifest import ENTRIES, Listed, lines
from .opening import Bundle, BundleError, BundleFault, read
from .row_claims import (
    NAMES,
    Rows,
    entry_faults,
    mark_faults,
    notice_faults,
    shown_faults,
    told_otherwise,
)

Row = Mapping[str, Any]


class Record:
    """Checks every entry of an opened bundle whose files were found to be those of its list."""

    def __init__(self, bundle: Bundle, found: Listed, chain: Chain) -> None:
        self.bundle, self.found, self.chain = bundle, found, chain
        self.pictures: set[str] = set()
        # Kind, address and title of the document that was read last.
        self.names: dict[str, Any] | None = None
        # The same of the edition that readers see.
        self.live: dict[str, Any] | None = None

    def faults(self) -> Iterator[BundleFault]:
        """Everything that does not fit."""
        count = 0
        for entry in lines(self.bundle, ENTRIES):
            count += 1
            yield from self._guarded(str(entry.get("name")), self._entry(entry))
        if count != self.found.manifest["counts"].get("entries"):
            yield BundleFault(ENTRIES, "does not name as many entries as the manifest says.")
        for left in self.chain.told.values():
            for told in left:
                yield BundleFault(
                    f"event {told.seq}", "tells of a row that is missing or was altered."
                )
        yield from self._file_faults()

    def _guarded(self, item: str, faults: Iterator[BundleFault]) -> Iterator[BundleFault]:
        """Rows of another shape than ours are a fault of that entry, never a crash."""
        try:
            yield from faults
        except (LookupError, TypeError, ValueError, AttributeError, BundleError) as error:
            yield BundleFault(item, f"cannot be read: {type(error).__name__} {error}")

    def _entry(self, entry: Row) -> Iterator[BundleFault]:
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in lines(self.bundle, entry["history"]):
            rows.setdefault(row["row"], []).append(row)
        name, own = entry["name"], entry["id"]
        self.names = None
        for revision in sorted(rows.get("revision", ()), key=lambda row: int(row["number"])):
            yield from self._revision(name, own, revision, rows)
        newest, self.names = self.names, None
        for place, approval in enumerate(rows.get("approval", ()), 1):
            yield from self._approval(f"{name}, approval {place}", own, approval, rows)
        for publication in rows.get("publication", ()):
            yield from self._publication(name, own, publication, rows)
        for waiver in rows.get("waiver", ()):
            yield from self._waiver(name, own, waiver)
        for evidence in rows.get("evidence", ()):
            key = ("evidence", own, evidence["by_id"], evidence["digest"])
            if self.chain.take(key, evidence["at"]) is None:
                yield BundleFault(
                    f"{name}, evidence {evidence['id']}", "is not what an event tells of."
                )
        yield from self._editions(entry, rows)
        yield from entry_faults(entry, rows, self.live, newest)
        if not self.found.complete:
            yield from mark_faults(entry, rows, self.chain.marks.get(own))
        cited = {
            d
            for each in ("edition", "revision")
            for r in rows.get(each, ())
            for d in r["citation_digests"]
        }
        if entry["checks"]:
            for check in lines(self.bundle, entry["checks"]):
                yield from self._check(f"{name}, check of {check['at']}", own, check, cited)
                if self.found.complete:
                    yield from shown_faults(f"{name}, check of {check['at']}", check, rows)

    def _document(self, item: str, row: Row, own: str) -> Iterator[BundleFault]:
        record = read(self.bundle, row["record"]) if row["record"] else None
        try:
            data = as_data(read(self.bundle, row["document"]), record)
            found = digest(data)
        except Unreadable as error:
            yield BundleFault(row["document"], str(error))
            return
        if found != row["digest"]:
            yield BundleFault(
                row["document"], f"is not the document of {item}: its digest does not fit."
            )
        if data.get("id") != own:
            yield BundleFault(row["document"], "is the document of another entry.")
        if row.get("title", data.get("title")) != data.get("title"):
            yield BundleFault(item, "has another title than its document.")
        self.names = {name: data.get(name) for name in NAMES}
        self.pictures.update(picture["digest"] for picture in data.get("pictures", ()))

    def _revision(self, name: str, own: str, row: Row, rows: Rows) -> Iterator[BundleFault]:
        item = f"{name}, revision {row['number']}"
        yield from self._document(item, row, own)
        told = self.chain.take(("revision", own, row["number"], row["author_id"]), row["saved_at"])
        if told is None:
            yield BundleFault(item, "is not what an event tells of.")
        else:
            yield from told_otherwise(item, row, told, rows)

    def _approval(self, item: str, own: str, row: Row, rows: Rows) -> Iterator[BundleFault]:
        key = ("approval", own, row["revision"], row["by_id"], row["digest"], row["change"])
        told = self.chain.take(key, row["at"])
        if told is None or told.reason.strip()[:500] != row["summary"]:
            yield BundleFault(item, "is not what an event tells of.")
        for revision in rows.get("revision", ()):
            if revision["number"] == row["revision"] and revision["digest"] != row["digest"]:
                yield BundleFault(item, "signs another digest than the revision's.")
        before = [
            p["revision"] for p in rows.get("publication", ()) if p["revision"] < row["revision"]
        ]
        every = rows.get("revision", ())
        published = {p["revision"] for p in rows.get("publication", ())}
        for revision in every:
            if not max(before, default=0) < revision["number"] <= row["revision"]:
                continue
            root = revision["restored"] or 0
            wrote = {revision["author_id"]} | {
                r["author_id"]
                for r in every
                if r["number"] == root or (root not in published and r["number"] < root)
            }
            if row["by_id"] in wrote:
                yield BundleFault(item, f"is by somebody who wrote revision {revision['number']}.")

    def _publication(self, name: str, own: str, row: Row, rows: Rows) -> Iterator[BundleFault]:
        item = f"{name}, edition {row['number']}"
        key = ("publication", own, row["revision"], row["by_id"], row["digest"], row["number"])
        told = self.chain.take(key, row["at"])
        approvals, place = rows.get("approval", []), row["approval"]
        if type(place) is not int or not 1 <= place <= len(approvals):
            yield BundleFault(item, f"names approval {place}, which is not there.")
            return
        signed = approvals[place - 1]
        if (signed["revision"], signed["digest"]) != (row["revision"], row["digest"]):
            yield BundleFault(item, "is not what was approved.")
        if told is None:
            yield BundleFault(item, "is not what an event tells of.")
            return
        editions = [e for e in rows["edition"] if e["number"] == row["number"]]
        if len(editions) != 1:
            yield BundleFault(item, "is missing, or is there twice.")
        for edition in editions:
            at = told.data.get("published_at", told.at)
            public = (
                edition["event_hash"],
                edition["digest"],
                edition["change"],
                edition["summary"],
            )
            if public != (told.hash, row["digest"], signed["change"], signed["summary"]):
                yield BundleFault(
                    item, "does not say what its event says: hash, digest or change differ."
                )
            if instant(edition["published_at"]) != instant(at):
                yield BundleFault(item, "has another date than its event.")
            yield from self._page(item, edition, told)
            if "origin" not in told.data:
                # What was taken over tells of another site's waivers too.
                yield from notice_faults(item, edition, row["at"], rows.get("waiver", []))

    def _page(self, item: str, edition: Row, told: AuditEvent) -> Iterator[BundleFault]:
        """The stored page, where the event tells of it: events that are older than this do not."""
        if not self.found.complete or "parts" not in told.data:
            return
        name = edition["parts"]
        if digest(as_json(read(self.bundle, name))) != told.data["parts"]:
            yield BundleFault(name, f"is not the page of {item} that its event tells of.")

    def _waiver(self, name: str, own: str, row: Row) -> Iterator[BundleFault]:
        named = tuple(row["obstacles"])
        words = (named, row["reason"], instant(row["expires_at"]))
        if (
            self.chain.take(("waiver", own, row["revision"], row["by_id"], *words), row["at"])
            is None
        ):
            yield BundleFault(f"{name}, waiver of {row['at']}", "is not what an event tells of.")

    def _editions(self, entry: Row, rows: Rows) -> Iterator[BundleFault]:
        name = entry["name"]
        published = {row["number"] for row in rows.get("publication", ())}
        current = []
        self.live = None
        digests = {row["number"]: row["citation_digests"] for row in rows.get("revision", ())}
        signed = {row["number"]: row["revision"] for row in rows.get("publication", ())}
        for edition in rows.get("edition", ()):
            item = f"{name}, edition {edition['number']}"
            if edition["number"] not in published:
                yield BundleFault(item, "was never published by anybody.")
            yield from self._document(item, edition, entry["id"])
            cited = edition["citation_digests"]
            if digests and digests.get(signed.get(edition["number"])) != cited:
                yield BundleFault(item, "has other citations than its revision.")
            if edition.get("slug", self.names and self.names["slug"]) not in {
                self.names and self.names["slug"],
                entry["slug"],
            }:
                yield BundleFault(item, "has another address than its document.")
            if edition["state"] == "current":
                self.live = self.names
                current.append((edition["number"], edition["digest"]))
        if self.found.complete and published != set(range(1, len(published) + 1)):
            yield BundleFault(name, "lacks an edition between its first and its newest.")
        if current != ([(entry["edition"], entry["digest"])] if entry["edition"] else []):
            yield BundleFault(name, "shows another edition than its newest.")

    def _check(self, item: str, own: str, row: Row, cited: set[str]) -> Iterator[BundleFault]:
        words = [_folded(row["locator"]), _folded(row["quotation"])]
        parts = ["citation", row["claim_digest"], row["source_key"], *words]
        if sha256(canonical_json(parts)) != row["digest"]:
            yield BundleFault(item, "is keyed by another citation than it names.")
        if row["digest"] not in cited:
            yield BundleFault(item, "is of a citation that no document here has.")
        if not self.found.complete:
            return
        seen = (row["digest"], row["verdict"], row["source_key"], row["note"])
        told = self.chain.take(("check", own, row["by_id"], *seen), row["at"])
        if told is None:
            yield BundleFault(
                item, "is not what an event tells of: verdict, note, person or date differ."
            )
        elif any(told.data.get(n, row[n]) != row[n] for n in ("source_edition", "looked_at")):
            yield BundleFault(item, "does not say what was looked at as its event does.")

    def _file_faults(self) -> Iterator[BundleFault]:
        """Pictures and evidence are named by what they hold; what a document shows is there."""
        stored = set()
        for name, (_, own) in self.found.files.items():
            folder, _, rest = name.partition("/")
            if folder in {"pictures", "evidence"} and rest.partition(".")[0] != own:
                yield BundleFault(name, "is not named by its digest: it is another file.")
            elif folder == "pictures":
                stored.add(own)
                if own not in self.pictures and not self.found.complete:
                    yield BundleFault(name, "is in no document here.")
        for own in sorted(self.pictures - stored):
            if own not in self.found.manifest["lacking"]:
                yield BundleFault(f"pictures/{own}", "is missing: a document shows it.")


def _folded(text: str) -> str:
    """As Stet folds what it digests: NFC, every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())
