"""Notes that are numbered by hand ("[1] Trotsky, History, p. 12"), read as those of a manuscript, and their marks.

Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from editorial.html import messages
from editorial.html.imported import ReportLine, excerpt
from editorial.html.markup_text import (
    bracket_text,
    citation_needed,
    cited_works,
    escape,
    escape_line_start,
)
from editorial.html.read_notes import CitedWork, NoteReading
from editorial.importers.notes.note_reading import NoteReader
from editorial.importers.notes.note_splitting import PLACE
from editorial.importers.notes.note_trace import NoteAsked, NoteTrace
from editorial.importers.notes.note_works import says_which_work
from editorial.importers.references.reference_marks import Mark, Marks, label_of

_TYPED_KEY = re.compile(r"\[?@([^\s,;\[\]]+)(?:,\s*(.*?))?\]?", re.DOTALL)
_BEHIND_LEADING = re.compile(r"[\s.,;:)]*")


class NumberedNotes:
    """Notes by their labels: defined ones first, then listed ones; the first of a label wins.

    `definitions` and `report` are for the end. `trace` is filled with what they can be read again from.
    """

    def __init__(self, reader: NoteReader, trace: NoteTrace | None = None) -> None:
        self._reader = reader
        self._trace = trace or NoteTrace()
        self._numbers: dict[str, int] = {}
        self._words: dict[str, str] = {}
        self._cited: dict[str, list[CitedWork]] = {}
        # Those that say something besides their works.
        self._remarks: dict[str, NoteReading] = {}
        self._defined_labels: set[str] = set()
        self._used: list[str] = []
        self._report: list[ReportLine] = []

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(self._words)

    @property
    def readings(self) -> list[NoteReading]:
        return self._reader.readings

    def define(self, mark: str, words: str) -> None:
        """Set what a mark means, as the person who imports says."""
        label, words = label_of(mark), words.strip()
        self._defined_labels.add(label)
        key = _TYPED_KEY.fullmatch(words)
        if key is None:
            self._read(label, words, is_reference=True)
            return
        self._trace.is_whole = False
        work = CitedWork(key[1], key[2] or "")
        self._words[label], self._cited[label] = words, [work]
        self._reader.resolver.cite_known(label, words, work.key)
        self._reader.memory.learn(work.key, None)
        self._reader.memory.finish(label, [work])

    def add(self, label: str, words: str) -> None:
        """An item of a list of references or notes in the text."""
        if label in self._defined_labels:
            return
        if label in self._words:
            self._report.append(ReportLine(0, messages.REFERENCE_TWICE, excerpt(words)))
            return
        self._read(label, words, is_reference=label.isdigit())

    def _read(self, label: str, words: str, *, is_reference: bool) -> None:
        words = words.replace(PLACE, " ")
        asked = NoteAsked(label, words, (), is_reference=is_reference)
        self._numbers[label] = self._trace.note(asked)
        reading = self._reader.read_asked(asked)
        self._words[label] = words
        self._cited[label] = reading.works if reading.is_cited_only else reading.leading
        if reading.is_cited_only:
            if not reading.decision and not all(
                part.certain or says_which_work(part.words) for part in reading.parts
            ):
                self._report.append(ReportLine(0, messages.REFERENCE_IS_NO_WORK, excerpt(words)))
            return
        self._remarks[label] = reading
        unclear = next((part.words for part in reading.parts if part.how == "unclear"), None)
        if unclear is not None:
            self._report.append(ReportLine(0, messages.NOTE_UNCLEAR, excerpt(unclear)))
        elif reading.works or is_reference:
            message = messages.NOTE_BESIDE if reading.works else messages.NOTE_KEPT
            self._report.append(ReportLine(0, message, excerpt(words)))

    def resolves(self, label: str) -> bool:
        return label in self._words

    def line(self, words: str, marks: Iterable[Mark]) -> str:
        """A line's plain words as markup, each mark replaced at its exact place."""
        return escape_line_start(self._with_marks(words, marks, ""))

    def _with_marks(self, words: str, marks: Iterable[Mark], before: str) -> str:
        pieces: list[str] = []
        position = 0
        for mark in marks:
            pieces.append(escape(words[position : mark.start], before, "[") + self.written(mark))
            position, before = mark.end, "]"
        pieces.append(escape(words[position:], before, "\n"))
        return "".join(pieces)

    def written(self, mark: Mark) -> str:
        """The mark as markup; several labels stay adjacent and in order."""
        if mark.needed is not None:
            return citation_needed(mark.needed)
        return "".join(self._written_label(label, mark.locator) for label in mark.labels)

    def _written_label(self, label: str, locator: str) -> str:
        if label not in self._words:
            name = f"reference {label}" if label.isdigit() else bracket_text(label)
            return citation_needed(f"{name} of the imported text not found")
        self._use(label)
        works = self._cited[label]
        if locator and works:
            works = [replace(works[0], locator=locator), *works[1:]]
        markup = cited_works(works) if works else ""
        return f"{markup}[^{_note_name(label)}]" if label in self._remarks else markup

    def _use(self, label: str) -> None:
        self._used.append(label)
        if label not in self._numbers or self._trace.is_closed:
            # What a note points to goes with its words, which a person may have read as something else.
            self._trace.is_whole = False
        else:
            self._trace.marks[self._numbers[label]] += 1

    def definitions(self) -> Iterator[str]:
        """The explanatory notes that marks point to, with their own marks and the works among their words resolved."""
        self._trace.is_closed = True
        written: set[str] = set()
        for label in self._used:  # grows while the notes' own marks are resolved
            if label not in written and (reading := self._remarks.get(label)):
                written.add(label)
                yield f"[^{_note_name(label)}]: {self._explained(label, reading)}"

    def _explained(self, label: str, reading: NoteReading) -> str:
        """The words of a note without the works at its mark, the others as citations in their places."""
        words, position, pieces = reading.words, 0, list[str]()
        leading = len(reading.leading)
        for number, part in enumerate(reading.parts):
            if part.work and number < leading:
                behind = _BEHIND_LEADING.match(words, part.end)
                position = behind.end() if behind else part.end
            elif part.work:
                pieces.append(self._plain(label, words[position : part.start], pieces))
                pieces.append(cited_works([part.work]))
                position = part.end
        pieces.append(self._plain(label, words[position:], pieces))
        return escape_line_start("".join(pieces).strip())

    def _plain(self, label: str, words: str, pieces: list[str]) -> str:
        marks = [mark for mark in Marks(self.labels).find(words) if label not in mark.labels]
        return self._with_marks(words, marks, pieces[-1][-1:] if pieces else "")

    def report(self) -> list[ReportLine]:
        used = set(self._used)
        return self._report + [
            ReportLine(0, messages.REFERENCE_UNUSED, excerpt(words))
            for label, words in self._words.items()
            if label not in used
        ]


def _note_name(label: str) -> str:
    return re.sub(r"[^\w]+", "-", label).strip("-") or "note"
