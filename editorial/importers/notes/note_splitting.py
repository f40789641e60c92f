"""A note in parts: works parted by semicolons or by a new sentence, and remarks between. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from editorial.importers.notes.note_signs import AGAIN, SIGNAL, is_sentence, reads_on

# Where the citation of a reference manager stands in the words of a note.
PLACE = "\ufffc"
MAX_PARTS = 100
# A longer note is an essay: it is parted at semicolons alone.
MAX_SPLIT = 3_000
# Notes are read again after each decision of a person.
MAX_KEPT = 8_000

_OPENING, _CLOSING = "([{“„«", ")]}”»"
_STOP = re.compile(r"(?<=[^\W_])[.!?][”“»\")\]]*\s+(?=[^\W\d_]|\d|[“„«\"(])")
_AND_SEE = re.compile(
    r",?\s+(?:and|und|et|y|e|и)\s+(?=(?:see\s+also|siehe\s+auch|voir\s+aussi|véase\s+también|см\.\s+также)\s)",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:^|[\s.(-])[^\W\d_]{1,3}\Z")


@dataclass(frozen=True, slots=True)
class NotePiece:
    """A part of a note's words, from `start` to `end`, without the white space and signs around it."""

    start: int
    end: int
    words: str


def pieces(words: str, is_work: Callable[[str], bool]) -> list[NotePiece]:
    """The parts of a note in order. `is_work` decides where a sentence behind a work is one of its own."""
    parts: list[NotePiece] = []
    for start, end in _between_signs(words):
        if end - start > MAX_SPLIT:
            parts.append(_piece(words, start, end))
        else:
            parts.extend(_at_sentences(words, start, end, is_work))
        if len(parts) > MAX_PARTS:
            return [_piece(words, 0, len(words))]
    return [part for part in parts if part.words]


@lru_cache(maxsize=MAX_KEPT)
def _between_signs(words: str) -> tuple[tuple[int, int], ...]:
    return tuple(_at_signs(words, *_inside_brackets(words)))


def _inside_brackets(words: str) -> tuple[int, int]:
    """Where the words begin and end that one pair of brackets holds together; else all."""
    whole = words.strip().rstrip(".")
    if whole.startswith("(") and whole.endswith(")") and whole.count("(") == 1:
        return words.index("(") + 1, words.rindex(")")
    return 0, len(words)


def _at_signs(words: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Between semicolons outside of brackets and quotations."""
    depth, position = 0, start
    while position < stop:
        sign = words[position]
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif sign == ";" and not depth:
            yield start, position
            start = position + 1
        elif match := (_AND_SEE.match(words, position) if sign in ", " and not depth else None):
            yield start, position
            start = position = match.end()
            continue
        position += 1
    yield start, stop


def _at_sentences(
    words: str, start: int, end: int, is_work: Callable[[str], bool]
) -> Iterator[NotePiece]:
    for stop in _STOP.finditer(words, start, end):
        before, after = words[start : stop.start()], words[stop.end() : end]
        if _INITIAL.search(before) and not before[-1:].isdigit():
            continue
        begins = SIGNAL.match(after) or AGAIN.match(after) or after.startswith(PLACE)
        ended = before.rstrip().endswith(PLACE) or (bool(before.strip()) and is_work(before))
        following = re.split(r"[.;]\s", after, maxsplit=1)[0]
        # Behind "ibid." and its place no part of a reference can follow.
        again = AGAIN.match(before.lstrip()) and before[-1:].isdigit()
        # "She doubts it." begins as titles do, and is none behind a whole work.
        sentence = is_sentence(following[:1].lower() + following[1:]) or (
            again and reads_on(following)
        )
        parted = (begins and (ended or is_sentence(before))) or (ended and sentence)
        if parted:
            yield _piece(words, start, stop.start() + 1)
            yield from _at_sentences(words, stop.end(), end, is_work)
            return
    yield _piece(words, start, end)


def _piece(words: str, start: int, end: int) -> NotePiece:
    inner = words[start:end]
    left = len(inner) - len(inner.lstrip(" \t\n\u00a0,;"))
    core = inner.strip(" \t\n\u00a0,;")
    return NotePiece(start + left, start + left + len(core), core)
