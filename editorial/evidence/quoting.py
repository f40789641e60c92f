"""A quotation split into words, and where it says itself that something is missing or inserted.
Pure: no Django.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from editorial.evidence.words import WORD, between, key, stands_alone

# How many words (characters, in scripts without spaces) a mark of omission, or words put in brackets, may replace.
MAX_OMISSION = 400
MAX_INSERTION = 8
_CHARACTERS_PER_WORD = 3

_PIECE = re.compile(
    r"""(?P<omission> \[\s*(?:[…⋯]+|\.\s?\.\s?\.(?:\s?\.)?|(?:中|前|後|后)?略)\s*\]
                    | \(\s*(?:[…⋯]+|\.\s?\.\s?\.)\s*\) | [(（](?:中|前|後|后)?略[)）] | （[…⋯]+）
                    | <\s*(?:[…⋯]+|\.\.\.)\s*>
                    | […⋯]+(?:\s?\.(?!\.))? | \.\s?\.\s?\.(?:\s?\.)* )
      | (?P<nothing> \[\s*(?:sic|!|\?)[\s!?.]*\] )
      | \[(?P<letter>[^\W\d_])\](?=[^\W\d_])
      | (?P<insertion> \[[^\[\]]{1,200}\] )
    """,
    re.VERBOSE,
)
# Brackets of other scripts, each in place of the one that is looked for.
_BRACKETS = str.maketrans("［］〔〕", "[][]")
# A mark of omission with the full stop of the sentence before or after it.
_ENDED = re.compile(r"[…⋯]+\s?\.|(?:\.\s?){3}\.")
_ENDING = re.compile(r"\[[^\W\d_]{1,4}\](?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One word of a quotation.

    `before` is what stands between it and the word before it, `loose` the same as it was typed; `gap` how many words
    of the source may stand there besides, because something is `omitted` or `inserted` (the quoting person's own words,
    with their brackets). `after`, `loose_after` and `inserted_after` are the same behind the last word. Its first
    letter may be of either case (`[T]he`), or its ending another (`worker[s]`, with `ending` "s").
    """

    text: str
    key: str
    before: str = ""
    loose: str = ""
    gap: int = 0
    omitted: bool = False
    inserted: str = ""
    after: str = ""
    loose_after: str = ""
    inserted_after: str = ""
    free_case: bool = False
    ending: str = ""

    @property
    def free_ending(self) -> bool:
        return bool(self.ending)

    def matches(self, book_key: str) -> bool:
        """Whether a word of the source, by its key, can be this one."""
        if self.free_ending:
            return book_key.startswith(self.key) and len(book_key) <= len(self.key) + 4
        return book_key == self.key


def words_of(quotation: str) -> list[Quoted]:
    """The words that a quotation claims to be in its source."""
    quotation = quotation.translate(_BRACKETS)
    words: list[Quoted] = []
    position = 0
    pending = _Pending()
    while position < len(quotation):
        piece = _PIECE.search(quotation, position)
        end = piece.start() if piece else len(quotation)
        last = position
        for word in WORD.finditer(quotation, position, end):
            pending.loose += quotation[last : word.start()]
            words.append(pending.word(word.group()))
            pending, last = _Pending(), word.end()
        pending.loose += quotation[last:end]
        if piece is None:
            break
        position = piece.end()
        if piece["letter"] and not stands_alone(piece["letter"]):
            if rest := WORD.match(quotation, piece.end()):
                words.append(pending.word(piece["letter"] + rest.group(), free_case=True))
                pending, position = _Pending(), rest.end()
        elif piece["omission"]:
            pending.omitted = True
            if _ENDED.fullmatch(piece["omission"]):
                pending.loose += "."
        elif inserted := piece["insertion"] or (piece["letter"] and piece.group()):
            ending = _ENDING.match(quotation, piece.start())
            glued = quotation[piece.start() - 1 : piece.start()]
            if ending and words and glued.isalpha() and not stands_alone(glued):
                words[-1] = replace(words[-1], ending=inserted[1:-1])
            else:
                pending.inserted = f"{pending.inserted} {inserted}".strip()
    if words:
        after, inserted = between(pending.loose), pending.inserted
        words[-1] = replace(
            words[-1], after=after, loose_after=pending.loose, inserted_after=inserted
        )
    return words


@dataclass(slots=True)
class _Pending:
    """What was read since the last word."""

    loose: str = ""
    omitted: bool = False
    inserted: str = ""

    def word(self, text: str, *, free_case: bool = False) -> Quoted:
        gap = MAX_OMISSION if self.omitted else MAX_INSERTION if self.inserted else 0
        if stands_alone(text):
            gap *= _CHARACTERS_PER_WORD
        return Quoted(
            text,
            key(text),
            before=between(self.loose),
            loose=self.loose,
            gap=gap,
            omitted=self.omitted,
            inserted=self.inserted,
            free_case=free_case,
        )
