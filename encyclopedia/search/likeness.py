"""How like a query the names of an entry are, from 0 to 1. Pure: no Django.

The database finds some entries that are called nearly so; here they are put in order. Each word of the query is
compared with the words of a name: the same word, the same stem or number, the same sound, or so many letters alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from rapidfuzz.fuzz import ratio

from encyclopedia.search.folding import fold, folded, words
from encyclopedia.search.query import Query
from encyclopedia.search.sounds import begun, romanised, spoken
from encyclopedia.search.stems import SAME, may_be_joined, number, stems, without_stop_words

# So like is an initial; the beginning of a word; a word with the same letters but for marks. Of words that sound alike,
# or have a stem in common, so much counts of how like their letters are.
INITIAL, BEGINNING, LETTERS = 0.95, 0.88, 0.98
SOUND: Final = 0.96
# So like is the beginning of a word that sounds so, and of one that has nearly these letters.
BEGINNING_SOUND, NEAR_BEGINNING = 0.86, 0.84
STEM, STEMS_LETTERS = 0.75, 0.22
NUMBER: Final = 0.97
# Words with fewer letters in common neither sound alike nor have a stem in common.
MIN_ALIKE: Final = 0.3
# A year is in the text of what was found, if it is in no name.
YEAR: Final = 0.95
# How much of all is how well the words fit, the rest is how much of the name they are.
FIT: Final = 0.85
# The first name is the title: of names that are as like it is the one.
TITLE: Final = 0.02
# When no single name has all the words, but all names together.
SCATTERED: Final = 0.97
MAX_NAMES, MAX_WORDS = 24, 40


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` puts in order; `worst` is how like the least fitting word is, and `fit` all of them are."""

    score: float
    fit: float
    worst: float


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a query as they are compared."""

    spelt: tuple[str, ...]
    typed: str
    text: str
    is_unfinished: bool
    is_begun: bool
    # The places of the words that must be there.
    asked: Sequence[int]

    @classmethod
    def of(cls, query: Query, *, is_begun: bool = False) -> Asked:
        """`is_begun`: the last word may also be nearly the beginning of another."""
        asked = without_stop_words(query.spelt)
        is_unfinished = query.terms[-1].prefix
        typed = _plain(query.typed)
        return cls(query.spelt, typed, query.text, is_unfinished, is_begun, asked)

    def compared(self, names: Iterable[str]) -> Likeness:
        """How like the best of these names is, of which each is as it is written."""
        best = Likeness(0, 0, 0)
        every: list[float] = [0.0] * len(self.asked)
        for place, name in enumerate(islice(names, MAX_NAMES)):
            own = _words(name)
            fits = self._fits(own)
            every = list(map(max, every, fits))
            fit = sum(fits) / len(fits)
            score = FIT * fit + (1 - FIT) * self._share(own, fits)
            if _plain(name) == self.typed:
                score = 1.1
            elif folded(name) == self.text:
                score = 1.05
            score += 0 if place else TITLE
            if score > best.score:
                best = Likeness(score, fit, min(fits))
        if min(every) > best.worst:
            fit = SCATTERED * sum(every) / len(every)
            if fit > best.fit:
                return Likeness(max(best.score, FIT * fit), fit, min(every))
        return best

    def _fits(self, own: Sequence[str]) -> list[float]:
        last = len(self.spelt) - 1
        joined = [*own, *map("".join, pairwise(own))]
        fits = [
            max(
                (_like(word, other, self.is_unfinished and at == last) for other in joined),
                default=0.0,
            )
            for at, word in enumerate(self.spelt)
        ]
        if self.is_begun:
            fits[last] = max(fits[last], *(_begins(self.spelt[last], other) for other in joined))
        for at, pair in enumerate(pairwise(self.spelt)):
            if may_be_joined(pair):
                fit = max((_like("".join(pair), other, False) for other in own), default=0.0)
                fits[at], fits[at + 1] = max(fits[at], fit), max(fits[at + 1], fit)
        if len(self.spelt) > 2:
            fit = max((_like("".join(self.spelt), other, False) for other in own), default=0.0)
            fits = [max(fit, other) for other in fits] if fit >= SOUND else fits
        for at, word in enumerate(self.spelt):
            if word.isdigit() and len(word) > 2:
                fits[at] = max(fits[at], YEAR)
        return [fits[at] for at in self.asked]

    def _share(self, own: Sequence[str], fits: Sequence[float]) -> float:
        """How much of the name is asked for, by letters."""
        asked = sum(len(self.spelt[at]) * fit for at, fit in zip(self.asked, fits, strict=True))
        return min(1.0, asked / max(1, sum(map(len, own))))


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    spelt = [name[word.start : word.end] for word in words(name)]
    return tuple(spelt[at] for at in without_stop_words(spelt)[:MAX_WORDS])


@lru_cache(maxsize=50_000)
def _like(word: str, other: str, may_be_unfinished: bool) -> float:
    """How like two words are."""
    first, second = fold(word), fold(other)
    if first == second:
        return 1.0 if word.casefold() == other.casefold() else LETTERS + 0.01
    letters, others = romanised(word), romanised(other)
    value = number(letters)
    if value is not None and number(others) is not None:
        return NUMBER if value == number(others) else 0.0
    if letters == others:
        return LETTERS
    if SAME.get(letters) == others or SAME.get(others) == letters:
        return NUMBER
    if len(letters) == 1 and others.startswith(letters):
        return INITIAL
    like = ratio(letters, others) / 100
    if may_be_unfinished and others.startswith(letters):
        like = max(like, BEGINNING)
    if like < MIN_ALIKE:
        return like
    if stems(word) & stems(other):
        like = STEM + STEMS_LETTERS * like
    for sound in spoken(word):
        for other_sound in spoken(other):
            like = max(like, SOUND * ratio(sound, other_sound) / 100)
    return like


@lru_cache(maxsize=50_000)
def _begins(word: str, other: str) -> float:
    """How like a word that is not typed to its end is to the beginning of another."""
    letters, others = romanised(word), romanised(other)
    like = NEAR_BEGINNING * ratio(letters, others[: len(letters)]) / 100
    for sound in begun(word):
        for other_sound in spoken(other):
            near = ratio(sound, other_sound[: len(sound)]) / 100
            like = max(like, BEGINNING_SOUND * near)
    return like


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
