"""Lines at the edges of a page that are no part of its text: page numbers and running heads. Pure: no Django.

A line is left out without a word only where it is certainly one: a number that continues those of the pages
beside it; a head that several pages near it have, or that stands apart beside such a number; a short
first line of a page with such a number at its foot, between two pages that begin with a head. A line that only looks
like one is left out of a lenient reading, and told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_EDGE = 2
_REPEATED, _REPEATED_WITH_NUMBER = 3, 2
_NEAR = (-2, -1, 1, 2)
# Pages over which a head is looked for: left and right pages may have different ones.
_HEADS_NEAR = 4
_MAX_HEAD_LENGTH = 90
# A line much shorter than its page's, without a sign at its end, looks like a head where it stands once.
_MIN_LINES, _SHORT_LINE = 4, 0.75
_ENDS_IN_SIGN = re.compile(r"[-.!?,;:…。、，！？；：।॥؟،»”’\"')\]」』\u00ad\u2010¬]\Z")
_NUMBER_LINE = re.compile(
    r"[\s\-–—|·•.\[\]()]*(?:p(?:age|\.)?\s*)?(?P<number>\w{1,8})[\s\-–—|·•.\[\]()]*", re.I
)
_ROMAN = re.compile(r"(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4})", re.I)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_HAN = re.compile("[〇零一二三四五六七八九十百]{1,7}")
_HAN_DIGITS = {character: value % 10 for value, character in enumerate("零一二三四五六七八九〇")}

_AROUND_NUMBER = " \t-–—|·•.[]()"
_APART = re.compile(r"\A\S+(?:\s{2,}|[\t\u2003\u3000])|(?:\s{2,}|[\t\u2003\u3000])\S+\Z")

# A number in one way of writing, as ("roman", 14).
_Number = tuple[str, int]


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page of evidence; `label` is what the page is called ("12", "xiv"), empty for none."""

    label: str
    text: str


@dataclass(slots=True)
class RunningText:
    """Where the text of a page runs, from `first` to `last`; the lines `above` and `below` it look like page numbers
    or heads, but are not certainly. What is one certainly ends at `outer_first` and begins at `outer_last`.
    """

    first: int
    last: int
    outer_first: int
    outer_last: int
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def running_texts(
    source: Sequence[BookPage], *, whole: bool = False, lenient: bool = False
) -> list[RunningText]:
    """The running text of each page: all of it where `whole`; only a `lenient` reading leaves out what may be text."""
    if whole:
        return [RunningText(0, len(page.text), 0, len(page.text)) for page in source]
    edges = _Edges(source)
    texts: list[RunningText] = []
    for position, page in enumerate(source):
        lines = edges.lines[position]
        usual = _usual_length(page.text)
        half = len(lines) // 2 if len(lines) < 2 * _EDGE else _EDGE
        text = RunningText(0, len(page.text), 0, len(page.text))
        for number, (line, _, end) in enumerate(lines[:half]):
            short = _is_short(line, usual)
            certain = edges.is_certain(line, position) or (
                number == 0 and bool(usual) and short and edges.has_head_between_heads(position)
            )
            if not certain:
                if (
                    not lenient
                    or not position
                    or not (short or edges.may_be_either(line, position))
                ):
                    break
                text.above.append(line.strip())
            text.first = end
            if not text.above:
                text.outer_first = end
        for line, start, _ in reversed(lines[half:]):
            if not edges.is_certain(line, position):
                if (
                    not lenient
                    or position + 1 == len(source)
                    or not edges.may_be_either(line, position)
                ):
                    break
                text.below.insert(0, line.strip())
            text.last = start
            if not text.below:
                text.outer_last = start
        text.last = max(text.first, text.last)
        text.outer_last = max(text.outer_first, text.outer_last)
        texts.append(text)
    return texts


