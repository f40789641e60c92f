"""Splits running words into sentences, for claims and for the list of what has no citation.

The words come with white space folded and without marks and markers, so that where a sentence ends
never depends on layout. A stop that may be an abbreviation's ends a sentence only before a word that
begins sentences ("the", "he", "in" …): to read two sentences as one does less harm than to cut a claim
in half, because a check's digest covers the whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Longest quotation or bracket that is kept in one piece; a longer one counts as never closed.
_MAX_SPAN = 800

_STOP = re.compile(r"[.!?…]+|[。！？｡।॥؟۔։።]")
_FULL_WIDTH = frozenset("。！？｡।॥؟۔։።")
_CLOSERS = re.compile(r"[\"'”’»)\]›」』]*")
_OPENERS = re.compile(r"[\"'“‘«(\[„‚‹¿¡—–-]*")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SPAN = re.compile(r'["“„«([]')
_SPAN_ENDS = {'"': '"', "“": "”", "„": "“", "«": "»", "(": ")", "[": "]"}
_LETTERS_WITH_DOTS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")

# Never at a sentence's end, unless a word follows that begins sentences.
_ABBREVIATIONS_TYPED = """
dr mr mrs ms mx prof st ste sr jr gen capt cpt lt sgt maj cmdr adm gov pres rev hon messrs mme
mlle mt ft vs viz cf ca approx ed eds trans repr vol vols pp paras nos chap chaps ch chs secs figs
fol fols bk bks pt pts cols ill illus esp incl orig dept univ assoc assn bros inc ltd corp co cos
etc al ibid op cit loc seq passim ff nn ll vv bd hg hrsg anon comp fl obit suppl supp jan feb apr
jun jul aug sept oct nov dec mon tue tues wed thu thur thurs fri phil abbr est min max tel ext
dist lat long comm gov't nat natl int intl sq eq eqs sen rep col
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TYPED.split())
# Ordinary words as well: no sentence's end only before a number.
_BEFORE_NUMBERS_TYPED = """
no art fig line add sec para sep mar sat sun par tab app arts ver p l n v r
"""
_BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS_TYPED.split())
# Words that begin sentences and are hardly part of a name.
_STARTERS_TYPED = """
the a an this that these those he she it they we you i his her its their our my there here in on
at by for from with without within of to into after before during since until till while when
where who what why how which whose whether as if although though because unless once but and or
nor yet so thus hence then therefore however moreover meanwhile nevertheless some many most all
both each every no none not only one two three several few other others another such under over
between among against about according despite instead later earlier soon now today even also still
again never nothing everyone everything is was were are did do does had has have
"""
_STARTERS = frozenset(_STARTERS_TYPED.split())


def ends(words: str) -> list[int]:
    """Where the sentences of `words` end: offsets, ascending, the last one its length.

    A sentence goes from the end before, less one space, to its own; closing quotes and brackets
    after a stop belong to it.
    """
    length = len(words)
    if _STOP.search(words, 0, max(0, length - 1)) is None:
        return [length] if length else []
    offsets: list[int] = []
    spans = _Spans(words)
    start = 0
    for stop in _STOP.finditer(words):
        end = stop.end()
        if end < length and words[end] != " ":
            closers = _CLOSERS.match(words, end)
            end = closers.end() if closers else end
        if end >= length:
            break
        if stop[0] in _FULL_WIDTH:
            if not spans.hold(stop.start(), end):
                offsets.append(end)
                start = end
        elif (
            words[end] == " "
            and _ends(words, start, stop, end)
            and not spans.hold(stop.start(), end)
        ):
            offsets.append(end)
            start = end + 1
    if length:
        offsets.append(length)
    return offsets


def _ends(words: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether the sentence that begins at `start` ends with this stop, which a space follows."""
    opening = _OPENERS.match(words, end + 1)
    after = opening.end() if opening else end + 1
    following = words[after : after + 1]
    if following.islower():
        return False
    signs = stop[0]
    if signs != ".":
        if words[stop.start() - 1 : stop.start()] in ("(", "["):
            return False
        return "!" in signs or "?" in signs or _begins(words, after)
    before = words[max(start, words.rfind(" ", start, stop.start()) + 1) : stop.start()]
    before = before.lstrip("\"'“‘«([„‚‹—–-")
    if not before:
        return _begins(words, after)
    name = before.lower()
    if len(before) == 1 and before.isalpha():
        return not following.isdigit() and _begins(words, after)
    if name in _BEFORE_NUMBERS:
        return not following.isdigit()
    if name in _ABBREVIATIONS or _LETTERS_WITH_DOTS.fullmatch(before):
        return _begins(words, after)
    # "1. The first": a number that stands alone is no sentence.
    return not (before.isdigit() and stop.start() - start <= len(before))


def _begins(words: str, at: int) -> bool:
    """Whether the word at `at` is one that begins sentences (and not an initial, "A.")."""
    word = _WORD.match(words, at)
    return (
        word is not None
        and word[0].lower() in _STARTERS
        and words[word.end() : word.end() + 1] != "."
    )


class _Spans:
    """The quotations and brackets of some words, in which no sentence ends; to be queried in ascending order."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._spans = self._find()
        self._span = next(self._spans, None)

    def _find(self) -> Iterator[tuple[int, int]]:
        words = self._words
        position = 0
        while (opener := _SPAN.search(words, position)) is not None:
            at, sign = opener.start(), opener[0]
            position = at + 1
            before, after = words[at - 1 : at], words[at + 1 : at + 2]
            if sign == '"' and ((before and before not in " ([—–-\"'“") or after in ("", " ")):
                continue
            closed = words.find(_SPAN_ENDS[sign], at + 1, at + _MAX_SPAN)
            if closed >= 0:
                position = closed + 1
                yield at, position

    def hold(self, start: int, end: int) -> bool:
        """Whether the stop at `start`, with closers to `end`, is inside one of them."""
        while self._span is not None and self._span[1] <= start:
            self._span = next(self._spans, None)
        return self._span is not None and self._span[0] < start and end < self._span[1]
