"""Where words that somebody chose on a page, or typed, stand in a text with its marks. Pure: no Django."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from editorial.comments.anchors import occurrences

# As `editorial/writing/src/positions.js` reads: a citation, a note's mark, the target of a link are no words of a page.
# What begins anew before it has ended is none of them, so that no text is read more than a few times over.
_INSIDE = r'(?:[^\[\]"@]|"[^"\[\]\n]*")*'
_QUOTED = r'"(?:\\.|[^"\\\[]|\[(?![^\[\]"@]*@))*"'
_TOKEN = re.compile(
    rf'\[{_INSIDE}@(?:[^\[\]"]|{_QUOTED})*\]|\[\^[^\[\]\n]+\]:?|\[\[[^\[\]|\n]*\||\]\([^)\]\n]*\)|([^\W_]+)'
)
# Whoever asks wants to know of one place whether it is the only one; of so many they are counted at most.
MAX_PLACES = 100


def places_of(text: str, words: str, before: str = "", after: str = "") -> list[tuple[int, int]]:
    """Offsets of every place of these words between these: as typed, else word by word without the marks between them.

    Where they stand nowhere so, every place of the words themselves; of more than `MAX_PLACES` only the first ones.
    """
    typed = islice(occurrences(text, before + words + after), MAX_PLACES)
    exact = [(start + len(before), start + len(before) + len(words)) for start in typed]
    places = exact or list(islice(_by_words(text, words, before, after), MAX_PLACES))
    return places_of(text, words) if not places and before + after else places


def _by_words(text: str, words: str, before: str, after: str) -> Iterator[tuple[int, int]]:
    lead, chosen, rest = ([word for word, *_ in _tokens(part)] for part in (before, words, after))
    if not chosen:
        return
    present = list(_tokens(text))
    # Between two line ends each, which no word has.
    listed = "\n".join(["", *(word for word, *_ in present), ""])
    for start in occurrences(listed, "\n".join(["", *lead, *chosen, *rest, ""])):
        first = listed.count("\n", 0, start) + len(lead)
        yield present[first][1], present[first + len(chosen) - 1][2]


def _tokens(typed: str) -> Iterator[tuple[str, int, int]]:
    """The words with their offsets; a sign that combines with the one before it belongs to its word."""
    start = end = -1
    for match in _TOKEN.finditer(typed):
        if start < 0 or match.start() != end or not match[1]:
            if start >= 0:
                yield unicodedata.normalize("NFC", typed[start:end]), start, end
            start = match.start() if match[1] else -1
        end = match.end()
        while end < len(typed) and unicodedata.category(typed[end])[0] == "M":
            end += 1
    if start >= 0:
        yield unicodedata.normalize("NFC", typed[start:end]), start, end
