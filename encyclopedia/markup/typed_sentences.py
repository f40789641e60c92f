"""Where each sentence of a text stands in it as typed, with its markers. Pure: no Django.

A sentence is cut out only where what is cut reads as exactly its words; sentences that cannot be parted so (emphasis
goes from one into the next) are one. A heading, a table's row and a picture are theirs as whole lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token
from markdown_it.utils import EnvType

from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup import sentences, syntax
from encyclopedia.markup.characters import keepable
from encyclopedia.markup.runs import Collector, RunReading

# In characters: what is longer without an end that is certain stays in one piece.
MAX_PIECE: Final = 4_000
# A stop with the quotes, brackets and marks that close behind it.
_STOP = re.compile(r"[.!?…。！？｡।॥۔։]+[\"'”’“‘»«)\]›」』）］】》〉*_~]*")
_LINE_END = re.compile(r"\r\n?|\n")
_SPACES = re.compile(r"\s*")
_MARKED = frozenset({"citation", "note_mark", "fault"})
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class TypedSentence:
    """`typed` is `text[start:end]`; `words` are those that are read, "" of whole lines, which are in `line` (from 1).

    `heading` is that of its section, "" before the first one and in a note; of a heading its own words.
    """

    start: int
    end: int
    typed: str
    words: str
    line: int
    heading: str = ""

    @property
    def last_line(self) -> int:
        return self.line + len(_LINE_END.findall(self.typed))

    def holds(self, line: int, sentence: str) -> bool:
        """Whether the marker in this line, of this sentence, is in it."""
        return self.line <= line <= self.last_line and (
            not self.words or sentence in self.words or self.words in sentence
        )


def typed_sentences(text: str, language: str = "en") -> list[TypedSentence]:
    """The sentences in their order; what is typed so that it stands nowhere as it is read, as code, is left out."""
    kept = keepable(text)
    tokens, environment = syntax.block_tokens(kept)
    reader = _Reader(text, environment, language)
    return sorted(reader.read(tokens), key=lambda sentence: sentence.start)


class _AnyNote:
    """Every note may be called: whether it is there changes nothing in the words."""

    def __contains__(self, label: str) -> bool:
        return True

    def __getitem__(self, label: str) -> Surrounding:
        return Surrounding("note", label)


class _Reader:
    def __init__(self, text: str, environment: EnvType, language: str) -> None:
        self._text = text
        # Where each line begins and ends.
        stops = [(end.start(), end.end()) for end in _LINE_END.finditer(text)]
        begins = [0, *(after for _stop, after in stops)]
        self._lines = list(zip(begins, [*(stop for stop, _after in stops), len(text)], strict=True))
        self._environment = environment
        self._language = language
        self._heading = ""

    def read(self, tokens: list[Token]) -> Iterator[TypedSentence]:
        whole: tuple[int, int] | None = None
        in_note = False
        for token in tokens:
            kind = token.type
            if kind in {"note_open", "note_close"}:
                in_note, self._heading = kind == "note_open", ""
            elif kind in {"heading_open", "tr_open"} and token.map:
                whole = token.map[0], token.map[1]
                heading = kind == "heading_open" and not in_note
            elif kind in {"heading_close", "tr_close"} and whole:
                yield from self._lines_as_one(*whole)
                whole = None
            elif kind == "inline" and whole:
                if heading:
                    self._heading = self._reading(token.content).words.text
            elif kind == "inline" and token.map and token.content:
                if token.content.startswith("!["):
                    yield from self._lines_as_one(token.map[0], token.map[1])
                else:
                    yield from self._paragraph(token.content, token.map[0])

    def _lines_as_one(self, first: int, last: int) -> Iterator[TypedSentence]:
        begin = self._lines[first][0]
        typed = self._text[begin : self._lines[last - 1][1]]
        start = begin + len(typed) - len(typed.lstrip())
        if typed := typed.strip():
            line = first + 1
            yield TypedSentence(start, start + len(typed), typed, "", line, self._heading)

    def _paragraph(self, content: str, first: int) -> Iterator[TypedSentence]:
        places = self._places(content, first)
        if places is None:
            return
        for begin, end, words in self._pieces(content):
            if not _WORD.search(words):
                continue
            # A line may begin with a space that Markdown takes for a letter, such as U+0085.
            begin += len(content[begin:end]) - len(content[begin:end].lstrip())
            start, stop = places[begin], places[end - 1] + 1
            line = first + 1 + content.count("\n", 0, begin)
            yield TypedSentence(start, stop, self._text[start:stop], words, line, self._heading)

    def _places(self, content: str, first: int) -> list[int] | None:
        """Where each of the block's characters is in the text, since a line may begin with the marks of a quotation."""
        places: list[int] = []
        for number, line in enumerate(content.split("\n"), first):
            begin, stop = self._lines[min(number, len(self._lines) - 1)]
            typed, ending = keepable(self._text[begin:stop]).rstrip(), line.rstrip()
            if not typed.endswith(ending):
                return None
            start = begin + len(typed) - len(ending)
            places.extend(range(start, start + len(line) + 1))
        return places

    def _tokens(self, content: str) -> list[Token]:
        return syntax.inline_tokens(content, self._environment)

    def _reading(self, content: str) -> RunReading:
        return Collector(content, _AnyNote()).read(self._tokens(content))

    def _pieces(self, content: str) -> Iterator[tuple[int, int, str]]:
        """Begin and end in the block, and the words."""
        tokens = self._tokens(content)
        words = Collector(content, _AnyNote()).read(tokens).words.text
        stops = sentences.ends(words, self._language)
        begin, read = 0, 0
        for cut in _cuts(content, tokens) if len(stops) > 1 else ():
            if cut - begin > MAX_PIECE:
                break
            said = self._reading(content[begin:cut]).words.text
            end = read + len(said)
            if end not in stops or words[read:end] != said:
                continue
            yield begin, cut, said
            spaces = _SPACES.match(content, cut)
            begin = spaces.end() if spaces else cut
            read = end + (words[end : end + 1] == " ")
        if begin < len(content.rstrip()):
            yield begin, len(content.rstrip()), words[read:]


def _cuts(content: str, tokens: list[Token]) -> Iterator[int]:
    """Where a sentence may end: behind a stop, and behind the markers that follow it; never within one."""
    marked = {
        token.meta["pos"]: token.meta["pos"] + len(token.content)
        for token in tokens
        if token.type in _MARKED
    }
    inside = iter(sorted(marked.items()))
    start, end = next(inside, (len(content), len(content)))
    for stop in _STOP.finditer(content):
        while end <= stop.start():
            start, end = next(inside, (len(content), len(content) + 1))
        if start <= stop.start():
            continue
        cut = stop.end()
        while True:
            spaces = _SPACES.match(content, cut)
            following = spaces.end() if spaces else cut
            if following not in marked:
                break
            cut = marked[following]
        if cut < len(content):
            yield cut
