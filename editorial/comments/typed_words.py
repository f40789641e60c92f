"""Where words that somebody chose on a page, or typed, stand in a text with its marks. Pure: no Django."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from editorial.comments.anchors import occurrences

# As `editorial/writing/src/positions.js` reads: a citation, a note's mark, the target of a link are no words of a page.
_QUOTED = r'"(?:\\.|[^"\\])*"'
_INSIDE = rf'(?:[^\[\]"@]|{_QUOTED})*'
_TOKEN = re.compile(
    rf'\[{_INSIDE}@(?:[^\[\]"]|{_QUOTED})*\]|\[\^[^\]\n]+\]:?|\[\[[^\]|\n]*\||\]\([^)\n]*\)|([^\W_]+)'
)


def places_of(text: str, words: str, before: str = "", after: str = "") -> list[tuple[int, int]]:
    """Offsets of every place of these words between these: as typed, else word by word without the marks between them.

    Where they stand nowhere so, every place of the words themselves.
    """
    typed = occurrences(text, before + words + after)
    exact = [(start + len(before), start + len(before) + len(words)) for start in typed]
    places = exact or list(_by_words(text, words, before, after))
    return places_of(text, words) if not places and before + after else places


def _by_words(text: str, words: str, before: str, after: str) -> Iterator[tuple[int, int]]:
    lead, chosen, rest = ([word for word, *_ in _tokens(part)] for part in (before, words, after))
    if not chosen:
        return
    wanted = lead + chosen + rest
    present = list(_tokens(text))
    for number, (word, *_) in enumerate(present):
        if word == wanted[0]:
            run = present[number : number + len(wanted)]
            if [token[0] for token in run] == wanted:
                own = run[len(lead) : len(lead) + len(chosen)]
                yield own[0][1], own[-1][2]


def _tokens(typed: str) -> Iterator[tuple[str, int, int]]:
    for match in _TOKEN.finditer(typed):
        if match[1]:
            yield unicodedata.normalize("NFC", match[1]), match.start(), match.end()
