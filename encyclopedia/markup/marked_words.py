"""The marks that give words another meaning: links, italics, words struck out, code, pictures, notes called.

A mark counts with its place among the words: the same word may stand there twice.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache

from encyclopedia.core.checked_words import checked_words
from encyclopedia.core.citations import CLOSING_SIGNS
from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup.runs import Marker, RunReading
from encyclopedia.markup.tree import MARKER, TreeElement

# Markers behind the words of a sentence: a mark may hold nothing else.
_MARKERS = re.compile(rf"(?:\s*{MARKER})+")


class MarkedWords:
    """The marks of a block; asked sentence by sentence, each is read once."""

    def __init__(self, reading: RunReading) -> None:
        self._reading = reading
        self._waiting = [
            (offset, content)
            for offset, what, content in reading.run.events
            if what == "open" and isinstance(content, TreeElement)
        ]
        self._next = 0
        # Those that reach beyond the sentences asked for so far, each with where it leads.
        self._open: list[tuple[int, TreeElement, Surrounding | None]] = []
        self._remarks = deque(
            marker for marker in reading.markers if marker.bracket is None or marker.bracket.reason
        )

    def among(self, start: int, end: int) -> tuple[Surrounding, ...]:
        """The marks among the plain words from `start` to `end`, the notes called there, and what is asked there.

        To be called in ascending order.
        """
        if start >= end:
            return ()
        elements = self._elements(start, end) if self._waiting else []
        return (*elements, *(self._remarked(start, end) if self._remarks else ()))

    def _elements(self, start: int, end: int) -> list[Surrounding]:
        raw = self._reading.run.raw
        first = self._reading.words.start_in_run(start)
        last = self._reading.words.end_in_run(end)
        if behind := _MARKERS.match(raw, last):
            last = behind.end()
        while self._next < len(self._waiting) and self._waiting[self._next][0] < last:
            offset, element = self._waiting[self._next]
            self._open.append((offset, element, _target(element)))
            self._next += 1
        marks: list[Surrounding] = []
        counted, before = first, 0
        for offset, element, target in self._open:
            opens, closes = max(offset, first), min(element.end, last)
            if closes < opens or (closes == opens and (not element.source or offset < first)):
                continue
            before += letters(raw[counted:opens])
            counted = opens
            words = " ".join(raw[opens:closes].replace(MARKER, "").split())
            if kind := _kind(element, words):
                place = _place(before)
                marks.append(Surrounding(kind, words, (target, place) if target else (place,)))
        self._open = [mark for mark in self._open if mark[1].end > last]
        return marks

    def _remarked(self, start: int, end: int) -> Iterator[Surrounding]:
        """Notes, and the words of "citation needed", each with its place. One behind the last word belongs to these."""
        markers = []
        while self._remarks and self._remarks[0].at <= end:
            marker = self._remarks.popleft()
            if marker.at > start or not start:
                markers.append(marker)
        places = places_among(self._reading.words.text, start, markers)
        for marker, place in zip(markers, places, strict=True):
            if marker.bracket is not None:
                yield Surrounding("needed", marker.bracket.reason or "", (_place(place),))
            elif self._reading.notes is not None:
                said = self._reading.notes[marker.label]
                yield Surrounding("note", "", (_place(place), said))


def marked(
    kind: str,
    reading: RunReading,
    start: int = 0,
    end: int | None = None,
    *inner: Surrounding,
) -> Surrounding:
    """Some of the plain words of a block as what surrounds others, with their marks."""
    text = reading.words.text
    end = len(text) if end is None else end
    return Surrounding(kind, text[start:end], (*MarkedWords(reading).among(start, end), *inner))


def letters(raw: str) -> int:
    """How many characters of words there are: not their layout, not the space between them."""
    return len(checked_words(raw.replace(MARKER, "")).replace(" ", ""))


def places_among(text: str, start: int, markers: Iterable[Marker]) -> Iterator[int]:
    """How many characters of words stand before each marker; signs that close the sentence may stand on either side."""
    counted = place = 0
    for marker in markers:
        between = text[start : marker.at]
        if words := between.rstrip(CLOSING_SIGNS):
            place = counted + letters(words)
        counted += letters(between)
        start = marker.at
        yield place


@lru_cache(maxsize=1024)
def _place(before: int) -> Surrounding:
    return Surrounding("place", str(before))


def _target(element: TreeElement) -> Surrounding | None:
    """Where a link leads, or what an element shows."""
    target = element.target or element.source or element.attributes
    return _leads_to(target) if target else None


@lru_cache(maxsize=1024)
def _leads_to(target: str) -> Surrounding:
    return Surrounding("target", target)


def _kind(element: TreeElement, words: str) -> str:
    """What the element marks; "" for nothing.

    A link to the entry of its own words says nothing that these do not.
    """
    if element.source:
        return "picture"
    if element.tag == "s":
        return "struck"
    if element.tag in ("a", "span"):
        return "link" * (element.target is None or element.target != words)
    if element.tag == "code":
        return "code"
    # A stress or a title: nobody can tell without knowing the title, in scripts without capitals even less.
    return "title" * (element.tag == "em" and any(map(str.isalnum, words)))
