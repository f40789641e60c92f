"""Letters and figures as those who type them mean them: without accents, in one form. Pure: no Django."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Marks of direction, a longer stroke, and vowel signs of Arabic, which many leave out.
_UNSEEN = re.compile("[\u061c\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_FIGURE = re.compile(r"[^\x00-\x7f]")
# French ordinals behind Roman numerals: "XVIIIème" is the eighteenth, "XVIIième" the seventeenth.
_FRENCH_ORDINAL = re.compile(r"(?<=[IVX])(?:i?[èe]me|ᵉ|ᵉʳ|ʳᵉ)(?![^\W\d_])")
_LETTERS: Final = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "،": ",",
        "ᵉ": "e",
        "ʳ": "r",
        "ё": "е",
        "ѐ": "е",
        "ł": "l",
        "ß": "ss",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "đ": "d",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ی": "ي",
        "ک": "ك",
    }
)
# Without its accent it is the article.
_FRENCH_SINCE = re.compile(r"\bdès\b")
_DASHES = re.compile("[‐‑‒–—−]")


def with_plain_figures(text: str) -> str:
    """The text with the figures 0 to 9 for those of any script, and without marks that nobody sees."""
    if text.isascii():
        return text
    plain = _FIGURE.sub(
        lambda sign: str(unicodedata.decimal(sign[0])) if sign[0].isdecimal() else sign[0], text
    )
    return _UNSEEN.sub("", plain)


def folded(text: str) -> str:
    """In small letters, those of Latin and Greek without accents, with one dash and one apostrophe."""
    composed = unicodedata.normalize("NFC", text)
    small = _FRENCH_SINCE.sub("depuis", _FRENCH_ORDINAL.sub("e", composed).lower())
    letters = _DASHES.sub("–", small).translate(_LETTERS)
    return unicodedata.normalize("NFC", "".join(map(_bare, letters)))


def _bare(letter: str) -> str:
    """Without its accents; what is no letter of Latin or Greek stays, as the й of Cyrillic does."""
    first, *marks = list(unicodedata.normalize("NFD", letter))
    if marks and (first < "\u0400" or "\u1f00" <= first < "\u2000"):
        return first
    # A mark of its own, as what "İ" leaves behind in small letters.
    return "" if "\u0300" <= letter < "\u0370" else letter
