"""The words of a book with their places, as quotations are compared with it. Pure: no Django.

Two spellings that differ only in what typesetting and copying do to a text have one *key*:
ligatures, soft hyphens, hyphens (at a line's end or not), kinds of dash and quotation mark,
full-width and long letters, case. What an exact quotation may not change (case, a hyphen,
punctuation) is compared afterwards, by `spelling` and `between`, where the keys agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0981-\u0983"
    "\u09bc-\u09d7\u0a01-\u0a51\u0a81-\u0acd\u0b01-\u0b57\u0b82-\u0bcd\u0c00-\u0c56\u0d00-\u0d57\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18-\u0f87\u102b-\u103e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
)
_LETTER = rf"(?:[^\W_⁰¹²³⁴-⁹₀-₉]|[{_MARKS}])"
_HYPHEN = "[-\u2010\u2011\u2012\u2013\u2212]"
# A hyphen inside a word, also where a line ended; copying makes a space of the line's end.
_INSIDE = (
    r"(?:\u00ad\s?|['’ʼ]|[-\u2010\u2011](?:[^\S\n]{0,8}\n[^\S\n]{0,8}| (?=[^\W\d_A-Z]))?"
    r"|(?<=\d)\u2013[^\S\n]{0,8}\n[^\S\n]{0,8}(?=\d)|[\u2012\u2013\u2212])"
)
WORD = re.compile(rf"{_LETTER}+(?:{_INSIDE}{_LETTER}+)*")
_BROKEN = re.compile(rf"(?:{_HYPHEN}|\u00ad)\s+")
_HYPHENS = re.compile(f"{_HYPHEN}|\u00ad")
_APOSTROPHES = re.compile("[’ʼ]")
_HYPHEN_AT_END = re.compile(r"(?:[-\u2010\u2011]|\u00ad)\s*\Z")

# Between words: quotation marks, white space, brackets and note marks are ignored; all dashes are
# one.
_DASHES = re.compile(r"[-\u2010-\u2015\u2212]+")
_NOTE_MARK = re.compile(r"\[\d{1,3}\]|[⁰¹²³⁴-⁹]+")
_SILENT = re.compile(r"[\s\"'“”‘’‚‛„‟«»‹›`´\[\]*_†‡\u00ad]+")
_ELLIPSIS = re.compile(r"…|\.{2,}")
_EDGE = 2
_REPEATED, _REPEATED_WITH_NUMBER = 3, 2
_MAX_HEAD_LENGTH = 90
_NUMBER_LINE = re.compile(
    r"[\s\-–—|·•.\[\]()]*(?:p(?:age|\.)?\s*)?(?:\d{1,5}|[ivxlc]{1,8})[\s\-–—|·•.\[\]()]*", re.I
)


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page of evidence; `label` is what the page is called ("12", "xiv"), empty for none."""

    label: str
    text: str


def key(word: str) -> str:
    """What spellings of one word share."""
    plain = unicodedata.normalize("NFKC", _HYPHENS.sub("", _BROKEN.sub("", word)))
    return _APOSTROPHES.sub("'", plain).casefold()


def spelling(word: str) -> tuple[str, bool]:
    """The word with case and hyphens; and whether a hyphen at a line's end may not be its own."""
    joined = _BROKEN.sub("-", word)
    broken = joined != word
    plain = unicodedata.normalize("NFKC", joined.replace("\u00ad", ""))
    return _APOSTROPHES.sub("'", _HYPHENS.sub("-", plain)), broken


def as_typed(word: str) -> str:
    """A printed word as one would type it: in one piece, its ligatures resolved."""
    return unicodedata.normalize("NFKC", _BROKEN.sub("", word).replace("\u00ad", ""))


def between(text: str) -> str:
    """What stands between two words, without what typesetting may change."""
    signs = _ELLIPSIS.sub("…", _SILENT.sub("", _NOTE_MARK.sub("", text)))
    return _DASHES.sub("–", signs)


