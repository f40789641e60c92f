"""What the notes of a pasted page become: citations, explanatory notes, or a request. Pure: no
Django.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from editorial.html import messages
from editorial.html.html_tree import HtmlElement
from editorial.html.imported import ReportLine, excerpt
from editorial.html.markup_text import bracket_text, citation_needed, cited_works
from editorial.html.read_notes import CitedWork, NoteReading
from editorial.importers.fields.own_styles import EXPLAINED, NEEDED
from editorial.importers.notes.note_reading import NoteReader
from editorial.importers.notes.note_trace import NoteAsked, NoteTrace
from editorial.importers.references.coins import COINS, read_coins
from editorial.importers.references.note_places import place_of
from editorial.importers.references.resolving import Resolver
from editorial.importers.texts.html_fields import PageFields
from editorial.importers.texts.html_links import fragment
from editorial.importers.texts.html_notes import PageNote, PageNotes
from editorial.importers.texts.note_words import NoteWords
from editorial.importers.writing.markup_blocks import MarkupBlock, stacked
from encyclopedia.core.documents import JSON

_SHORT_CITATION = "CITEREF"
_NOT_IN_LABELS = re.compile(r"[^\w-]+")

Converter = Callable[[HtmlElement, NoteWords], list[MarkupBlock]]


class PageFootnotes:
    """Decides note by note, at its first mark; a note keeps what it became."""

    def __init__(
        self,
        page: PageNotes,
        resolver: Resolver,
        reader: NoteReader,
        fields: PageFields,
        convert: Converter,
        trace: NoteTrace | None = None,
    ) -> None:
        self._page = page
        self._resolver = resolver
        self._reader = reader
        self._fields = fields
        self._convert = convert
        self._cited: dict[str, list[CitedWork]] = {}
        self._labels: dict[str, str] = {}
        self._taken: set[str] = set()
        self._namesakes: Counter[str] = Counter()
        self._readings: dict[str, NoteReading] = {}
        self._pending: list[PageNote] = []
        self._trace = trace or NoteTrace()
        self._numbers: dict[str, int] = {}
        self._needed: dict[str, str] = {}

    def mark(self, note: PageNote, locator: str = "") -> tuple[str, ReportLine | None]:
        """The markup in a mark's place, with a remark about it the first time."""
        if note.body is None:
            name = f"reference {note.mark}" if note.mark.isdecimal() else bracket_text(note.mark)
            request = citation_needed(f"{name} of the imported text not found")
            return request, ReportLine(0, messages.NOTE_LOST, f"[{note.mark}]")
        remark = None
        if not self._is_decided(note):
            remark = self._decide(note, note.body)
        if note.id in self._numbers:
            self._trace.marks[self._numbers[note.id]] += 1
        markup = self._needed.get(note.id, "")
        if works := self._cited.get(note.id):
            markup = cited_works(replace(work, locator=locator or work.locator) for work in works)
        if note.id in self._labels:
            markup += f"[^{self._labels[note.id]}]"
        return markup, remark

    def _is_decided(self, note: PageNote) -> bool:
        return any(note.id in kept for kept in (self._cited, self._labels, self._needed))

    def _decide(self, note: PageNote, body: HtmlElement) -> ReportLine | None:
        full, record = self._full_reference(body)
        words, fields = self._fields.words_of(body)
        if full or record:
            self._trace.is_whole = False
            locator = place_of(words)[0]
            if full:
                source = self._resolver.reference(note.mark, full, record)
                self._cited[note.id] = [CitedWork(source.key, locator)]
            else:
                if record and locator:
                    record.pop("page", None)
                self._cited[note.id] = [self._resolver.reference(note.mark, words, record)]
            return None
        if _is_styled(body, NEEDED) and not fields:
            reason = words.partition(":")[2]
            self._needed[note.id] = citation_needed(reason.strip())
            return None
        explained = _is_styled(body, EXPLAINED)
        asked = NoteAsked(note.mark, words, tuple(fields), explained, note.is_reference)
        self._numbers[note.id] = self._trace.note(asked)
        reading = self._reader.read_asked(asked)
        self._readings[note.id] = reading
        unclear = next((part.words for part in reading.parts if part.how == "unclear"), None)
        if reading.is_cited_only:
            self._cited[note.id] = reading.works
            return None
        if leading := reading.leading:
            self._cited[note.id] = leading
            count = sum(part.how == "field" for part in reading.parts[: len(leading)])
            self._fields.moved.update(_first_fields(self._fields, body, reading, count))
        self._labels[note.id] = self._free_label(note.mark)
        self._pending.append(note)
        if unclear is not None:
            return ReportLine(0, messages.NOTE_UNCLEAR, excerpt(unclear))
        if explained:
            return None
        message = messages.NOTE_BESIDE if reading.works else messages.NOTE_KEPT
        return ReportLine(0, message, excerpt(words.replace("\ufffc", "…")))

    def _full_reference(self, body: HtmlElement) -> tuple[str, JSON | None]:
        """Where the note only points to a full reference elsewhere on the page: that one's words.

        And the record that the page hides beside the reference, when there is exactly one.
        """
        names = {
            fragment(element)
            for element in body.elements()
            if element.tag == "a" and fragment(element).startswith(_SHORT_CITATION)
        }
        full = self._page.target(names.pop()) if len(names) == 1 else None
        holder = full if full is not None else body
        if full is not None and full.parent is not None and not _coins(full):
            holder = full.parent  # the record stands behind the reference, not in it
        hidden = _coins(holder)
        record = read_coins(hidden[0]) if len(hidden) == 1 else None
        return (full.words() if full is not None else ""), record

    def _free_label(self, mark: str) -> str:
        wanted = _NOT_IN_LABELS.sub("-", mark).strip("-") or "note"
        label = wanted
        while label in self._taken:
            self._namesakes[wanted] += 1
            label = f"{wanted}-{self._namesakes[wanted] + 1}"
        self._taken.add(label)
        return label

    def definitions(self) -> Iterable[MarkupBlock]:
        """The explanatory notes; converting one may bring up others."""
        self._trace.is_closed = True
        while self._pending:
            note = self._pending.pop(0)
            words = NoteWords(self._readings[note.id])
            blocks = self._convert(note.body, words) if note.body is not None else []
            body = stacked(blocks) if blocks else MarkupBlock([bracket_text(note.mark)])
            if left := words.unplaced():
                body.lines[-1] += cited_works(left)
            yield body.prefixed(f"[^{self._labels[note.id]}]: ", "    ")

    def unused(self) -> Iterable[ReportLine]:
        """Notes that no mark on the page points to."""
        for note in self._page.notes.values():
            if not self._is_decided(note) and note.body is not None:
                yield ReportLine(0, messages.NOTE_UNUSED, excerpt(note.body.words()))


def _is_styled(body: HtmlElement, name: str) -> bool:
    return any(name in element.classes for element in (body, *body.elements()))


def _first_fields(
    fields: PageFields, body: HtmlElement, reading: NoteReading, works: int
) -> Iterable[str]:
    """The names of the citations whose works, `works` together, stand at the note's mark."""
    for name in fields.names_in(body):
        if works <= 0:
            return
        works -= len(fields.citations[name].works)
        yield name


def _coins(element: HtmlElement) -> list[str]:
    return [part.get("title") for part in element.elements() if COINS in part.classes]
