"""Reads the inline content of blocks, and keeps what is found in them besides claims."""

from __future__ import annotations

from markdown_it.token import Token
from markdown_it.utils import EnvType

from encyclopedia.core.citations import fold
from encyclopedia.core.messages import Message
from encyclopedia.markup import syntax
from encyclopedia.markup.brackets import BracketFault
from encyclopedia.markup.following import NoteWords
from encyclopedia.markup.note_definitions import NoteDefinition
from encyclopedia.markup.numbering import Numbering
from encyclopedia.markup.parsed import EntryLink, TextProblem
from encyclopedia.markup.runs import NOTHING, Collector, RunReading, read_plain


class BlockReader:
    """`_first` is the number of the text's first line, `_definitions` are its notes, `_addresses` those it defines."""

    def __init__(self, lines_from: int) -> None:
        self._first = lines_from
        self._numbering = Numbering()
        self._links: list[EntryLink] = []
        self._problems: list[TextProblem] = []
        self._plain: list[str] = []
        self._definitions: dict[str, NoteDefinition] = {}
        self._notes = NoteWords(self._definitions, lambda content: self._read(content, 0, None))
        self._addresses: EnvType = {}

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
        return self._keep(self._read(token.content, self._line(token), self._callable))

    @property
    def _callable(self) -> NoteWords | None:
        """The notes that may be called where the text is read now: none in a note."""
        return None if self._numbering.note else self._notes

    def _read(self, content: str, line: int, notes: NoteWords | None) -> RunReading:
        if syntax.is_plain(content):
            return read_plain(content, line)
        tokens = syntax.inline_tokens(content, self._addresses)
        return Collector(content, line, notes).read(tokens)

    def _read_again(self, content: str) -> RunReading:
        """The reading of words that stand around others; it is kept where they are read themselves."""
        return self._read(content, 0, self._callable)

    def _keep(self, reading: RunReading) -> RunReading:
        """Record what a block holds besides its claims."""
        text, words = reading.run.raw, reading.words
        for reach in reading.links:
            self._links.append(
                EntryLink(reach.target, fold(text[reach.start : reach.end]), reach.line)
            )
        for fault, line in reading.faults:
            self._fault(fault, line)
        if words.text:
            self._plain.append(words.text)
        return reading
