"""What marks mean: the citation, note or request in a mark's place. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from editorial.html import messages
from editorial.html.imported import FoundReference, KnownSource, KnownWork, ReportLine, excerpt
from editorial.html.markup_text import (
    bracket_text,
    citation_needed,
    cited,
    escape,
    escape_line_start,
)
from editorial.html.read_notes import CitedWork
from editorial.importers.fields.field_works import FieldWork
from editorial.importers.fields.own_entry import OwnSite
from editorial.importers.references.cited_records import CitedRecords, reference_of
from editorial.importers.references.free_text import (
    FreeReference,
    names_a_work,
    read_reference,
    surely_names_a_work,
)
from editorial.importers.references.reference_marks import Mark, Marks, label_of
from editorial.importers.references.reference_parts import parts_of
from editorial.importers.references.source_keys import ReferenceKeys
from editorial.references import ParsedReference, part_references
from editorial.references import read_reference as read_plain_reference
from encyclopedia.core.documents import JSON

_TYPED_KEY = re.compile(r"\[?@([^\s,;\[\]]+)(?:,\s*(.*?))?\]?", re.DOTALL)
_SAME_AGAIN = re.compile(r"(?:ibid(?:em)?|ebd|ebenda|там же)\.?", re.IGNORECASE)


class Resolver:
    """References by their labels: defined ones first, then listed ones; the first of a label wins.

    `references` grows as they are added; `notes` and `report` are for the end.
    """

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
        self._keys = ReferenceKeys(used_keys)
        self.cited_records = CitedRecords(self._keys.source_keys, known_work, joined)
        self._cited: dict[str, CitedWork] = {}
        self._further: dict[str, list[CitedWork]] = {}
        self._remarks: dict[str, str] = {}
        self._defined_labels: set[str] = set()
        self._used: list[str] = []
        self._report: list[ReportLine] = []
        self._records: dict[str, JSON] = {}

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(self._cited) | frozenset(self._remarks)

    def define(self, mark: str, words: str) -> None:
        """Set what a mark means, as the person who imports says."""
        label = label_of(mark)
        self._defined_labels.add(label)
        key = _TYPED_KEY.fullmatch(words.strip())
        if key:
            self._keys.reserve(key[1])
            self._cited[label] = CitedWork(key[1], key[2] or "")
            self.references.append(FoundReference(label, words.strip(), None, key[1]))
        else:
            self._cite_all(label, words)

    def add(self, label: str, words: str) -> None:
        """An item of a list of references in the text."""
        if label in self._defined_labels:
            return
        if label in self.labels:
            self._report.append(ReportLine(0, messages.REFERENCE_TWICE, excerpt(words)))
            return
        reference = read_reference(words)
        looks_like_work = names_a_work if label.isdigit() else surely_names_a_work
        is_work = looks_like_work(reference) or _SAME_AGAIN.fullmatch(reference.work) is not None
        if not is_work and not label.isdigit() and not (self._recognise and self._recognise(words)):
            self._remarks[label] = reference.text
            return
        if not is_work:
            self._report.append(ReportLine(0, messages.REFERENCE_IS_NO_WORK, excerpt(words)))
        self._cite_all(label, words)

    def _cite_all(self, label: str, words: str) -> None:
        """Each work that the reference names; most name one."""
        works: list[CitedWork] = []
        for part in part_references(words):
            self._cite(label, read_reference(part))
            works.append(self._cited[label])
        self._cited[label], self._further[label] = works[0], works[1:]

    def _cite(self, label: str, reference: FreeReference) -> None:
        last = self.references[-1] if self.references else None
        if last and _SAME_AGAIN.fullmatch(reference.work.strip(" ,")):
            locator = reference.locator or self._cited[last.mark].locator
            self._cited[label] = CitedWork(last.key, locator)
            self.references.append(FoundReference(label, reference.text, last.record, last.key))
            return
        self._cited[label] = self.source(label, reference)

    def source(self, mark: str, reference: FreeReference, record: JSON | None = None) -> CitedWork:
        """Add the source of a reference; `record` where more is known than its words say."""
        key = self._recognise(reference.text) if self._recognise else None
        if key:
            self.cite_known(mark, reference.text, key)
        else:
            key = self._keys.key(reference)
            read = read_plain_reference(reference.text)
            record = self._records.setdefault(key, record or drafted(reference, read))
            self.references.append(FoundReference(mark, reference.text, record, key))
            if read.certain:
                return CitedWork(key, read.locator, read.prefix, read.suffix)
        return CitedWork(key, reference.locator)

    def record(self, mark: str, words: str, record: JSON) -> str:
        """Add the source of a record that was read from words; its key."""
        guessed = None if record.get("author") else {**record, **parts_of(read_reference(words))}
        work, _is_new = self.cited_records.cite(words, record, described=guessed)
        self.references.append(reference_of(mark, words, work))
        return work.key

    def field_work(self, mark: str, work: FieldWork, words: str) -> CitedWork:
        """Add a work that a reference manager names; without its record, the words of the citation say what it is."""
        if self._site and (key := self._site.source(work.identities)):
            if key not in {reference.key for reference in self.references}:
                self.cite_known(mark, words, key)
            return CitedWork(key, work.locator, work.prefix, work.suffix, work.quotation)
        record = work.record or read_reference(words.strip("()[] ") or "?").record
        if not work.record:
            self._report.append(ReportLine(0, messages.FIELD_WITHOUT_RECORD, excerpt(words)))
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
        names = record.get("author") or parts_of(
            read_reference(str(record.get("title") or "?"))
        ).get("author", [])
        return str(names[0].get("family") or names[0].get("literal") or "") if names else ""

    def cite_known(self, mark: str, words: str, key: str) -> None:
        """Add a source that exists already."""
        self._keys.reserve(key)
        self.cited_records.cite_here(words, key)
        self.references.append(FoundReference(mark, words, None, key))

    def resolves(self, label: str) -> bool:
        return label in self._cited or label in self._remarks

    def line(self, words: str, marks: Iterable[Mark]) -> str:
        """A line's plain words as markup, each mark replaced at its exact place."""
        pieces: list[str] = []
        position, before = 0, ""
        for mark in marks:
            pieces.append(escape(words[position : mark.start], before, "[") + self.written(mark))
            position, before = mark.end, "]"
        pieces.append(escape(words[position:], before, "\n"))
        return escape_line_start("".join(pieces))

    def written(self, mark: Mark) -> str:
        """The mark as markup; several labels stay adjacent and in order."""
        if mark.needed is not None:
            return citation_needed(mark.needed)
        return "".join(self._written_label(label, mark.locator) for label in mark.labels)

    def _written_label(self, label: str, locator: str) -> str:
        if work := self._cited.get(label):
            self._used.append(label)
            further = self._further.get(label, [])
            works = [replace(work, locator=locator or work.locator), *further]
            listed = (cited(one.key, one.locator, one.prefix, one.suffix) for one in works)
            return f"[{'; '.join(listed)}]"
        if label in self._remarks:
            self._used.append(label)
            return f"[^{_note_name(label)}]"
        name = f"reference {label}" if label.isdigit() else bracket_text(label)
        return citation_needed(f"{name} of the imported text not found")

    def notes(self) -> Iterable[str]:
        """The definitions of the explanatory notes that marks point to, their own marks
        resolved.
        """
        written: set[str] = set()
        for label in self._used:  # grows while the notes' own marks are resolved
            if label not in written and (remark := self._remarks.get(label)):
                written.add(label)
                marks = [
                    mark for mark in Marks(self.labels).find(remark) if label not in mark.labels
                ]
                yield f"[^{_note_name(label)}]: {self.line(remark, marks)}"

    def report(self) -> list[ReportLine]:
        used = set(self._used)
        unused = [
            ReportLine(0, messages.REFERENCE_UNUSED, excerpt(reference.text))
            for reference in self.references
            if reference.mark in self._cited and reference.mark not in used
        ]
        unused.extend(
            ReportLine(0, messages.REFERENCE_UNUSED, excerpt(text))
            for label, text in self._remarks.items()
            if label not in used
        )
        return self._report + unused


def drafted(reference: FreeReference, read: ParsedReference) -> JSON:
    """The record of a work that words name: its fields where they are certain, else the words without their page."""
    if read.certain:
        return read.record
    return {**read.record, "title": reference.work}


def _note_name(label: str) -> str:
    return re.sub(r"[^\w]+", "-", label).strip("-") or "note"
