"""The words by which sentences are compared, in any script. Pure: no Django."""

from __future__ import annotations

import re

_LONG = 4
_WORD = re.compile(r"[^\W_]+")
# Scripts that put no space between words: Thai, Lao, Myanmar, Khmer, kana, Han. Two neighbours count as a word.
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def telling_words(text: str) -> set[str]:
    """The words by which sentences are compared: long ones and those with a digit; all, where there is none such."""
    found = _WORD.findall(text.casefold())
    telling = {word for word in found if len(word) >= _LONG or not word.isalpha()}
    if not text.isascii():
        spaceless = {word for word in found if _SPACELESS.search(word)}
        telling -= spaceless
        for word in spaceless:
            telling.update(word[place : place + 2] for place in range(max(1, len(word) - 1)))
    return telling or set(found)
