"""What follows some words and belongs to them: the list that they lead in, the notes they call, who is quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from markdown_it.token import Token

from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup.marked_words import marked
from encyclopedia.markup.note_definitions import NoteDefinition
from encyclopedia.markup.runs import RunReading
from encyclopedia.markup.sentences import ends
from encyclopedia.markup.surroundings import (
    BOLD,
    CAPITALS,
    ITALIC,
    belongs_above,
    ends_with_colon,
    goes_on,
    heading_level,
    leads_in,
    stays_open,
)

# Reads the inline content of a block.
Read = Callable[[str], RunReading]

_OPENING = ("bullet_list_open", "ordered_list_open", "blockquote_open", "table_open")
_CLOSING = ("bullet_list_close", "ordered_list_close", "blockquote_close", "table_close")
_SHAPES = {"bullet_list_open": "list", "ordered_list_open": "item", "blockquote_open": "quotation"}
_MAX_SIGNATURE = 200
# A longer text directly below a table explains none of its signs.
_MAX_LEGEND = 400
# A sentence directly below a quotation or a table that is longer says nothing of it.
_MAX_BELOW = 60
# How a legend begins: with a sign of the table, or a word and a colon.
_LEGEND = re.compile(r"[*†‡§¶#°+⁎⁑⁺¹²³⁰⁴-⁹ªºᵃ-ᶻ]|[^\s.:：]{1,20}(?: [^\s.:：]{1,20}){0,2} ?[:：]")
_BRACKETED = re.compile(r"[(（\[].*[)）\]]")
# The line in which a paragraph begins to say who is quoted.
_SIGNED = re.compile(r"^[ \t]*(?:[—–―]|--)", re.MULTILINE)


class Following:
    """What stands behind the blocks of a text or a note."""

    def __init__(self, tokens: Sequence[Token], read: Read, language: str) -> None:
        self._tokens = tokens
        self._read = read
        self._language = language
        # The place of each inline or opening token, by its own in memory; where each list, table and quotation closes.
        self._places: dict[int, int] = {}
        self._closes: dict[int, int] = {}
        opened: list[int] = []
        for place, token in enumerate(tokens):
            if token.type == "inline":
                self._places[id(token)] = place
            elif token.type in _OPENING:
                self._places[id(token)] = place
                opened.append(place)
            elif token.type in _CLOSING:
                self._closes[opened.pop()] = place

    def led(self, inline: Token, words: str) -> tuple[Surrounding, ...]:
        """What a paragraph with these words leads in: a list, table or quotation, a picture or code, or any block that
        it goes on with or that says something of it."""
        tokens, start = self._tokens, self._places[id(inline)] + 2
        end = self._closes.get(start, start)
        is_led = _goes_on_with_a_sign(words) or self._belongs_above(start)
        if not (is_led if end == start else leads_in(words)):
            return ()
        if end == start and start < len(tokens):
            end = start + 3 if tokens[start].type == "paragraph_open" else start + 1
        while end + 1 in self._closes:
            # A second list right behind the first, or a table.
            end = self._closes[end + 1]
        led = _words(tokens[start:end], self._read)
        return (Surrounding("led", "", led),) if led else ()

    def _belongs_above(self, start: int) -> bool:
        kind = self._tokens[start].type if start < len(self._tokens) else ""
        if kind != "paragraph_open":
            return kind in ("fence", "code_block")
        content = self._tokens[start + 1].content
        return content.startswith("![") or belongs_above(self._read(content).words.text)

    def behind(self, opening: Token) -> tuple[Surrounding, ...]:
        """What stands behind a list, a quotation or a table and says something of it; nothing for another token."""
        if opening.type not in _OPENING:
            return ()
        closed = self._closes[self._places[id(opening)]]
        while closed + 1 in self._closes and self._tokens[closed + 1].type == opening.type:
            closed = self._closes[closed + 1]
        start = closed + 1
        if opening.type == "table_open":
            return self._legend(start)
        signed = self._signed(opening, start)
        below = self._tokens[start + 1] if self._is_paragraph(start) else None
        if below is None or (signed and signed[-1].kind == "below"):
            return signed
        reading = self._read(below.content)
        words = reading.words.text
        is_said = opening.type == "blockquote_open" and len(words) <= _MAX_BELOW
        if words and (belongs_above(words) or (is_said and not heading_level(reading))):
            return (*signed, marked("below", reading))
        return signed

    def _is_paragraph(self, start: int) -> bool:
        return start < len(self._tokens) and self._tokens[start].type == "paragraph_open"

    def _signed(self, quotation: Token, below: int) -> tuple[Surrounding, ...]:
        """Who a block quotation says is quoted, at its end or directly below: behind a dash, in brackets, unended.

        Nothing for a token that opens no quotation.
        """
        if quotation.type != "blockquote_open":
            return ()
        tokens, opened = self._tokens, self._places[id(quotation)]
        closed = self._closes[opened]
        signatures = []
        if tokens[closed - 2].type == "inline":
            signatures.append(
                self._signature(tokens[closed - 2].content, is_all=closed == opened + 4)
            )
        if self._is_paragraph(below):
            signatures.append(self._signature(tokens[below + 1].content, is_below=True))
        return tuple(filter(None, signatures))

    def _legend(self, start: int) -> tuple[Surrounding, ...]:
        """What explains the signs of the table above: a short list or line, or a paragraph that is no sentence."""
        tokens = self._tokens
        if start == len(tokens):
            return ()
        if tokens[start].type in ("bullet_list_open", "ordered_list_open"):
            listed = _words(tokens[start : self._closes[start] + 1], self._read)
            words = "; ".join(block.words for block in listed if block.kind == "words")
            return (Surrounding("legend", words, listed),) if len(words) <= _MAX_LEGEND else ()
        if tokens[start].type != "paragraph_open":
            return ()
        reading = self._read(tokens[start + 1].content)
        words = reading.words.text
        level = heading_level(reading)
        explains = level not in (BOLD, CAPITALS) and (
            "=" in words
            or _LEGEND.match(words)
            or _BRACKETED.fullmatch(words)
            or stays_open(words)
            or len(words) <= _MAX_BELOW
            or level == ITALIC
        )
        if not 0 < len(words) <= _MAX_LEGEND or ends_with_colon(words) or not explains:
            return ()
        return (marked("legend", reading),)

    def _signature(
        self, content: str, *, is_all: bool = False, is_below: bool = False
    ) -> Surrounding | None:
        """The words of a paragraph that sign; it may be all of the quotation, or stand below it."""
        *_, dashed = (-1, *(line.start() for line in _SIGNED.finditer(content)))
        if dashed >= 0:
            return marked("attribution", self._read(content[dashed:]))
        reading = self._read(content)
        text = reading.words.text
        offsets = [0, *ends(text, self._language)]
        start = offsets[-2] if len(offsets) > 1 else 0
        words = text[start:].strip()
        if not 0 < len(words) <= _MAX_SIGNATURE or (start if is_below else is_all and not start):
            return None
        if ends_with_colon(words) or not (stays_open(words) or _BRACKETED.fullmatch(words)):
            return None
        return marked("attribution", reading, start)


def _goes_on_with_a_sign(words: str) -> bool:
    return goes_on(words) and not words[-1].isalnum()


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
            self._words[label] = Surrounding("said", "", words)
        return self._words[label]


def _words(tokens: Iterable[Token], read: Read) -> tuple[Surrounding, ...]:
    """The words of some blocks, each with how deep it stands."""
    words = []
    for token in tokens:
        depth = Surrounding("depth", str(token.level))
        if token.type == "inline":
            words.append(marked("words", read(token.content), 0, None, depth))
        elif token.type in ("fence", "code_block"):
            words.append(Surrounding("words", token.content, (depth,)))
        elif token.type in _SHAPES:
            number = str(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else ""
            words.append(Surrounding(_SHAPES[token.type], number))
    return tuple(words)
