"""Which claims of one edition the claims of the next came from: reworded, split, or made into one. Pure: no Django.

A guess for readers who follow an old address. No check is ever assigned by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"\w+")
# Scripts that are written without spaces begin here; their words are taken as pairs of characters.
_UNSPACED: Final = "\u2e80"
# A word of more of the claims than this tells none of them from another.
_MAX_CLAIMS_OF_A_WORD: Final = 50
_ALIKE: Final = 0.6
# Where both cite the same place of the same source.
_ALIKE_AT_ONE_PLACE: Final = 0.25
# Several claims may have become one; what is much less alike than the best did not.
_OF_THE_BEST: Final = 0.6


@dataclass(frozen=True, slots=True)
class ClaimAt:
    """A claim of one edition: its digest, its words, and the source and place of each citation."""

    digest: str
    claim: str
    places: frozenset[tuple[str, str]] = frozenset()


def came_from(before: Sequence[ClaimAt], after: Sequence[ClaimAt]) -> list[tuple[str, str]]:
    """Pairs of digests, earlier and later, of claims that are gone and claims that are new; sorted.

    A claim that is in both, moved or not, is not new. A later claim may have several earlier ones, and the other way.
    """
    kept = {claim.digest for claim in before} & {claim.digest for claim in after}
    gone = [claim for claim in before if claim.digest not in kept]
    new = [claim for claim in after if claim.digest not in kept]
    if not gone or not new:
        return []
    words = {claim.digest: _words(claim.claim) for claim in (*gone, *new)}
    common = _common(words.values())
    words = {digest: (of_claim - common) or of_claim for digest, of_claim in words.items()}
    gone_by_word: dict[str, list[ClaimAt]] = {}
    gone_by_place: dict[tuple[str, str], list[ClaimAt]] = {}
    for claim in gone:
        for word in words[claim.digest]:
            gone_by_word.setdefault(word, []).append(claim)
        for place in claim.places:
            gone_by_place.setdefault(place, []).append(claim)
    new_at = Counter(place for claim in new for place in claim.places)
    pairs = set()
    for claim in new:
        shared = Counter(
            earlier.digest for word in words[claim.digest] for earlier in gone_by_word.get(word, ())
        )
        at_place = {
            earlier.digest for place in claim.places for earlier in gone_by_place.get(place, ())
        }
        likeness = {
            digest: number / min(len(words[digest]), len(words[claim.digest]))
            for digest, number in shared.items()
        }
        likely = {
            digest: likeness[digest]
            for digest in likeness
            if likeness[digest] >= (_ALIKE_AT_ONE_PLACE if digest in at_place else _ALIKE)
        }
        if not likely:
            # Nothing is alike: then what alone cited the place that this one alone cites now.
            likely = {
                gone_by_place[place][0].digest: 1.0
                for place in claim.places
                if new_at[place] == 1 and len(gone_by_place.get(place, ())) == 1
            }
        best = max(likely.values(), default=0.0)
        pairs |= {
            (digest, claim.digest)
            for digest, likeness_of in likely.items()
            if likeness_of >= best * _OF_THE_BEST
        }
    return sorted(pairs)


def _words(text: str) -> frozenset[str]:
    return frozenset(_split(text.casefold()))


def _split(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if word[0] < _UNSPACED or len(word) < 3:
            yield word
        else:
            yield from (word[at : at + 2] for at in range(len(word) - 1))


def _common(claims: Iterable[frozenset[str]]) -> frozenset[str]:
    """Words of so many claims that they show nothing: “the”, the name of whom the entry is about."""
    listed = list(claims)
    most = min(_MAX_CLAIMS_OF_A_WORD, max(2, len(listed) // 4))
    claims_by_word = Counter(word for words in listed for word in words)
    return frozenset(word for word, number in claims_by_word.items() if number > most)
