"""Reads the inline content of blocks, and keeps what is found in them besides claims."""

from __future__ import annotations

from markdown_it.token import Token

from encyclopedia.core.messages import Message
from encyclopedia.markup import syntax
from encyclopedia.markup.brackets import BracketFault
from encyclopedia.markup.following import NoteWords
from encyclopedia.markup.note_definitions import NoteDefinition
from encyclopedia.markup.numbering import Numbering
from encyclopedia.markup.parsed import EntryLink, TextProblem
from encyclopedia.markup.remembered_blocks import Addresses, calls_notes, reading_of
from encyclopedia.markup.runs import NOTHING, Collector, RunReading


class BlockReader:
    """`_first` is the number of the text's first line, `_definitions` are its notes, `_addresses` those it defines."""

    def __init__(self, lines_from: int) -> None:
        self._first = lines_from
        self._numbering = Numbering()
        self._links: list[EntryLink] = []
        self._problems: list[TextProblem] = []
        self._plain: list[str] = []
        self._definitions: dict[str, NoteDefinition] = {}
        self._notes = NoteWords(self._definitions, lambda content: self._read(content, None))
        self._addresses = Addresses.of({})

    def _problem(self, code: str, message: Message, line: int) -> None:
        self._problems.append(TextProblem(code, message, line))

    def _fault(self, fault: BracketFault, line: int) -> None:
        self._problem(fault.code, fault.message, line)

    def _line(self, token: Token) -> int:
        return (token.map[0] if token.map else 0) + self._first

    def _collect(self, token: Token) -> RunReading:
        """The reading of a block's inline content, which is kept."""
        if not token.content:
            return NOTHING
        return self._keep(self._read(token.content, self._callable), self._line(token))

    @property
    def _callable(self) -> NoteWords | None:
        """The notes that may be called where the text is read now: none in a note."""
        return None if self._numbering.note else self._notes

    def _read(self, content: str, notes: NoteWords | None) -> RunReading:
        if calls_notes(content):
            tokens = syntax.inline_tokens(content, self._addresses.environment)
            return Collector(content, notes).read(tokens)
        return reading_of(content, self._addresses)

    def _read_again(self, content: str) -> RunReading:
        """The reading of words that stand around others; it is kept where they are read themselves."""
        return self._read(content, self._callable)

    def _keep(self, reading: RunReading, line: int) -> RunReading:
        """Record what a block that begins in this line holds besides its claims."""
        for reach in reading.links:
            self._links.append(EntryLink(reach.target, reach.words, line + reach.line))
        for fault, below in reading.faults:
            self._fault(fault, line + below)
        if reading.words.text:
            self._plain.append(reading.words.text)
        return reading
