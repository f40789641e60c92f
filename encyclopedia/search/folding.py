"""How text and queries become words: the same on every database. Pure: no Django.

A word is a run of letters, digits and marks, without diacritics and case folded. Scripts that put no spaces between
words (Han, kana, Thai, Khmer …) give one word a character, so that any part of a title can be found in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

# Letters that Unicode does not decompose, as a reader would type them without the stroke or the ligature.
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Written without spaces: Thai, Lao, Myanmar, Khmer; kana, Han with its extensions; CJK compatibility ideographs.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# The voicing marks of kana are combining characters, but make another sound.
KANA_MARKS = "\u3099\u309a"
MARKS_END = 0x20000
# Where a word may be parted at the end of a line, and what joins letters or parts them without a gap.
INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
# Letters that stand for a sign of another script and are mostly left out, as in Qurʾān and Ilʹich; tatweel.
SIGNS = re.compile("[\u02b0-\u02ff\u0640]")


class Word(NamedTuple):
    """One word where it stands: `text[start:end]` reads as `folded`; `joined` when there is no gap before it."""

    start: int
    end: int
    folded: str
    joined: bool = False


_ASCII = re.compile(r"[0-9A-Za-z]+")


def _matches(text: str) -> Iterator[re.Match[str]]:
    return (_ASCII if text.isascii() else _pattern()).finditer(text)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A run of letters, digits and marks, or one character of a script without spaces (with its marks)."""
    mark = f"[{_marks()}{INVISIBLE}]"
    letter = f"(?![{UNSPACED}])[^\\W_]"
    # Most words have ASCII letters only, also in texts that have others: these are found at a tenth of the cost.
    plain = r"[0-9A-Za-z]++(?![^\x00-\x7f])"
    return re.compile(f"{plain}|[{UNSPACED}]{mark}*|{letter}(?:{letter}|{mark})*")


def _marks() -> str:
    """Every mark (category M) as the ranges of a regular expression's class."""
    ranges: list[list[int]] = []
    for point in range(MARKS_END):
        if not unicodedata.category(chr(point)).startswith("M"):
            continue
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def fold(word: str) -> str:
    """Case folded and without diacritics; other marks (Indic vowel signs, kana's) stay."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", SIGNS.sub("", word.casefold()))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) or c in KANA_MARKS)
    again = unicodedata.normalize("NFKC", bare).casefold().translate(PLAIN)
    return "".join(c for c in again if c.isalnum() or unicodedata.category(c).startswith("M"))


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; a word that folds to nothing is left out."""
    if text.isascii():
        for match in _ASCII.finditer(text):
            yield Word(*match.span(), match[0].lower())
        return
    last, unspaced = -1, False
    for match in _matches(text):
        start, end = match.span()
        folded_word = fold(match[0])
        is_unspaced = bool(_unspaced().match(text, start))
        if folded_word:
            yield Word(start, end, folded_word, joined=start == last and is_unspaced and unspaced)
        last, unspaced = end, is_unspaced


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")


def folded(text: str) -> str:
    """The folded words of a text with one space between them: what is indexed and compared."""
    if text.isascii():
        return " ".join(_ASCII.findall(text.lower()))
    return " ".join(filter(None, map(fold, _pattern().findall(text))))


def spans(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the words from number `first` up to `last` (from 0, exclusive) stand in the text."""
    word_matches: Iterator[re.Match[str]]
    if text.isascii():
        word_matches = _ASCII.finditer(text)
    else:
        word_matches = (match for match in _matches(text) if match[0].isascii() or fold(match[0]))
    for match in islice(word_matches, first, last):
        yield match.span()
