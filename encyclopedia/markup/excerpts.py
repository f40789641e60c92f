"""A claim in its paragraph, as plain words: what stands before it, the claim itself, what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from encyclopedia.core.citations import DocumentCitation
from encyclopedia.markup.parsed import Parsed
from encyclopedia.markup.tree import (
    MARKER,
    Extent,
    FootnoteMark,
    Mark,
    NeededMark,
    NoteMark,
    Part,
    Place,
    TreePicture,
    TreeRun,
)


@dataclass(frozen=True, slots=True)
class ExcerptPiece:
    """Some words of the paragraph, or a marker in it (`mark`: "3", "a", "?"); `claimed` inside the claim.

    `uncovered`: words of a cited sentence behind its last marker, which no citation covers.
    """

    text: str = ""
    mark: str = ""
    claimed: bool = False
    uncovered: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One block of the text around a claim."""

    pieces: tuple[ExcerptPiece, ...]

    @property
    def words(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())


def excerpt(parsed: Parsed, citation: DocumentCitation) -> Excerpt | None:
    """The block in which the citation's marker and claim stand; None when no block holds the claim (a fact).

    The same words may stand in several blocks: the marker says in which.
    """
    mark = FootnoteMark(citation.number, citation.occurrence)
    for parts in (parsed.tree.body, *parsed.tree.notes.values()):
        for run in _runs(parts):
            extents = [
                extent for extent in run.extents.claims if extent.digest == citation.claim_digest
            ]
            for extent in extents:
                if mark in _marks_behind(run, extent):
                    return Excerpt(tuple(_pieces(run, extent)))
    return None


def _runs(parts: Sequence[Part]) -> Iterator[TreeRun]:
    for part in parts:
        if isinstance(part, TreeRun):
            yield part
        elif isinstance(part, TreePicture) and part.caption is not None:
            yield part.caption


def _marks_behind(run: TreeRun, extent: Extent) -> Iterator[Mark]:
    """The markers behind a claim, before the next one begins."""
    later = [other.start for other in run.extents.claims if other.start >= extent.end]
    for offset, _what, content in run.run.events:
        if isinstance(content, Place) and extent.end <= offset < min(later, default=offset + 1):
            yield from run.marks[content.number]


def _pieces(run: TreeRun, extent: Extent) -> Iterator[ExcerptPiece]:
    position = 0
    for offset, _what, content in run.run.events:
        if isinstance(content, Place):
            yield from _split(run, position, offset, extent)
            for mark in run.marks[content.number]:
                yield ExcerptPiece(mark=_sign(mark), claimed=extent.start <= offset < extent.end)
            position = content.end
    yield from _split(run, position, len(run.run.raw), extent)


def _split(run: TreeRun, start: int, end: int, extent: Extent) -> Iterator[ExcerptPiece]:
    """The words from `start` to `end`, parted where the claim or uncovered words begin and end."""
    bounds = {start, end, extent.start, extent.end}.union(*run.extents.uncovered)
    places = sorted(place for place in bounds if start <= place <= end)
    for begins, stops in pairwise(places):
        words = run.run.raw[begins:stops].replace(MARKER, "")
        if words:
            yield ExcerptPiece(
                words,
                claimed=extent.start <= begins < extent.end,
                uncovered=any(first <= begins < last for first, last in run.extents.uncovered),
            )


def _sign(mark: FootnoteMark | NoteMark | NeededMark) -> str:
    if isinstance(mark, FootnoteMark):
        return str(mark.number)
    return mark.letter if isinstance(mark, NoteMark) else "?"
