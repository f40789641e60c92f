"""The words by which sentences are compared, in any script. Pure: no Django."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LONG = 4
MIN_TELLING = 3
_WORD = re.compile(r"[^\W_]+")
# Scripts that put no space between words: Thai, Lao, Myanmar, Khmer, kana, Han. Two neighbours count as a word.
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# What nobody sees in a word, and accents and vowel signs, which a second writer may add or leave out.
_SIGNS = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)


def telling_words(text: str) -> set[str]:
    """The words by which sentences are compared: long ones and those with a digit; all, where there is none such."""
    typed = typed_words(text)
    telling = {word for word in typed if len(word) >= _LONG or not word.isalpha()}
    if not text.isascii():
        spaceless = {word for word in typed if _SPACELESS.search(word)}
        telling -= spaceless
        for word in spaceless:
            telling.update(word[place : place + 2] for place in range(max(1, len(word) - 1)))
    return telling or set(typed)


def typed_words(text: str) -> list[str]:
    """All words in their order, without case, accents and what nobody sees."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _SIGNS.sub("", unicodedata.normalize("NFKD", text)))
    return _WORD.findall(text.casefold())


def say_enough(words: Collection[str]) -> bool:
    """Whether telling words are three or more: fewer that stand beside the text do not tell whose a sentence is.

    Of a script without spaces two pairs are as one word, or each name of four signs would be a sentence.
    """
    pairs = sum(1 for word in words if _SPACELESS.search(word))
    return len(words) - pairs / 2 >= MIN_TELLING
