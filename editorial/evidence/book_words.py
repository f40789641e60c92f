"""The words of a book with their places, as quotations are compared with it. Pure: no Django."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editorial.evidence.words import WORD, as_typed, breaks_off, key, stands_alone

_EDGE = 2
_REPEATED, _REPEATED_WITH_NUMBER = 3, 2
_MAX_HEAD_LENGTH = 90
# A line much shorter than its page's, without a sign at its end, is a head even where it stands once.
_MIN_LINES, _SHORT_LINE = 4, 0.75
_ENDS_IN_SIGN = re.compile(r"[-.!?,;:…。、，！？；：।॥؟،»”’\"')\]」』\u00ad\u2010¬]\Z")
_NUMBER_LINE = re.compile(
    r"[\s\-–—|·•.\[\]()]*(?:p(?:age|\.)?\s*)?(?:\d{1,5}|[ivxlc]{1,8}|[〇零一二三四五六七八九十百]{1,7})"
    r"[\s\-–—|·•.\[\]()]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page of evidence; `label` is what the page is called ("12", "xiv"), empty for none."""

    label: str
    text: str


class Book:
    """All words of some pages in order, without running heads and page numbers unless `whole`.

    `keys[n]` stands at `starts[n]:ends[n]` of page `pages[n]`; a word broken across pages ends on
    page `last_pages[n]`. `line` is all keys with a space on both sides, to be searched; `offsets`
    says where in it each begins. `dropped[page]` is the lines left out there that only look like heads.
    """

    def __init__(self, source: Sequence[BookPage], *, whole: bool = False) -> None:
        self.source = source
        self.keys: list[str] = []
        self.starts = array("I")
        self.ends = array("I")
        self.pages = array("I")
        self.last_pages = array("I")
        self.dropped: dict[int, list[str]] = {}
        self._broken: dict[int, tuple[int, int]] = {}
        keys_by_word: dict[str, str] = {}
        heads = Counter[str]() if whole else _running_heads(source)
        for number, page in enumerate(source):
            first, last = 0, len(page.text)
            if not whole:
                first, last, self.dropped[number] = _text_between_heads(page, heads)
            self._read(number, page.text, first, last, keys_by_word)
        self.line = f" {' '.join(self.keys)} "
        self.offsets = array("I", [0])
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
        return breaks_off(rest)

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
            if number + 1 < last:
                parts.append(self._gap_in_one_line(number))
        return "".join(parts)

    def _gap_in_one_line(self, number: int) -> str:
        """What stands between a word and the next; a line's end counts as a space where the script has one."""
        gap = self.between(number)
        spaced = " " if gap is None else " ".join(f"x{gap}x".split())[1:-1]
        runs_on = gap is None or "\n" in gap
        if runs_on and stands_alone(self.word(number)) and stands_alone(self.word(number + 1)):
            return spaced.strip()
        return spaced

    def __len__(self) -> int:
        return len(self.keys)


def _running_heads(source: Sequence[BookPage]) -> Counter[str]:
    """Lines at the top or bottom of several pages; their numbers are ignored."""
    counted: Counter[str] = Counter()
    for page in source:
        counted.update({_head_key(line) for line, _, _ in _edge_lines(page.text)} - {""})
    return counted


def _text_between_heads(page: BookPage, heads: Counter[str]) -> tuple[int, int, list[str]]:
    """Where the running text of a page begins and ends; and the lines outside that only look like heads."""
    first, last = 0, len(page.text)
    lines = list(_edge_lines(page.text))
    half = len(lines) // 2 if len(lines) < 2 * _EDGE else _EDGE
    usual = _usual_length(page.text)
    dropped: list[str] = []
    for line, _, end in lines[:half]:
        if not _is_head(line, page.label, heads):
            if not _looks_like_a_head(line, usual):
                break
            dropped.append(line.strip())
        first = end
    for line, start, _ in reversed(lines[half:]):
        if not _is_head(line, page.label, heads):
            break
        last = start
    return first, max(first, last), dropped


def _usual_length(text: str) -> int:
    """How long most lines of a page are; 0 where there are too few to say."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    return lengths[len(lengths) // 2] if len(lengths) >= _MIN_LINES else 0


def _looks_like_a_head(line: str, usual: int) -> bool:
    words = line.strip()
    if not usual or len(words) > _MAX_HEAD_LENGTH or _ENDS_IN_SIGN.search(words):
        return False
    return len(words) <= _SHORT_LINE * usual


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
