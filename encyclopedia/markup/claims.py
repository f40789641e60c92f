"""Which words each marker supports: the claim, from the previous marker of its sentence up to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from encyclopedia.core.citations import Passage
from encyclopedia.markup import sentences
from encyclopedia.markup.parsed import Sentence
from encyclopedia.markup.runs import Marker, RunReading
from encyclopedia.markup.tree import Extent

# What may stand between a marker and the next claim.
_BETWEEN = re.compile(r"(?:[\s.,;:!?…)\]}»”’–—-]|[\"'](?=[\s.,;:!?)]))*")
_WORD_CHARACTER = re.compile(r"[^\W_]")


@dataclass(slots=True)
class Claimed:
    """A marker with its claim in the sentence; the claim is empty where no word stands before."""

    marker: Marker
    passage: Passage
    claim: str


class _Sentence:
    __slots__ = ("cited", "end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.cited = False


def claims(
    reading: RunReading, entry: str, sentence: str | None = None
) -> tuple[list[Claimed], list[Sentence]]:
    """The claims of a block's markers (notes' marks have none), and the block's sentences.

    `sentence` stands in for the block's own sentences, as a table's row does for its cells'; it is
    also the claim where no words stand before the marker in its cell.
    """
    text = reading.words.text
    found = _sentences(text)
    claimed: list[Claimed] = []
    if any(marker.bracket is not None for marker in reading.markers):
        claimed = list(_claimed(reading, found, entry, sentence))
    listed = [
        Sentence(text[each.start : each.end], reading.line_at(each.start), each.cited)
        for each in found
        if _WORD_CHARACTER.search(text, each.start, each.end)
    ]
    return claimed, listed


def _sentences(text: str) -> list[_Sentence]:
    found = []
    start = 0
    for end in sentences.ends(text):
        if text[start : start + 1] == " ":
            start += 1
        found.append(_Sentence(start, end))
        start = end
    return found or [_Sentence(0, 0)]


def _claimed(
    reading: RunReading, found: list[_Sentence], entry: str, sentence: str | None
) -> list[Claimed]:
    text = reading.words.text
    extents = reading.run.extents
    claimed: list[Claimed] = []
    place = 0
    current = found[0]
    start = current.start
    passage: Passage | None = None
    claim = ""
    for marker in reading.markers:
        if marker.bracket is None:
            continue
        while place < len(found) - 1 and found[place].end < marker.at:
            place += 1
        if passage is None or found[place] is not current:
            current = found[place]
            passage = Passage(
                entry, text[current.start : current.end] if sentence is None else sentence
            )
            start = current.start
            claim = ""
        current.cited = True
        if start != current.start:
            between = _BETWEEN.match(text, start, marker.at)
            start = between.end() if between else start
        if _WORD_CHARACTER.search(text, start, marker.at):
            claim = text[start : marker.at].rstrip()
            extents.append(
                Extent(
                    reading.words.start_in_run(start),
                    reading.words.end_in_run(start + len(claim)),
                    passage.claim(claim)[1],
                )
            )
        claimed.append(Claimed(marker, passage, claim or sentence or ""))
        start = marker.at
    return claimed
