"""Runs of words that stand in two texts, outside the quotation marks of the first. Pure: no Django.

Words are compared as `folding` writes them: case, accents and punctuation do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from encyclopedia.search.folding import Word, words
from encyclopedia.search.query import PHRASE

# Fewer words in a row are what two people write of one thing; titles and names are as long as that.
MIN_RUN: Final = 10
# So many words in a row are looked up; one of these windows lies wholly in every run that counts.
WINDOW: Final = 6
_STRIDE: Final = MIN_RUN - WINDOW + 1
# Of scripts that part no words, each character is one; two of them say about as much as a word.
_WEIGHT_OF_JOINED: Final = 0.5

Window = tuple[str, ...]


class Said(NamedTuple):
    """A sentence of the text that is looked at, and its line in it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class SharedRun:
    """Words as they are typed, from one sentence or several in a row; `line` is that of the first one.

    `first` and `last` (exclusive) number its words in the text that is looked at; `other` is where it begins among the
    words of the other text.
    """

    line: int
    words: str
    first: int
    last: int
    other: int


class _Place(NamedTuple):
    sentence: int
    word: Word


# Stands for quoted words, and is no word of any text: no run goes on beyond it.
_BREAK = _Place(-1, Word(0, 0, ""))


class Unquoted:
    """The words of sentences, numbered from 0, where quotation marks part what stands before and behind them."""

    def __init__(self, sentences: Iterable[Said]) -> None:
        self._sentences = list(sentences)
        self._places: list[_Place] = []
        for number, sentence in enumerate(self._sentences):
            quoted = [match.span() for match in PHRASE.finditer(sentence.text)]
            for word in words(sentence.text):
                is_quoted = any(start < word.start < end for start, end in quoted)
                if not is_quoted:
                    self._places.append(_Place(number, word))
                elif self._places and self._places[-1] is not _BREAK:
                    self._places.append(_BREAK)
        self._folded = [place.word.folded for place in self._places]
        self._windows: dict[Window, list[int]] = {}
        for start, window in enumerate(_windows(self._folded)):
            if "" not in window:
                self._windows.setdefault(window, []).append(start)

    def windows(self) -> Iterator[Window]:
        """Words in a row to look for elsewhere: whoever has a run that counts has one of these."""
        for start in range(0, len(self._folded) - WINDOW + 1, _STRIDE):
            window = tuple(self._folded[start : start + WINDOW])
            if "" not in window:
                yield window

    def runs_in(self, other: Sequence[str]) -> list[SharedRun]:
        """The longest runs that the folded words of the other text have too, in order; each word is in one of them."""
        taken = bytearray(len(self._folded))
        runs: list[SharedRun] = []
        for place, window in enumerate(_windows(other)):
            for start in self._windows.get(window, ()):
                if taken[start]:
                    continue
                first, last, begins = self._widened(start, other, place)
                if self._weight(first, last) < MIN_RUN or any(taken[first:last]):
                    continue
                taken[first:last] = bytes([1]) * (last - first)
                runs.append(self._run(first, last, begins))
        return sorted(runs, key=lambda run: run.first)

    def _widened(self, start: int, other: Sequence[str], place: int) -> tuple[int, int, int]:
        first, last, end = start, start + WINDOW, place + WINDOW
        begins = place
        while first and begins and self._folded[first - 1] == other[begins - 1] != "":
            first, begins = first - 1, begins - 1
        while (
            last < len(self._folded) and end < len(other) and self._folded[last] == other[end] != ""
        ):
            last, end = last + 1, end + 1
        return first, last, begins

    def _weight(self, first: int, last: int) -> float:
        return sum(
            _WEIGHT_OF_JOINED if place.word.joined else 1 for place in self._places[first:last]
        )

    def _run(self, first: int, last: int, other: int) -> SharedRun:
        begin, end = self._places[first], self._places[last - 1]
        texts = [said.text for said in self._sentences[begin.sentence : end.sentence + 1]]
        texts[-1] = texts[-1][: end.word.end]
        texts[0] = texts[0][begin.word.start :]
        line = self._sentences[begin.sentence].line
        return SharedRun(line, " ".join(texts), first, last, other)


def _windows(folded: Sequence[str]) -> Iterator[Window]:
    return zip(*(folded[shift:] for shift in range(WINDOW)), strict=False)
