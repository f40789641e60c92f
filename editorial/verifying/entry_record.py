"""The rows of one entry, of a site or of a bundle, against each other and against the events. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from .document_files import Unreadable, digest
from .finding_rows import (
    apart_faults,
    check_faults,
    doi_faults,
    evidence_faults,
    mark_faults,
    merge_faults,
    shown_faults,
    translation_faults,
    waiver_faults,
)
from .held_checks import HeldChecks
from .opening import BundleError, BundleFault
from .own_words import waiver_by_writer_faults
from .recorded import Records
from .signed_rows import approval_faults, published_faults
from .suppressed_rows import is_suppressed, left_faults, suppression_faults
from .written_rows import NAMES, Rows, entry_faults, revision_faults

Row = Mapping[str, Any]


class Store(Protocol):
    """Where the documents and pages that rows name are: in files of a bundle, or in the rows of a site."""

    def document(self, row: Row) -> dict[str, Any]:
        """The data of a revision's or an edition's document. Raises Unreadable."""

    def where(self, row: Row, item: str) -> str:
        """How a person finds the document of a row: its file, or the row itself."""

    def page(self, edition: Row) -> dict[str, str] | None:
        """The stored parts of an edition's page; None where they are not kept."""


class EntryVerifier:
    """Compares every row of an entry; `complete` when everything that the office has is there."""

    def __init__(self, store: Store, records: Records, *, complete: bool) -> None:
        self.store, self.records, self.complete = store, records, complete
        self.pictures: set[str] = set()
        # Kind, address and title of the document that was read last, and of the edition that readers see.
        self.names: dict[str, Any] | None = None
        self.live: dict[str, Any] | None = None
        # The same of every edition of the entry that was read last.
        self.published: list[dict[str, Any]] = []

    def faults(self, entry: Row, rows: Rows, checks: Iterable[Row]) -> Iterator[BundleFault]:
        """Everything that does not agree. Rows of an unexpected shape are a fault of that entry, never a crash."""
        try:
            yield from self._faults(entry, rows, checks)
        except (LookupError, TypeError, ValueError, AttributeError, BundleError) as error:
            yield BundleFault(
                str(entry.get("name")), f"cannot be read: {type(error).__name__} {error}"
            )

    def _faults(self, entry: Row, rows: Rows, checks: Iterable[Row]) -> Iterator[BundleFault]:
        name, of, records = entry["name"], entry["id"], self.records
        self.names = None
        for revision in sorted(rows.get("revision", ()), key=lambda row: int(row["number"])):
            item = f"{name}, revision {revision['number']}"
            yield from self._document(item, revision, of)
            yield from revision_faults(item, of, revision, records, rows)
        newest, self.names = self.names, None
        for place, approval in enumerate(rows.get("approval", ()), 1):
            item = f"{name}, approval {place} ({approval['at'][:19]})"
            yield from approval_faults(item, of, approval, records, rows)
        for publication in rows.get("publication", ()):
            yield from self._publication(name, of, publication, rows)
        for waiver in rows.get("waiver", ()):
            item = f"{name}, waiver of {waiver['at']}"
            yield from waiver_faults(item, of, waiver, records)
            yield from waiver_by_writer_faults(item, waiver, rows)
        for evidence in rows.get("evidence", ()):
            item = f"{name}, evidence {evidence['id']} ({evidence['at'][:19]})"
            yield from evidence_faults(item, of, evidence, records, rows)
        for merge in rows.get("merge", ()):
            yield from merge_faults(f"{name}, merge of {merge['at'][:19]}", of, merge, records)
        for apart in rows.get("apart", ()):
            item = f"{name}, marked as different on {apart['at'][:19]}"
            yield from apart_faults(item, of, apart, records)
        yield from self._editions(entry, rows)
        yield from suppression_faults(name, of, records)
        state = records.states.get(of) if self.complete else None
        yield from entry_faults(entry, rows, self.live, newest, state)
        if not self.complete:
            yield from mark_faults(entry, rows, records.marks.get(of))
            yield from doi_faults(entry, rows, records.dois.get(of, {}))
            yield from translation_faults(entry, rows, records.translations.get(of))
        cited = {
            citation
            for kind in ("edition", "revision")
            for row in rows.get(kind, ())
            for citation in row["citation_digests"]
        }
        held = HeldChecks(name, of, rows, records, complete=self.complete)
        for place, check in enumerate(checks, 1):
            item = f"{name}, check of {check['at']}"
            is_missing = check["digest"] not in cited
            # The documents here do not list it: their digests are of an earlier version than the check's.
            is_unlisted = is_missing and held.is_read_anew(check)
            if is_missing and not is_unlisted:
                yield BundleFault(item, "is of a citation that no document here has.")
            yield from check_faults(item, of, check, records, complete=self.complete)
            if self.complete and not is_unlisted:
                yield from shown_faults(item, check, held.digests_of(check), rows)
            yield from held.add(item, place, check)
        yield from held.faults()

    def _document(self, item: str, row: Row, entry_id: str) -> Iterator[BundleFault]:
        where = self.store.where(row, item)
        try:
            data = self.store.document(row)
            own_digest = digest(data)
        except Unreadable as error:
            yield BundleFault(where, f"holds no document: {error}")
            return
        if is_suppressed(entry_id, row, self.records):
            yield from left_faults(where, entry_id, row, data, self.records)
        elif own_digest != row["digest"]:
            yield BundleFault(where, f"is not the document of {item}: its digest does not fit.")
        if data.get("id") != entry_id:
            yield BundleFault(where, "is the document of another entry.")
        if row.get("title", data.get("title")) != data.get("title"):
            yield BundleFault(item, "has another title than its document.")
        self.names = {name: data.get(name) for name in NAMES}
        self.pictures.update(picture["digest"] for picture in data.get("pictures", ()))

    def _publication(self, name: str, of: str, row: Row, rows: Rows) -> Iterator[BundleFault]:
        item = f"{name}, edition {row['number']}"
        editions = [edition for edition in rows["edition"] if edition["number"] == row["number"]]
        if len(editions) != 1:
            yield BundleFault(item, "is missing, or is there twice.")
        pages = [
            # What was suppressed has no page any more, and its event says so.
            None if is_suppressed(of, edition, self.records) else self.store.page(edition)
            for edition in (editions if self.complete else ())
        ]
        yield from published_faults(item, of, row, self.records, rows, editions, pages)

    def _editions(self, entry: Row, rows: Rows) -> Iterator[BundleFault]:
        name = entry["name"]
        published = {row["number"] for row in rows.get("publication", ())}
        current = []
        self.live = None
        self.published = []
        digests = {row["number"]: row["citation_digests"] for row in rows.get("revision", ())}
        revision_numbers = {row["number"]: row["revision"] for row in rows.get("publication", ())}
        for edition in rows.get("edition", ()):
            item = f"{name}, edition {edition['number']}"
            if edition["number"] not in published:
                yield BundleFault(item, "was never published.")
            self.names = None
            yield from self._document(item, edition, entry["id"])
            cited = edition["citation_digests"]
            if digests and digests.get(revision_numbers.get(edition["number"])) != cited:
                yield BundleFault(item, "has other citations than its revision.")
            own_slug = self.names and self.names["slug"]
            if self.names:
                self.published.append(self.names)
            if edition.get("slug", own_slug) not in {own_slug, entry["slug"]}:
                yield BundleFault(item, "has another address than its document.")
            if edition.get("kind", entry["kind"]) != entry["kind"]:
                yield BundleFault(item, "has another kind than its entry.")
            if edition["state"] == "current":
                self.live = self.names
                current.append((edition["number"], edition["digest"]))
        if self.complete and published != set(range(1, len(published) + 1)):
            yield BundleFault(name, "lacks an edition between its first and its newest.")
        if current != ([(entry["edition"], entry["digest"])] if entry["edition"] else []):
            yield BundleFault(name, "shows another edition than its newest.")
