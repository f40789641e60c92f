"""The works that one text cites, each as a source: of the office, or to be drafted. Pure: no Django."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from editorial.html import messages
from editorial.html.imported import FoundReference, KnownSource, KnownWork, ReportLine, excerpt
from editorial.html.read_notes import CitedWork
from editorial.importers.fields.field_works import FieldWork
from editorial.importers.fields.own_entry import OwnSite
from editorial.importers.references.cited_records import CitedRecords, reference_of, words_identity
from editorial.importers.references.note_places import place_of
from editorial.importers.references.source_keys import SourceKeys
from editorial.references import read_reference
from encyclopedia.core.documents import JSON

# The same words are asked for again and again while notes are read, and read again after each decision.
_read = lru_cache(maxsize=8_000)(read_reference)


class Resolver:
    """`references` and `report` grow as works are added."""

    def __init__(
        self,
        recognise: KnownSource | None = None,
        used_keys: Collection[str] = (),
        known_work: KnownWork | None = None,
        joined: Mapping[str, str] | None = None,
        site: OwnSite | None = None,
    ) -> None:
        self._site = site
        self.references: list[FoundReference] = []
        self._recognise = recognise
        self._keys = SourceKeys(used_keys)
        self.cited_records = CitedRecords(self._keys, known_work, joined)
        self.report: list[ReportLine] = []

    def reference(self, mark: str, words: str, record: JSON | None = None) -> CitedWork:
        """Add the work that a reference names; `record` where more is known than its words say."""
        locator, before = place_of(words)
        if self._recognise and (key := self._recognise(words)):
            self.cite_known(mark, words, key)
            return CitedWork(key, locator)
        read = _read(words)
        key = self.record(mark, words, record or read.record, named=before)
        if record or not read.certain:
            return CitedWork(key, locator)
        return CitedWork(key, read.locator, read.prefix, read.suffix)

    def record(self, mark: str, words: str, record: JSON, *, named: str = "") -> str:
        """Add the source of a record that was read from words; its key.

        `named` are the words without their place in the work: the same at another place is the same work.
        """
        guessed = None if record.get("author") else {**record, **_read(words).guessed}
        identities = [words_identity(named)] if named else []
        work, _is_new = self.cited_records.cite(
            words, record, identities=identities, described=guessed
        )
        self.references.append(reference_of(mark, words, work))
        return work.key

    def field_work(self, mark: str, work: FieldWork, words: str) -> CitedWork:
        """Add a work that a reference manager names; without its record, the words of the citation say what it is."""
        if self._site and (key := self._site.source(work.identities)):
            if key not in {reference.key for reference in self.references}:
                self.cite_known(mark, words, key)
            return CitedWork(key, work.locator, work.prefix, work.suffix, work.quotation)
        record = work.record or _read(words.strip("()[] ") or "?").record
        if not work.record:
            self.report.append(ReportLine(0, messages.FIELD_WITHOUT_RECORD, excerpt(words)))
        read, is_new = self.cited_records.cite(
            "" if work.record else words,
            record,
            identities=work.identities,
            own_key=work.own_key,
        )
        if is_new:
            self.references.append(reference_of(mark, words, read))
        return CitedWork(read.key, work.locator, work.prefix, work.suffix, work.quotation)

    def family_of(self, key: str) -> str:
        """The name by which notes call the author of a work that was cited."""
        record = self.cited_records.record_of(key)
        read = _read(str(record.get("title") or "?"))
        names = record.get("author") or read.described.get("author", [])
        return str(names[0].get("family") or names[0].get("literal") or "") if names else ""

    def cite_known(self, mark: str, words: str, key: str) -> None:
        """Add a source that exists already."""
        self._keys.reserve(key)
        self.cited_records.cite_here(words, key)
        self.references.append(FoundReference(mark, words, None, key))
