"""Anchors: which words of a text a comment is about. Pure: no Django.

The words are found again only exactly as they were, with the same surroundings on one side at least. Where they are
gone, or stand so more than once, nothing is guessed: the comment stands on no words any more, and keeps its old ones.
`editorial/writing/src/anchors.js` finds them in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# How many characters on each side are kept at first, and at most, where fewer would fit several places.
MIN_AROUND = 32
MAX_AROUND = 512
MAX_WORDS = 2_000


class AnchorError(ValueError):
    """`code`: `empty`, `too_long`, or `repeated` for words that stand several times in the same surroundings."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Anchor:
    """`exact` are the words as typed, `before` and `after` what stood around them.

    Where `around` characters were kept of each side and one is shorter, the text began or ended there.
    """

    exact: str
    before: str
    after: str
    around: int = MIN_AROUND


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of `text[start:end]`, with as much around it as tells it from every other place; AnchorError."""
    exact = text[start:end]
    if not exact.strip():
        raise AnchorError("empty")
    if len(exact) > MAX_WORDS:
        raise AnchorError("too_long")
    around = MIN_AROUND
    while around <= MAX_AROUND:
        anchor = Anchor(
            exact, text[max(0, start - around) : start], text[end : end + around], around
        )
        if place_of(text, anchor) == (start, end):
            return anchor
        around *= 2
    raise AnchorError("repeated")


def place_of(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Offsets of the words in `text`; None where they are gone, or fit several places."""
    places = [start for start in occurrences(text, anchor.exact) if _fits(text, start, anchor)]
    return (places[0], places[0] + len(anchor.exact)) if len(places) == 1 else None


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where the words begin in the text, those that overlap too."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _fits(text: str, start: int, anchor: Anchor) -> bool:
    """Whether what stands on one side is what stood there."""
    end, around = start + len(anchor.exact), anchor.around
    return (
        text[max(0, start - around) : start] == anchor.before
        or text[end : end + around] == anchor.after
    )
