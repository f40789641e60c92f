"""A quotation split into words, and where it says itself that something is missing or inserted.
Pure: no Django.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from editorial.evidence.book_words import WORD, between, key

# How many words a mark of omission, or words put in brackets, may replace.
MAX_OMISSION = 400
MAX_INSERTION = 8

_PIECE = re.compile(
    r"""(?P<omission> \[\s*(?:…|\.\s?\.\s?\.(?:\s?\.)?)\s*\] | \(\s*(?:…|\.\s?\.\s?\.)\s*\)
                    | …(?:\s?\.(?!\.))? | \.\s?\.\s?\.(?:\s?\.)* )
      | (?P<nothing> \[\s*(?:sic|!|\?|\d{1,3})[\s!?.]*\] )
      | \[(?P<letter>[^\W\d_])\](?=[^\W\d_])
      | (?P<insertion> \[[^\[\]]{1,200}\] )
    """,
    re.VERBOSE,
)
_ENDING = re.compile(r"\[[^\W\d_]{1,4}\](?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One word of a quotation.

    `before` is what stands between it and the word before it; `gap` how many words of the source
    may stand there besides. Its first letter may be of either case (`[T]he`), or its ending another
    (`worker[s]`).
    """

    text: str
    key: str
    before: str = ""
    gap: int = 0
    free_case: bool = False
    free_ending: bool = False

    def matches(self, book_key: str) -> bool:
        """Whether a word of the source, by its key, can be this one."""
        if self.free_ending:
            return book_key.startswith(self.key) and len(book_key) <= len(self.key) + 4
        return book_key == self.key


def words_of(quotation: str) -> list[Quoted]:
    """The words that a quotation claims to be in its source."""
    words: list[Quoted] = []
    position, gap, spaced = 0, 0, ""
    while position < len(quotation):
        piece = _PIECE.search(quotation, position)
        end = piece.start() if piece else len(quotation)
        last = position
        for word in WORD.finditer(quotation, position, end):
            spaced += quotation[last : word.start()]
            words.append(Quoted(word.group(), key(word.group()), between(spaced), gap))
            gap, spaced, last = 0, "", word.end()
        spaced += quotation[last:end]
        if piece is None:
            break
        position = piece.end()
        if piece["letter"]:
            if rest := WORD.match(quotation, piece.end()):
                whole = piece["letter"] + rest.group()
                words.append(Quoted(whole, key(whole), between(spaced), gap, free_case=True))
                gap, spaced, position = 0, "", rest.end()
        elif piece["omission"]:
            gap = MAX_OMISSION
        elif piece["insertion"]:
            ending = _ENDING.match(quotation, piece.start())
            if ending and words and quotation[piece.start() - 1 : piece.start()].isalpha():
                words[-1] = replace(words[-1], free_ending=True)
            else:
                gap = max(gap, MAX_INSERTION)
    return words
