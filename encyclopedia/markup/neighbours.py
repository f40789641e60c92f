"""Sentences of the same block that a cited one is read with: run-in heads, questions and answers, very short ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup.marked_words import marked
from encyclopedia.markup.runs import RunReading
from encyclopedia.markup.surroundings import asks, belongs_above, is_short
from encyclopedia.markup.tree import MARKER, TreeElement

# So many questions in a row are read with their answer.
_MAX_QUESTIONS = 8
# A head in bold or in italics may have more.
_MAX_HEAD = 200

Extent = tuple[int, int]


class Neighbours:
    """The sentences of a block, each by where it starts and ends in the block's words."""

    def __init__(self, reading: RunReading, sentences: Sequence[Extent]) -> None:
        self._reading = reading
        self._sentences = sentences
        self._text = reading.words.text
        self._ends = [end for _start, end in sentences]
        self._marked_at = [marker.at for marker in reading.markers]
        self._head_end: int | None = None

    def of(self, place: int) -> tuple[Surrounding, ...]:
        """What the sentence at this place is read with, in the order of the text."""
        before = [*range(self._heads(place)), *range(self._first_before(place), place)]
        leads = (self._marked("lead", number) for number in dict.fromkeys(before))
        last = self._last_behind(place)
        return (*leads, *(self._marked("led", number) for number in range(place + 1, last + 1)))

    def _heads(self, place: int) -> int:
        """How many sentences head the block, and this one: what bold or italics begin it with, or a short one."""
        if self._head_end is None:
            self._head_end = _styled_end(self._reading)
        heads = min(place, bisect_right(self._ends, self._head_end))
        return heads or int(place > 0 and self._is_short(0))

    def _first_before(self, place: int) -> int:
        first = place
        while first and place - first < _MAX_QUESTIONS and self._is_question(first - 1):
            first -= 1
        return first - (first == place > 0 and self._is_short(place - 1))

    def _last_behind(self, place: int) -> int:
        last, newest = place, len(self._sentences) - 1
        while last < newest and last - place < _MAX_QUESTIONS and self._is_question(last):
            last += 1
        return last + (last == place < newest and self._says_of_it(place + 1))

    def _words(self, place: int) -> str:
        start, end = self._sentences[place]
        return self._text[start:end]

    def _is_question(self, place: int) -> bool:
        return asks(self._words(place))

    def _is_short(self, place: int) -> bool:
        """Whether it says too little alone; one that has its own citation is a claim of its own."""
        start, end = self._sentences[place]
        is_cited = bisect_right(self._marked_at, start) < bisect_right(self._marked_at, end)
        return not is_cited and is_short(self._words(place))

    def _says_of_it(self, place: int) -> bool:
        return self._is_short(place) or belongs_above(self._words(place))

    def _marked(self, kind: str, place: int) -> Surrounding:
        return marked(kind, self._reading, *self._sentences[place])


def _styled_end(reading: RunReading) -> int:
    """Where the bold or italic words end that the block begins with, in its words; 0 without any."""
    for offset, what, element in reading.run.events:
        if reading.run.raw[:offset].replace(MARKER, "").strip():
            break
        if what == "open" and isinstance(element, TreeElement) and element.tag in ("strong", "em"):
            end = len(" ".join(reading.run.raw[: element.end].replace(MARKER, "").split()))
            return end if end <= _MAX_HEAD else 0
    return 0
