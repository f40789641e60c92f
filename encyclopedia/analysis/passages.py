"""What reads differently in two texts, each change in its sentence, with a sentence before and after. Pure: no Django.

Citations that are the same in both are left out: what stands around a change is there to be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from encyclopedia.analysis.analysis import Analysis
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.differences import DifferencePiece, paragraph_differences
from encyclopedia.core.documents import Document
from encyclopedia.markup.parsed import MarkerWords
from encyclopedia.markup.sentences import ends
from encyclopedia.markup.words_as_read import ReadParagraph, paragraphs_as_read

# In letters: of a longer sentence only what is nearest to the change is shown.
_MAX_BESIDE = 600

# Around the words of a citation while texts are compared: characters of nobody's, which no document holds.
_BEGINS, _ENDS = "\ue000", "\ue001"
_WHOLE = re.compile(rf"\s?\[(?:{_BEGINS}[^{_ENDS}]*{_ENDS}(?:; )?)+\]")
_SIGNS = re.compile(f"[{_BEGINS}{_ENDS}]")

# A citation in words.
Cited = Callable[[DocumentCitation], str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that reads differently; what is far from its changes is left out, which `…` shows.

    `heading` is that of its section; empty before the first heading, and of an explanatory note.
    """

    heading: str
    pieces: tuple[DifferencePiece, ...]


def passages(
    before: Analysis,
    after: Analysis,
    cited: Cited,
    words: MarkerWords,
    language: str,
    neighbours: int = 1,
) -> list[Passage]:
    """What readers see differently; nothing where only markup differs, or where a link leads.

    `language` is BCP 47; `neighbours` are the sentences shown on either side of one that changed.
    """

    def signed(citation: DocumentCitation) -> str:
        return f"{_BEGINS}{cited(citation)}{_ENDS}"

    old, new = (
        _Lines(list(paragraphs_as_read(reading.parsed, signed, words)))
        for reading in (before, after)
    )
    return [
        Passage(
            new.heading(paragraph.line)
            if paragraph.earlier_line is None
            else old.heading(paragraph.earlier_line),
            tuple(beside_changes(_without_what_stayed(paragraph.pieces), language, neighbours)),
        )
        for paragraph in paragraph_differences(old.text, new.text)
    ]


def changed_alone(before: Document, after: Document) -> tuple[Document, Document]:
    """The same documents with those paragraphs alone that differ: all that a short notice of a change has to read.

    Whole where one of them calls an explanatory note, which stands elsewhere.
    """
    changed = paragraph_differences(before.text, after.text)
    old, new = (
        "\n\n".join(
            "".join(piece.text for piece in paragraph.pieces if piece.mark != left_out)
            for paragraph in changed
        )
        for left_out in ("added", "removed")
    )
    if "[^" in old + new:
        return before, after
    return replace(before, text=old), replace(after, text=new)


def _without_what_stayed(pieces: Sequence[DifferencePiece]) -> list[DifferencePiece]:
    """The pieces without whole citations that both texts have at the same place."""
    return [
        DifferencePiece(piece.mark, words)
        for piece in pieces
        if (
            words := _SIGNS.sub(
                "", _WHOLE.sub("", piece.text) if piece.mark == "same" else piece.text
            )
        )
    ]


def beside_changes(
    pieces: Sequence[DifferencePiece], language: str, neighbours: int
) -> Iterator[DifferencePiece]:
    """The pieces, of unchanged words only the sentences that hold a change and those beside them; `…` for the rest."""
    shown = 1 + neighbours
    for place, piece in enumerate(pieces):
        if piece.mark != "same":
            yield piece
            continue
        is_first, is_last = not place, place == len(pieces) - 1
        words = piece.text.rstrip()
        stops = [0, *ends(words, language)]
        after = 0 if is_first else stops[min(shown, len(stops) - 1)]
        before = len(words) if is_last else stops[max(0, len(stops) - 1 - shown)]
        after, before = min(after, _MAX_BESIDE), max(before, len(words) - _MAX_BESIDE)
        if before <= after + 1:
            yield piece
            continue
        head = f"{piece.text[:after].rstrip()} " if after else ""
        tail = f" {piece.text[before:].lstrip()}" if before < len(words) else ""
        yield DifferencePiece("same", f"{head}…{tail}")


class _Lines:
    """Paragraphs as one text, with the heading of each by the line it begins at."""

    def __init__(self, paragraphs: Sequence[ReadParagraph]) -> None:
        self.text = "\n\n".join(paragraph.words for paragraph in paragraphs)
        self._headings = [paragraph.heading for paragraph in paragraphs]
        self._starts: list[int] = []
        line = 1
        for paragraph in paragraphs:
            self._starts.append(line)
            line += paragraph.words.count("\n") + 2

    def heading(self, line: int) -> str:
        return self._headings[bisect_right(self._starts, line) - 1] if self._headings else ""
