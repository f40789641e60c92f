"""Runs of words with their looks, links and marks, on the way from a page to markup. Pure: no
Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from editorial.importers.references.reference_marks import Mark, Marks

Kind = Literal["words", "code", "break", "mark", "link", "entry"]
MarkWriter = Callable[[Mark, str], str]


@dataclass(frozen=True, slots=True)
class Look:
    bold: bool = False
    italic: bool = False
    code: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class ParagraphPiece:
    """A part of a paragraph.

    `text` is what is read: plain words (`words`, `code`), or finished markup (`mark`: a citation, a
    note's mark). A `link` leads to the address, an `entry` to the title in `target`, under the
    words of `inside`.
    """

    kind: Kind
    text: str = ""
    look: Look = PLAIN
    target: str = ""
    inside: tuple[ParagraphPiece, ...] = ()

    @property
    def is_blank(self) -> bool:
        return self.kind == "words" and not self.text.strip()


_SPACES = re.compile(r"[ \t\n\r\f]+")


def without_brackets(pieces: Sequence[ParagraphPiece]) -> list[ParagraphPiece]:
    """The pieces without round brackets that hold nothing but citations: their marks need none."""
    kept = list(pieces)
    for start, piece in enumerate(kept):
        if piece.kind != "mark" or (start and kept[start - 1].kind == "mark"):
            continue
        end = start
        while end < len(kept) and kept[end].kind == "mark":
            end += 1
        if not start or end == len(kept):
            continue
        before, after = kept[start - 1], kept[end]
        opened, closed = before.text.rstrip(), after.text.lstrip()
        both_words = before.kind == after.kind == "words"
        if both_words and opened.endswith("(") and closed.startswith(")"):
            kept[start - 1] = replace(before, text=opened[:-1].rstrip())
            kept[end] = replace(after, text=closed[1:])
    return kept


def plain(pieces: Iterable[ParagraphPiece]) -> str:
    """The words alone, white space folded."""
    return " ".join("".join(_read(piece) for piece in pieces).split())


def _read(piece: ParagraphPiece) -> str:
    if piece.kind in {"link", "entry"}:
        return "".join(_read(inner) for inner in piece.inside)
    return {"break": " ", "mark": ""}.get(piece.kind, piece.text)


def with_marks(
    pieces: Sequence[ParagraphPiece], marks: Marks, write: MarkWriter
) -> list[ParagraphPiece]:
    """The pieces with typed marks (`[1]`, `¹`) replaced; `write` gives the markup of one."""
    text = text_of(pieces)
    return with_spans(
        pieces,
        [Span(m.start, m.end, write(m, text[m.start : m.end])) for m in marks.find(text)],
    )


class Span(NamedTuple):
    """A run of a paragraph's text (`text_of`) that becomes this markup; "" takes it away."""

    start: int
    end: int
    markup: str


def text_of(pieces: Iterable[ParagraphPiece]) -> str:
    """The words of the pieces, one sign (U+FFFC) for each that is none."""
    return "".join(piece.text if piece.kind == "words" else "\ufffc" for piece in pieces)


def with_spans(pieces: Sequence[ParagraphPiece], spans: Sequence[Span]) -> list[ParagraphPiece]:
    """The pieces with these runs, which do not overlap, replaced; they may begin and end in any words."""
    if not spans:
        return list(pieces)
    result: list[ParagraphPiece] = []
    start, remaining = 0, iter(spans)
    mark = next(remaining, None)
    for piece in pieces:
        end = start + (len(piece.text) if piece.kind == "words" else 1)
        position = start
        while mark is not None and mark.start < end and piece.kind == "words":
            if mark.start >= position:
                result.append(
                    replace(piece, text=piece.text[position - start : mark.start - start])
                )
                if mark.markup:
                    result.append(ParagraphPiece("mark", mark.markup))
            position = min(mark.end, end)
            if mark.end > end:
                break
            mark = next(remaining, None)
        if piece.kind != "words":
            result.append(piece)
        elif position < end:
            result.append(replace(piece, text=piece.text[position - start :]))
        start = end
    return result


def outside_links(pieces: Iterable[ParagraphPiece]) -> Iterator[ParagraphPiece]:
    """Marks and breaks cannot stand in a link's words: marks come after it."""
    for piece in pieces:
        if piece.kind not in {"link", "entry"}:
            yield piece
            continue
        inside = [
            ParagraphPiece("words", " ", inner.look) if inner.kind == "break" else inner
            for inner in piece.inside
        ]
        words = tuple(inner for inner in inside if inner.kind in {"words", "code"})
        if plain(words):
            yield replace(piece, inside=words)
        else:
            yield from words
        yield from (inner for inner in inside if inner.kind == "mark")


def joined(pieces: Iterable[ParagraphPiece]) -> list[ParagraphPiece]:
    """Neighbours of one look made one piece, white space collapsed as a browser does."""
    result: list[ParagraphPiece] = []
    after_space = True
    for piece in pieces:
        if piece.kind == "words":
            text = _SPACES.sub(" ", piece.text)
            if after_space:
                text = text.lstrip(" ")
            if not text:
                continue
            after_space = text.endswith(" ")
            if result and result[-1].kind == "words" and result[-1].look == piece.look:
                result[-1] = replace(result[-1], text=result[-1].text + text)
            else:
                result.append(replace(piece, text=text))
        else:
            after_space = piece.kind == "break"
            result.append(piece)
    return result
