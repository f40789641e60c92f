"""A claim in its paragraph, as plain words: what stands before it, the claim itself, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
    """Some words of the paragraph, or a marker in it (`mark`: "3", "a", "?"); `claimed` inside the claim."""

    text: str = ""
    mark: str = ""
    claimed: bool = False


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
            yield from _split(run.raw, position, offset, extent)
            for mark in content.marks:
                yield ExcerptPiece(mark=_sign(mark), claimed=extent.start <= offset < extent.end)
            position = content.end
    yield from _split(run.raw, position, len(run.raw), extent)


def _split(raw: str, start: int, end: int, extent: Extent) -> Iterator[ExcerptPiece]:
    bounds = (start, min(max(extent.start, start), end), min(max(extent.end, start), end), end)
    for place in range(3):
        words = raw[bounds[place] : bounds[place + 1]].replace(MARKER, "")
        if words:
            yield ExcerptPiece(words, claimed=place == 1)


def _sign(mark: FootnoteMark | NoteMark | NeededMark) -> str:
    if isinstance(mark, FootnoteMark):
        return str(mark.number)
    return mark.letter if isinstance(mark, NoteMark) else "?"
