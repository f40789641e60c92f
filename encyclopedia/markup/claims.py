"""Which words each marker supports: the claim, from the previous marker of its sentence up to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from encyclopedia.core.citations import Passage
from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup import sentences
from encyclopedia.markup.marked_words import MarkedWords, places_among
from encyclopedia.markup.neighbours import Neighbours
from encyclopedia.markup.parsed import Sentence
from encyclopedia.markup.runs import Marker, RunReading
from encyclopedia.markup.tree import Extent, Extents

# What may stand between a marker and the next claim.
_BETWEEN = re.compile(r"(?:[\s.,;:!?…)\]}»”’–—-]|[\"'](?=[\s.,;:!?)]))*")
_WORD_CHARACTER = re.compile(r"[^\W_]")
# Signs that close a sentence: they are no words that a citation could be missing for.
_CLOSING = " .,;:!?…。！？｡।॥؟۔"


@dataclass(slots=True)
class Claimed:
    """A marker with its claim in the sentence; the claim is empty where no word stands before."""

    marker: Marker
    passage: Passage
    claim: str


@dataclass(slots=True)
class Claims:
    """What a block claims, whatever surrounds it: its passages have what it gives them itself; lines count from 0.

    Shared by all texts with this block, and so never changed.
    """

    claimed: list[Claimed]
    sentences: list[Sentence]
    extents: Extents

    def within(self, around: tuple[Surrounding, ...]) -> list[Claimed]:
        """The same claims with this around the block."""
        claimed: list[Claimed] = []
        last: Passage | None = None
        for own in self.claimed:
            if own.passage is not last:
                last = own.passage
                passage = last.within((*around, *last.surroundings))
            claimed.append(Claimed(own.marker, passage, own.claim))
        return claimed


class _SentenceSpan:
    __slots__ = ("covered", "end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        # Where the last marker stands that covers words of it.
        self.covered = start


def claims(
    reading: RunReading,
    entry: str,
    language: str = "en",
    row: Passage | None = None,
) -> Claims:
    """The claims of a block's markers (notes' marks have none), and the block's sentences.

    `row` replaces the block's own sentences, as a table's row replaces its cells'; its sentence is also the claim where
    no words stand before the marker in its cell. `language` is the document's.
    """
    text = reading.words.text
    spans = _sentence_spans(text, language)
    extents = Extents()
    claimed: list[Claimed] = []
    if any(marker.bracket is not None for marker in reading.markers):
        claimed = _claimed(reading, spans, entry, row, extents)
    listed_sentences = [
        _sentence(reading, span, extents)
        for span in spans
        if _WORD_CHARACTER.search(text, span.start, span.end)
    ]
    return Claims(claimed, listed_sentences, extents)


def claims_of(reading: RunReading, entry: str, language: str) -> Claims:
    """The same of a block that is no cell, remembered with its reading: mostly the same entry has it the next time."""
    if reading.claims is None or reading.claims[0] != (entry, language):
        reading.claims = (entry, language), claims(reading, entry, language)
    return cast(Claims, reading.claims[1])


def _sentence(reading: RunReading, span: _SentenceSpan, extents: Extents) -> Sentence:
    """The sentence with its words that no marker covers; those of a cited one are among the extents too."""
    text = reading.words.text
    whole, line = text[span.start : span.end], reading.line_at(span.start)
    if span.covered == span.start:
        return Sentence(whole, line, whole, line)
    start = span.covered
    if not _WORD_CHARACTER.search(text, start, span.end):
        return Sentence(whole, line)
    start += len(text[start : span.end]) - len(text[start : span.end].lstrip())
    end = start + len(text[start : span.end].rstrip(_CLOSING))
    words = reading.words
    extents.uncovered.append((words.start_in_run(start), words.end_in_run(end)))
    return Sentence(whole, line, text[start:end], reading.line_at(start))


def _sentence_spans(text: str, language: str) -> list[_SentenceSpan]:
    spans = []
    start = 0
    for end in sentences.ends(text, language):
        if text[start : start + 1] == " ":
            start += 1
        spans.append(_SentenceSpan(start, end))
        start = end
    return spans or [_SentenceSpan(0, 0)]


def _claimed(
    reading: RunReading,
    spans: list[_SentenceSpan],
    entry: str,
    row: Passage | None,
    extents: Extents,
) -> list[Claimed]:
    text = reading.words.text
    claimed: list[Claimed] = []
    place = 0
    current = spans[0]
    start = current.start
    passage: Passage | None = None
    claim = ""
    marked_words = MarkedWords(reading)
    neighbours = Neighbours(reading, [(span.start, span.end) for span in spans])
    for marker in reading.markers:
        if marker.bracket is None:
            continue
        while place < len(spans) - 1 and spans[place].end < marker.at:
            place += 1
        if passage is None or spans[place] is not current:
            current = spans[place]
            beside = () if row else neighbours.of(place)
            passage = row or _passage(entry, text, current, marked_words, beside)
            start = current.start
            claim = ""
        current.covered = marker.at
        if start != current.start:
            between = _BETWEEN.match(text, start, marker.at)
            start = between.end() if between else start
        if _WORD_CHARACTER.search(text, start, marker.at):
            claim = text[start : marker.at].rstrip()
            extents.claims.append(
                Extent(
                    reading.words.start_in_run(start),
                    reading.words.end_in_run(start + len(claim)),
                    passage.claim(claim)[1],
                )
            )
        claimed.append(Claimed(marker, passage, claim or (row.sentence if row else "")))
        start = marker.at
    return claimed


def _passage(
    entry: str,
    text: str,
    span: _SentenceSpan,
    marked_words: MarkedWords,
    beside: tuple[Surrounding, ...],
) -> Passage:
    marks = marked_words.among(span.start, span.end)
    return Passage(
        entry,
        text[span.start : span.end],
        parts=[mark.digest for mark in marks if mark.kind == "struck"],
        surroundings=(*beside, *(mark for mark in marks if mark.kind != "struck")),
    )


def calls(
    reading: RunReading,
    language: str,
    around: tuple[Surrounding, ...],
    *,
    is_cell: bool = False,
) -> Iterator[tuple[str, Surrounding]]:
    """The label of each note that the block calls, and the call: with its place in its sentence, and what is around.

    Of a cell, the sentence is not its own: the row is in what is `around`.
    """
    note_marks = [marker for marker in reading.markers if marker.bracket is None]
    if not note_marks:
        return
    text = reading.words.text
    spans = _sentence_spans(text, language)
    ends = [span.end for span in spans]
    called: dict[int, list[Marker]] = {}
    for marker in note_marks:
        number = min(bisect_left(ends, marker.at), len(spans) - 1)
        called.setdefault(number, []).append(marker)
    marked_words = MarkedWords(reading)
    neighbours = Neighbours(reading, [(span.start, span.end) for span in spans])
    kind = "cell" if is_cell else "host"
    for number, markers in called.items():
        span = spans[number]
        # The words of the note itself do not surround it.
        marks = [mark for mark in marked_words.among(span.start, span.end) if mark.kind != "note"]
        beside = () if is_cell else neighbours.of(number)
        host = Surrounding(kind, text[span.start : span.end], (*marks, *around, *beside))
        places = places_among(text, span.start, markers)
        for marker, place in zip(markers, places, strict=True):
            yield marker.label, Surrounding("call", str(place), (host,))
