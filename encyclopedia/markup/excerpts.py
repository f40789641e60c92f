"""A claim in its paragraph, as plain words: what stands before it, the claim itself, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from encyclopedia.markup.parsed import Parsed
from encyclopedia.markup.tree import (
    MARKER,
    Extent,
    FootnoteMark,
    NeededMark,
    NoteMark,
    Part,
    Place,
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
    """One block of the text around a claim; `heading` is the one it stands under, empty before the first."""

    pieces: tuple[ExcerptPiece, ...]
    heading: str = ""


def excerpt(parsed: Parsed, claim_digest: str) -> Excerpt | None:
    """The block in which the claim stands; None when no block holds it word by word (a table's row, a fact)."""
    for parts in (parsed.tree.body, *parsed.tree.notes.values()):
        heading = ""
        under = False
        for part in parts:
            if isinstance(part, TreeRun):
                if under:
                    heading = _words(part)
                for extent in part.extents:
                    if extent.digest == claim_digest:
                        return Excerpt(tuple(_pieces(part, extent)), "" if under else heading)
            under = _opens_heading(part)
    return None


def _opens_heading(part: Part) -> bool:
    return getattr(part, "type", "") == "heading_open"


def _words(run: TreeRun) -> str:
    return " ".join(run.raw.replace(MARKER, "").split())


def _pieces(run: TreeRun, extent: Extent) -> Iterator[ExcerptPiece]:
    position = 0
    for offset, _what, content in run.events:
        if isinstance(content, Place):
            yield from _split(run, position, offset, extent)
            for mark in content.marks:
                yield ExcerptPiece(mark=_sign(mark), claimed=extent.start <= offset < extent.end)
            position = content.end
    yield from _split(run, position, len(run.raw), extent)


def _split(run: TreeRun, start: int, end: int, extent: Extent) -> Iterator[ExcerptPiece]:
    """The words from `start` to `end`, parted where the claim or uncovered words begin and end."""
    bounds = {start, end, extent.start, extent.end}.union(*run.uncovered)
    places = sorted(place for place in bounds if start <= place <= end)
    for begins, stops in pairwise(places):
        words = run.raw[begins:stops].replace(MARKER, "")
        if words:
            yield ExcerptPiece(
                words,
                claimed=extent.start <= begins < extent.end,
                uncovered=any(first <= begins < last for first, last in run.uncovered),
            )


def _sign(mark: FootnoteMark | NoteMark | NeededMark) -> str:
    if isinstance(mark, FootnoteMark):
        return str(mark.number)
    return mark.letter if isinstance(mark, NoteMark) else "?"