class Book:
    """All words of some pages in order, without running heads and page numbers unless `whole`.

    `keys[n]` stands at `starts[n]:ends[n]` of page `pages[n]`; a word broken across pages ends on
    page `last_pages[n]`. `line` is all keys with a space on both sides, to be searched; `offsets`
    says where in it each begins.
    """

    def __init__(self, source: Sequence[BookPage], *, whole: bool = False) -> None:
        self.source = source
        self.keys: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.pages: list[int] = []
        self.last_pages: list[int] = []
        self._broken: dict[int, tuple[int, int]] = {}
        keys_by_word: dict[str, str] = {}
        heads = Counter[str]() if whole else _running_heads(source)
        for number, page in enumerate(source):
            first, last = (0, len(page.text)) if whole else _text_between_heads(page, heads)
            self._read(number, page.text, first, last, keys_by_word)
        self.line = f" {' '.join(self.keys)} "
        self.offsets = [0]
        for word_key in self.keys:
            self.offsets.append(self.offsets[-1] + len(word_key) + 1)
        self.offsets.pop()

    def _read(
        self, number: int, text: str, first: int, last: int, keys_by_word: dict[str, str]
    ) -> None:
        broken = self._ends_in_hyphen(number)
        for match in WORD.finditer(text, first, last):
            word = match.group()
            if word not in keys_by_word:
                keys_by_word[word] = key(word)
            if broken and word[0].islower():
                self._broken[len(self.keys) - 1] = (self.ends[-1], match.start())
                self.keys[-1] += keys_by_word[word]
                self.ends[-1] = match.end()
                self.last_pages[-1] = number
            else:
                self.keys.append(keys_by_word[word])
                self.starts.append(match.start())
                self.ends.append(match.end())
                self.pages.append(number)
                self.last_pages.append(number)
            broken = False
        self._last = last

    def _ends_in_hyphen(self, number: int) -> bool:
        """Whether the page before breaks off in the middle of a word."""
        if not self.keys or self.last_pages[-1] != number - 1:
            return False
        rest = self.source[number - 1].text[self.ends[-1] : self._last]
        return _HYPHEN_AT_END.fullmatch(rest) is not None

    def word(self, number: int) -> str:
        """The word as it is printed."""
        text = self.source[self.pages[number]].text
        if number not in self._broken:
            return text[self.starts[number] : self.ends[number]]
        first_end, second_start = self._broken[number]
        following = self.source[self.last_pages[number]].text
        first = text[self.starts[number] : first_end]
        return f"{first}-\n{following[second_start : self.ends[number]]}"

    def between(self, number: int) -> str | None:
        """What stands between a word and the next; None where a page ends there."""
        if self.last_pages[number] != self.pages[number + 1]:
            return None
        text = self.source[self.pages[number + 1]].text
        return text[self.ends[number] : self.starts[number + 1]]

    def words(self, first: int, last: int) -> str:
        """The words from `first` up to but not including `last` as they are printed, on one
        line.
        """
        parts: list[str] = []
        for number in range(first, last):
            parts.append(as_typed(self.word(number)))
            gap = self.between(number) if number + 1 < last else ""
            parts.append(" " if gap is None else " ".join(f"x{gap}x".split())[1:-1])
        return "".join(parts)

    def __len__(self) -> int:
        return len(self.keys)


def _running_heads(source: Sequence[BookPage]) -> Counter[str]:
    """Lines at the top or bottom of several pages; their numbers are ignored."""
    counted: Counter[str] = Counter()
    for page in source:
        counted.update({_head_key(line) for line, _, _ in _edge_lines(page.text)} - {""})
    return counted


def _text_between_heads(page: BookPage, heads: Counter[str]) -> tuple[int, int]:
    """Where the running text of a page begins and ends."""
    first, last = 0, len(page.text)
    lines = list(_edge_lines(page.text))
    half = len(lines) // 2 if len(lines) < 2 * _EDGE else _EDGE
    for line, _, end in lines[:half]:
        if not _is_head(line, page.label, heads):
            break
        first = end
    for line, start, _ in reversed(lines[half:]):
        if not _is_head(line, page.label, heads):
            break
        last = start
    return first, max(first, last)


def _is_head(line: str, label: str, heads: Counter[str]) -> bool:
    """Whether a line is a page number, or a head: twice with its page's number, or often."""
    if _NUMBER_LINE.fullmatch(line):
        return True
    words = line.split()
    numbered = bool(label) and label in {words[0], words[-1]}
    return heads[_head_key(line)] >= (_REPEATED_WITH_NUMBER if numbered else _REPEATED)


def _edge_lines(text: str) -> Iterator[tuple[str, int, int]]:
    """The first and last few lines that are not blank, with their offsets."""
    top: list[tuple[str, int, int]] = []
    start = 0
    while start < len(text) and len(top) < _EDGE:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            top.append((text[start:end], start, end))
        start = end + 1
    bottom: list[tuple[str, int, int]] = []
    end = len(text)
    while end > start and len(bottom) < _EDGE:
        begin = text.rfind("\n", start, end) + 1 or start
        if text[begin:end].strip():
            bottom.append((text[begin:end], begin, end))
        end = begin - 1
    yield from [*top, *reversed(bottom)]


def _head_key(line: str) -> str:
    if len(line) > _MAX_HEAD_LENGTH:
        return ""
    return " ".join(re.findall(r"[^\W\d_]+", line.casefold()))
