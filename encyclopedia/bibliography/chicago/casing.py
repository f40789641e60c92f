"""Headline capitals for English titles: every word but the small ones, and the first and last of all.

Only words in lower-case Latin letters are changed: any other spelling was intended, and other
scripts have other rules (a Russian title keeps its lower case).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from encyclopedia.bibliography.records.rich_text import Span, Text

_SMALL_WORDS: Final = (
    "a an and as at but by for from in into nor of on onto or over so the till to up via with "
    "yet about down van von de d l "
)
SMALL_WORDS: Final = frozenset(_SMALL_WORDS.split())
_PARTS = re.compile(r"(?P<word>[^\W_]+)|(?P<space>\s+)|(?P<other>[\W_])")
KEEPING: Final = frozenset({"asis", "sup", "sub", "small", "link"})


class _Caser:
    """Goes through a title's words; `start` is true where a sentence starts, `word` where a word does."""

    def __init__(self, last: int) -> None:
        self.last = last  # the place of the last word
        self.count = -1
        self.start = True
        self.word = True
        self.stopped = False  # after a full stop, question mark or colon

    def text(self, text: Text) -> Text:
        return tuple(self.node(node) for node in text)

    def node(self, node: str | Span) -> str | Span:
        if isinstance(node, str):
            return "".join(self.part(match) for match in _PARTS.finditer(node))
        if node.mark in KEEPING:
            self.count += _words(node.words)
            self.start = self.word = False
            return node
        return Span(node.mark, self.text(node.words), node.href)

    def part(self, match: re.Match[str]) -> str:
        part = match.group()
        if match["space"]:
            self.start = self.start or self.stopped
            self.word, self.stopped = True, False
        elif match["other"]:
            if part in "-/–—":
                self.word, self.stopped = True, False
            elif part not in "([{¿¡":
                self.start = self.word = False
                self.stopped = part in ".?!:"
        else:
            self.count += 1
            part = self.cased(part)
            self.start = self.word = self.stopped = False
        return part

    def cased(self, word: str) -> str:
        if not word.islower() or not is_latin(word):
            return word
        last = self.count == self.last
        if self.start or (self.word and len(word) > 1 and (last or word not in SMALL_WORDS)):
            return word[0].upper() + word[1:]
        return word


def is_latin(word: str) -> bool:
    """Whether every letter is a Latin one."""
    return word.isascii() or all("LATIN" in unicodedata.name(c, "") for c in word if c.isalpha())


def _words(text: Text) -> int:
    count = 0
    for node in text:
        if isinstance(node, Span):
            count += _words(node.words)
        else:
            count += sum(1 for match in _PARTS.finditer(node) if match["word"])
    return count


def title_case(text: Text) -> Text:
    return _Caser(_words(text) - 1).text(text)
