"""The marks that give words another meaning: links, titles in italics, words struck out, code, pictures.

A mark counts with its place among the words: the same word may stand there twice.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

from encyclopedia.core.checked_words import checked_words
from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup.runs import RunReading
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
        self._calls = deque(marker for marker in reading.markers if marker.bracket is None)

    def among(self, start: int, end: int) -> tuple[Surrounding, ...]:
        """The marks among the plain words from `start` to `end`, and the notes called there. The calls go up."""
        if start >= end:
            return ()
        elements = self._elements(start, end) if self._waiting else []
        return (*elements, *(self._notes(start, end) if self._calls else ()))

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

    def _notes(self, start: int, end: int) -> Iterator[Surrounding]:
        """A mark behind the last word belongs to the sentence."""
        while self._calls and self._calls[0].at <= end:
            marker = self._calls.popleft()
            if (marker.at > start or not start) and self._reading.notes is not None:
                yield self._reading.notes[marker.label]


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


@lru_cache(maxsize=1024)
def _place(before: int) -> Surrounding:
    return Surrounding("place", str(before))


def _target(element: TreeElement) -> Surrounding | None:
    """Where a link leads, or what an element shows."""
    target = element.target or element.source or element.attributes
    return Surrounding("target", target) if target else None


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
    return "title" * (element.tag == "em" and _is_title(words))


def _is_title(words: str) -> bool:
    """Whether italics mark a name rather than a stress: with a capital or a number, or several words."""
    return " " in words or any(sign.isupper() or sign.isdigit() for sign in words)
