"""The passages of the evidence that are nearest to a claim. Pure: no Django.

Ranked here and not by the site's search: evidence is private and mostly under copyright, and must
not enter an index that readers can question. One source is small enough to be read again. The
weighting is BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, with k1 =
1.2 and b = 0.75) over paragraphs, words folded.
"""

from __future__ import annotations

import heapq
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editorial.evidence.book_words import BookPage
from editorial.evidence.words import WORD, key

_K1, _B = 1.2, 0.75
# Paragraphs are cut to what is read at a glance: at a sentence's end after so many words, in any
# case at twice as many.
_LENGTH = 90
_BLANK_LINE = re.compile(r"\n[^\S\n]{0,20}(?:\n\s{0,200}|\Z)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_STEM = 7
_MAX_CLAIM_LENGTH = 300
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by for from had has have he her his if in into is it its no not of on or "
        "she so than that the their them then there they this to was were what when which who will with",
    )
)

__all__ = ["BookPage", "NearPassage", "Passages", "nearest"]


@dataclass(frozen=True, slots=True)
class NearPassage:
    """A paragraph, or a part of one; `page` is the label of the page it begins on."""

    page: str
    text: str
    score: float


def nearest(claim: str, pages: Sequence[BookPage], count: int = 3) -> list[NearPassage]:
    """The passages that share the most distinctive words with a claim, best first."""
    return Passages(pages).nearest(claim, count)


class Passages:
    """The passages of one source, read once for any number of claims."""

    def __init__(self, pages: Sequence[BookPage]) -> None:
        self._passages = [(page.label, text) for page in pages for text in _passages(page.text)]
        self._lengths: list[int] = []
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for number, (_, text) in enumerate(self._passages):
            counted = Counter(_terms(text))
            self._lengths.append(sum(counted.values()))
            for term, times in counted.items():
                self._postings.setdefault(term, []).append((number, times))
        self._average = sum(self._lengths) / max(1, len(self._lengths)) or 1.0

    def nearest(self, claim: str, count: int = 3) -> list[NearPassage]:
        scores: dict[int, float] = {}
        total = len(self._passages)
        for term in dict.fromkeys(list(_terms(claim))[:_MAX_CLAIM_LENGTH]):
            postings = self._postings.get(term, [])
            rarity = math.log(1 + (total - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, times in postings:
                norm = _K1 * (1 - _B + _B * self._lengths[number] / self._average)
                scores[number] = scores.get(number, 0) + rarity * times * (_K1 + 1) / (times + norm)
        best = heapq.nsmallest(count, scores.items(), key=lambda item: (-item[1], item[0]))
        return [NearPassage(*self._passages[number], round(score, 4)) for number, score in best]


def _passages(text: str) -> Iterator[str]:
    position = 0
    for blank in _BLANK_LINE.finditer(text):
        yield from _cut(text[position : blank.start()])
        position = blank.end()
    yield from _cut(text[position:])


def _cut(paragraph: str) -> Iterator[str]:
    """A long paragraph in pieces that end with a sentence."""
    words = paragraph.split()
    start = 0
    for number, word in enumerate(words, 1):
        length = number - start
        if (length >= _LENGTH and _SENTENCE_END.search(word)) or length >= 2 * _LENGTH:
            yield " ".join(words[start:number])
            start = number
    if start < len(words):
        yield " ".join(words[start:])


def _terms(text: str) -> Iterator[str]:
    """Words without case, accents and endings; stop words are left out."""
    for word in WORD.findall(text):
        folded = unicodedata.normalize("NFKD", key(word))
        plain = "".join(c for c in folded if not unicodedata.combining(c)).removesuffix("'s")
        if plain in _STOP_WORDS:
            continue
        if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
            plain = plain[:-1]
        yield plain[:_STEM]
