"""Anchors: which words of a text a comment is about. Pure: no Django.

The words are found again only exactly as they were, with the same surroundings on one side at least. Where they are
gone, or stand so more than once, nothing is guessed: the comment stands on no words any more, and keeps its old ones.
`editorial/writing/src/anchors.js` finds them in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

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
    places = {*islice(_behind(text, anchor), 2), *islice(_ahead(text, anchor), 2)}
    if len(places) != 1:
        return None
    start = places.pop()
    return start, start + len(anchor.exact)


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where the words begin in the text, those that overlap too."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _behind(text: str, anchor: Anchor) -> Iterator[int]:
    """Where the words begin behind what stood before them."""
    before = len(anchor.before)
    if before == anchor.around:
        yield from (start + before for start in occurrences(text, anchor.before + anchor.exact))
    elif text.startswith(anchor.before + anchor.exact):
        yield before


def _ahead(text: str, anchor: Anchor) -> Iterator[int]:
    """Where the words begin ahead of what stood after them."""
    if len(anchor.after) == anchor.around:
        yield from occurrences(text, anchor.exact + anchor.after)
    elif text.endswith(anchor.exact + anchor.after):
        yield len(text) - len(anchor.exact + anchor.after)
