"""Words that name a source, or a place in one, without citing it: a footnote may come of them. Pure: no Django.

"see service-trotsky-2009 page 77" or "(Service 2009: 77)": a key is told by its words, as names and years.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from editorial.contributions.pieces import Piece
from editorial.contributions.telling_words import MIN_TELLING, telling_words, typed_words
from encyclopedia.core.checked_words import checked_place
from encyclopedia.core.locator_terms import LOCATOR_TERMS

# So many words of a key name its source.
_NAMING = 2
_LABELS = "|".join(
    re.escape(label)
    for label in sorted(
        {label for term in LOCATOR_TERMS.values() for label in term.typed | term.understood},
        key=len,
        reverse=True,
    )
)
# One of our labels, or any other short word with a full stop ("S. 77").
_BEHIND_LABEL = re.compile(rf"(?<!\w)(?:{_LABELS}|\w{{1,4}}\.)\s*(?=\d)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def numbers(piece: Piece) -> frozenset[str]:
    """The numbers of a citation's place, as of its page; empty without any."""
    if not piece.key:
        return frozenset()
    return frozenset(
        word for word in typed_words(checked_place(piece.locator)) if not word.isalpha()
    )


def names_place(
    words: str, telling: AbstractSet[str], key: AbstractSet[str], placed: AbstractSet[str]
) -> bool:
    """Whether these words, with these `telling_words`, name a source and a place in it.

    By the telling words of its key and the `numbers` of the place. One word of the key is enough where the words are
    little else than a reference, or a label stands before the number.
    """
    if not (placed and placed <= telling):
        return False
    shared = (key & telling) - placed
    if len(shared) >= _NAMING:
        return True
    return bool(shared) and (len(telling - key - placed) < MIN_TELLING or _has_label(words, placed))


def names_source(words: str, key: str) -> bool:
    """Whether these words are little else than a name of this source."""
    named, telling = telling_words(key), telling_words(words)
    return len(named & telling) >= min(_NAMING, len(named)) and len(telling - named) < MIN_TELLING


def _has_label(words: str, placed: AbstractSet[str]) -> bool:
    return any(
        number[0] in placed
        for label in _BEHIND_LABEL.finditer(words)
        if (number := _NUMBER.match(words, label.end()))
    )
