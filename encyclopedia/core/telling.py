"""What a check says besides its verdict: what was looked at and found, what is not borne out. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# How the quotation stands in the copy of the source that the office keeps.
WORD_FOR_WORD: Final = "word_for_word"
WITH_CHANGES: Final = "with_changes"
DIFFERS: Final = "differs"
NOT_FOUND: Final = "not_found"
FOUND: Final = (WORD_FOR_WORD, WITH_CHANGES, DIFFERS, NOT_FOUND)
# A verdict "supports" in spite of these has to say why.
AGAINST: Final = frozenset({WITH_CHANGES, DIFFERS, NOT_FOUND})

# What was looked at: the copy kept here, the book on the shelf, a scan or page elsewhere, or only what a catalogue or a
# publisher says of the work.
MEANS: Final = ("copy", "shelf", "elsewhere", "record")

_BETWEEN_PIECES = re.compile(r"\s*(?:…|\.\.\.|\n)\s*")


@dataclass(frozen=True, slots=True)
class Telling:
    """What a check says besides its verdict.

    `found` is one of FOUND, with the label of the page and the number of places that are changed or
    differ; empty for a citation without a quotation, or a source of which no copy is kept. `means` is
    one of MEANS; `not_borne_out` the words of the claim that the source does not bear out, pieces of it
    parted by "…".
    """

    found: str = ""
    found_page: str = ""
    found_places: int = 0
    means: str = ""
    not_borne_out: str = ""

    def __bool__(self) -> bool:
        return self != Telling()

    def as_dict(self) -> dict[str, str | int]:
        return {
            "found": self.found,
            "found_page": self.found_page,
            "found_places": self.found_places,
            "means": self.means,
            "not_borne_out": self.not_borne_out,
        }


NOTHING_TOLD: Final = Telling()
COLUMNS: Final = ("found", "found_page", "found_places", "means", "not_borne_out")


def words_outside(words: str, claim: str) -> list[str]:
    """The pieces of `words` (parted by "…") that are not words of the claim, as they were typed."""
    within = f" {_folded(claim)} "
    pieces = [piece for piece in _BETWEEN_PIECES.split(words.strip()) if piece.strip()]
    return [piece for piece in pieces if _folded(piece) not in within]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold().strip(" .,;:“”\"'")
