"""What follows some words and belongs to them: the list that they lead in, the notes they call, who is quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from markdown_it.token import Token

from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup.marked_words import marked
from encyclopedia.markup.note_definitions import NoteDefinition
from encyclopedia.markup.runs import RunReading

# Reads the inline content of a block.
Read = Callable[[str], RunReading]

_OPENING = ("bullet_list_open", "ordered_list_open", "blockquote_open", "table_open")
_CLOSING = ("bullet_list_close", "ordered_list_close", "blockquote_close", "table_close")
# The line in which a paragraph begins to say who is quoted.
_SIGNED = re.compile(r"^[ \t]*(?:[—–―]|--)", re.MULTILINE)


class Following:
    """What stands behind the blocks of a text or a note."""

    def __init__(self, tokens: Sequence[Token], read: Read) -> None:
        self._tokens = tokens
        self._read = read
        # By the place in memory of a paragraph's inline token: the tokens that its words lead in.
        self._led: dict[int, tuple[int, int]] = {}
        # By that of the token which opens a block quotation: the lines that say whose words these are.
        self._signed: dict[int, str] = {}
        opened: list[int] = []
        for place, token in enumerate(tokens):
            if token.type in _OPENING:
                opened.append(place)
            elif token.type in _CLOSING:
                self._close(opened.pop(), place)

    def led(self, inline: Token) -> tuple[Surrounding, ...]:
        """The list, table or quotation that the words of a paragraph lead in."""
        start, end = self._led.get(id(inline), (0, 0))
        words = _words(self._tokens[start:end], self._read)
        return (Surrounding("led", "", words),) if words else ()

    def signed(self, quotation: Token) -> tuple[Surrounding, ...]:
        """Who a block quotation says is quoted, in a line of its own that begins with a dash."""
        line = self._signed.get(id(quotation))
        return (marked("attribution", self._read(line)),) if line else ()

    def _close(self, opened: int, closed: int) -> None:
        tokens = self._tokens
        if opened > 1 and tokens[opened - 1].type == "paragraph_close":
            self._led[id(tokens[opened - 2])] = (opened, closed)
        if tokens[opened].type == "blockquote_open":
            inside = tokens[closed - 2 : closed - 1]
            below = tokens[closed + 2 : closed + 3] if _is_paragraph(tokens, closed + 1) else ()
            for inline in (*inside, *below):
                *_, start = (-1, *(line.start() for line in _SIGNED.finditer(inline.content)))
                if start >= 0:
                    self._signed.setdefault(id(tokens[opened]), inline.content[start:])


class NoteWords:
    """What the notes say to whoever reads a sentence that calls them; each is read for that once."""

    def __init__(self, definitions: Mapping[str, NoteDefinition], read: Read) -> None:
        self._definitions = definitions
        self._read = read
        self._words: dict[str, Surrounding] = {}

    def __contains__(self, label: str) -> bool:
        return label in self._definitions

    def __getitem__(self, label: str) -> Surrounding:
        if label not in self._words:
            words = _words(self._definitions[label].tokens, self._read)
            self._words[label] = Surrounding("note", "", words)
        return self._words[label]


def _is_paragraph(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].type == "paragraph_open"


def _words(tokens: Iterable[Token], read: Read) -> tuple[Surrounding, ...]:
    """The words of some blocks, each with how deep it stands."""
    return tuple(
        marked("words", read(token.content), 0, None, Surrounding("depth", str(token.level)))
        for token in tokens
        if token.type == "inline"
    )