class _Edges:
    """The first and last lines of all pages, and what they have in common."""

    def __init__(self, source: Sequence[BookPage]) -> None:
        self.lines = [list(_edge_lines(page.text)) for page in source]
        self._heads: dict[str, set[int]] = defaultdict(set)
        for position, lines in enumerate(self.lines):
            for line, _, _ in lines:
                self._heads[_head_key(line)].add(position)
        self._heads.pop("", None)
        self._numbers = [
            {
                number
                for line, _, _ in lines
                if _NUMBER_LINE.fullmatch(line)
                or _APART.search(line.strip())
                or self._times(line, position) >= _REPEATED_WITH_NUMBER
                for number in _numbers_of(line)
            }
            for position, lines in enumerate(self.lines)
        ]

    def is_certain(self, line: str, position: int) -> bool:
        """Whether a line is its page's number; or a head, apart from its page's number, twice with it, or often."""
        continuing = any(self._continues(number, position) for number in _numbers_of(line))
        if _NUMBER_LINE.fullmatch(line):
            return continuing
        letters = re.search(r"[^\W\d_]", line)
        if letters is None or letters[0].islower():
            return False
        words = line.strip(_AROUND_NUMBER + "0123456789")
        if _ENDS_IN_SIGN.search(words) and words != words.upper():
            return False
        times = self._times(line, position)
        if continuing:
            return times >= _REPEATED_WITH_NUMBER or _APART.search(line.strip()) is not None
        return times >= _REPEATED

    def has_head_between_heads(self, position: int) -> bool:
        """Whether both pages beside one begin with a head, and its own number stands at its foot."""
        foot = self.lines[position][-1][0]
        if not _NUMBER_LINE.fullmatch(foot) or not self.is_certain(foot, position):
            return False
        if self.lines[position][0][0].lstrip()[0].islower():
            return False
        return all(
            0 <= beside < len(self.lines) and self._begins_with_head(beside)
            for beside in (position - 1, position + 1)
        )

    def may_be_either(self, line: str, position: int) -> bool:
        """Whether a line looks like a page's number, or stands on several pages."""
        number = _NUMBER_LINE.fullmatch(line)
        if number and _number(number["number"]):
            return not line.strip().isalpha() or len(line.strip()) > 1
        return self._times(line, position) >= _REPEATED

    def _times(self, line: str, position: int) -> int:
        """On how many pages near one a line stands at an edge, but for its number."""
        places = self._heads.get(_head_key(line), ())
        return sum(abs(place - position) <= _HEADS_NEAR for place in places)

    def _begins_with_head(self, position: int) -> bool:
        lines = self.lines[position]
        return (
            bool(lines)
            and not _NUMBER_LINE.fullmatch(lines[0][0])
            and self.is_certain(lines[0][0], position)
        )

    def _continues(self, number: _Number, position: int) -> bool:
        kind, value = number
        return any(
            (kind, value + step) in self._numbers[position + step]
            for step in _NEAR
            if 0 <= position + step < len(self._numbers)
        )


def _is_short(line: str, usual: int) -> bool:
    """Whether a line is as short as heads are, but no single letter; where a page has few lines, whether it begins as
    heads do.
    """
    words = line.strip()
    if not 1 < len(words) <= _MAX_HEAD_LENGTH or _ENDS_IN_SIGN.search(words):
        return False
    return len(words) <= _SHORT_LINE * usual if usual else not words[0].islower()


def _usual_length(text: str) -> int:
    """How long most lines of a page are; 0 where there are too few to say."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    return lengths[len(lengths) // 2] if len(lengths) >= _MIN_LINES else 0


def _numbers_of(line: str) -> list[_Number]:
    """What may be the page's number in a line at its edge: all of it, or its first or last word."""
    if alone := _NUMBER_LINE.fullmatch(line):
        words = [alone["number"]]
    else:
        words = [word.strip(_AROUND_NUMBER) for word in {*line.split()[:1], *line.split()[-1:]}]
    return [number for word in words if (number := _number(word))]


def _number(word: str) -> _Number | None:
    word = word.lower()
    if word.isdecimal() and len(word) <= 5:
        return "digits", int(word)
    if word and _ROMAN.fullmatch(word):
        values = [_ROMAN_VALUES[letter] for letter in word]
        signed = [-value if value < max(values[n:]) else value for n, value in enumerate(values)]
        return "roman", sum(signed)
    if _HAN.fullmatch(word):
        return "han", _han_value(word)
    return None


def _han_value(word: str) -> int:
    """The number that 十二, 一二 or 百二十 is."""
    total = pending = 0
    for character in word:
        if character in "十百":
            total += (pending or 1) * (10 if character == "十" else 100)
            pending = 0
        else:
            pending = pending * 10 + _HAN_DIGITS[character]
    return total + pending


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
    """What a head has on each page: all but the number at its beginning or end."""
    if len(line) > _MAX_HEAD_LENGTH or not any(map(str.isalpha, line)):
        return ""
    words = line.casefold().split()
    kept = [
        word
        for number, word in enumerate(words)
        if number not in {0, len(words) - 1} or not word.strip(_AROUND_NUMBER).isdecimal()
    ]
    return " ".join(re.findall(r"[^\W_]+", " ".join(kept)))
