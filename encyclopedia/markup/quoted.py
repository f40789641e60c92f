"""The quotations and brackets of some words: no sentence ends inside them. Pure: no Django.

However long one is, it is one piece: to cut it would leave half of it behind. Which signs belong together depends only
on the words between them.
"""

from __future__ import annotations

import re
from itertools import accumulate

# Most signs between an apostrophe that may open a quotation and its end; other signs reach as far as the words do.
_MAX_APOSTROPHES = 800

_BRACKET = re.compile(r"[()\[\]（）［］【】「」『』《》〈〉]")
_BRACKET_OPENERS = {
    ")": "(",
    "]": "[",
    "）": "（",
    "］": "［",
    "】": "【",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
}
_BEGINS_WORD = r"(?:(?<=[\s(\[—–-])|(?<![\s\S]))"
# A sign that may open or close opens before a word and closes behind one. "'s avonds" opens nothing.
_QUOTE = re.compile(
    rf"[„‚]|[“«](?!\s*$)(?:(?<![^\s(\[—–-].)|(?=\w))"
    rf"|{_BEGINS_WORD}[\"”»](?=\S)|{_BEGINS_WORD}[‘'](?=\S)(?![a-zà-ÿ]{{1,2}}[ -])|‘(?=[^\W\da-zà-ÿ])",
)
_CLOSERS = {
    "„": re.compile(r"[“”\"]"),
    "‚": re.compile(r"[‘’]"),
    "“": re.compile(r"”"),
    "”": re.compile(r"(?<=\S)”"),
    "«": re.compile(r"»"),
    "»": re.compile(r"(?<=\S)[«»]"),
    '"': re.compile(r"(?<=\S)\"(?!\w)"),
    "‘": re.compile(r"’(?!\w)"),
    "'": re.compile(r"(?<=\S)'(?!\w)"),
}


class Quoted:
    """Where quotations and brackets open and close; to be asked in ascending order."""

    def __init__(self, words: str) -> None:
        pairs = sorted((*_bracketed(words), *_quotations(words)))
        self._opens = [opened for opened, _closed in pairs]
        self._opening = frozenset(self._opens)
        # How far the quotations and brackets reach that open at this one or before.
        self._reach = list(accumulate((closed for _opened, closed in pairs), max))
        self._openers = {closed: opened for opened, closed in reversed(pairs)}
        self._place = 0

    def hold(self, start: int, end: int) -> bool:
        """Whether the stop at `start`, with closing signs up to `end`, is inside one of them."""
        while self._place < len(self._opens) and self._opens[self._place] < start:
            self._place += 1
        return self._place > 0 and self._reach[self._place - 1] > end

    def opens(self, at: int) -> bool:
        """Whether a quotation or bracket opens with the sign at `at`."""
        return at in self._opening

    def opened(self, closed: int) -> int | None:
        """Where the quotation or bracket opens whose last sign ends at `closed`."""
        return self._openers.get(closed)


def _bracketed(words: str) -> list[tuple[int, int]]:
    pairs = []
    open_brackets: dict[str, list[int]] = {}
    for bracket in _BRACKET.finditer(words):
        opener = _BRACKET_OPENERS.get(bracket[0])
        if opener is None:
            open_brackets.setdefault(bracket[0], []).append(bracket.start())
        elif open_brackets.get(opener):
            opened = open_brackets[opener].pop()
            pairs.append((opened, bracket.end()))
    return pairs


def _quotations(words: str) -> list[tuple[int, int]]:
    pairs = []
    # Where each sign is closed next: looked for once, however often it opens before.
    closings: dict[str, tuple[int, int]] = {}
    for quote in _QUOTE.finditer(words):
        opened = quote.start()
        begins, closed = closings.get(quote[0], (-1, -1))
        if begins <= opened:
            closer = _CLOSERS[quote[0]].search(words, opened + 1)
            begins, closed = closer.span() if closer else (len(words), -1)
            closings[quote[0]] = begins, closed
        if closed > 0 and (quote[0] != "'" or closed - opened <= _MAX_APOSTROPHES):
            pairs.append((opened, closed))
    return pairs
