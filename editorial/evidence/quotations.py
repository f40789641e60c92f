"""Whether a quotation stands in a source as it is quoted, and where. Pure: no Django.

Typesetting and copying may have changed line ends, hyphenation, ligatures, dashes, quotation marks
and spaces. Everything else counts: a word, its case, its order, a comma. What brackets and marks of
omission stand for is told; a quotation with any of them is not word for word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from editorial.evidence.approximate import nearest_alignment
from editorial.evidence.book_words import Book, BookPage
from editorial.evidence.changes import Change, changes
from editorial.evidence.comparing import Alignment, Difference, differences
from editorial.evidence.furniture import running_texts
from editorial.evidence.locator_pages import pages_named, plain_label
from editorial.evidence.quoting import Quoted, words_of

Status = Literal["found", "elsewhere", "changed", "near", "missing"]

_WORD_FOR_WORD = ("found", "elsewhere")
_BEST_FIRST = ("found", "elsewhere", "changed", "near", "missing")
# Words compared for a quotation of very common words, and places away from its page.
_MAX_PLACES, _MAX_ELSEWHERE = 100_000, 200

__all__ = ["Book", "BookPage", "Change", "Difference", "EvidenceText", "Match", "locate"]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands.

    `found`: word for word on the page of its locator (or anywhere, when that names no page);
    `elsewhere`: word for word on another page; `changed`: all its words, with what brackets and marks
    of omission, or what is passed over without them, `changes`; `near`: with `differences`; `missing`: nowhere. It runs
    from `start` on page `page` to `end` on page `last_page` (labels; offsets in the text of each page; `position` and
    `last_position` count the pages from 0). `on_page` is false where the locator names other pages.
    """

    status: Status
    page: str = ""
    last_page: str = ""
    start: int = 0
    end: int = 0
    differences: tuple[Difference, ...] = ()
    changes: tuple[Change, ...] = ()
    on_page: bool = True
    position: int = 0
    last_position: int = 0


def locate(quotation: str, pages: Sequence[BookPage], locator: str = "") -> Match:
    """Look a quotation up in the pages of its source. For several quotations use one EvidenceText."""
    return EvidenceText(pages).locate(quotation, locator)


class EvidenceText:
    """The pages of one source, read once for any number of quotations; linear in their length."""

    def __init__(self, pages: Sequence[BookPage]) -> None:
        self._pages = list(pages)
        self._book = Book(self._pages)

    @cached_property
    def _whole(self) -> Book:
        return Book(self._pages, whole=True)

    @cached_property
    def _without_notes(self) -> Book:
        return Book(self._pages, notes=True)

    @cached_property
    def _without_lines(self) -> Book | None:
        """None where no line only looks like a page's number or head."""
        texts = running_texts(self._pages, lenient=True)
        if not any(text.above or text.below for text in texts):
            return None
        return Book(self._pages, notes=True, lines=True)

    def _readings(self) -> Iterator[Book]:
        """The strictest first; each is made when a quotation needs it."""
        yield self._book
        yield self._whole
        yield self._without_notes
        if self._without_lines:
            yield self._without_lines

    def locate(self, quotation: str, locator: str = "") -> Match:
        quoted = words_of(quotation)
        if not quoted:
            return Match("missing")
        wanted_pages = self._wanted_pages(locator)
        best = Match("missing")
        for book in self._readings():
            best = min(best, _exact(quoted, book, wanted_pages), key=_rank)
            if best.status in _WORD_FOR_WORD:
                return best
        return best if best.status != "missing" else _near(quoted, self._book, wanted_pages)

    def _wanted_pages(self, locator: str) -> frozenset[int] | None:
        """The pages that a locator names; None when it names none, or the pages have no labels."""
        labels = pages_named(locator)
        if not labels or not any(page.label for page in self._pages):
            return None
        return frozenset(
            n for n, page in enumerate(self._pages) if plain_label(page.label) in labels
        )


def _exact(quoted: list[Quoted], book: Book, wanted_pages: frozenset[int] | None) -> Match:
    """The places where all words stand in order; best of them the one that differs in nothing."""
    best: Match | None = None
    for places in _places(quoted, book, wanted_pages):
        alignment = Alignment(tuple(enumerate(places)))
        match = _match(quoted, book, alignment, wanted_pages)
        if match.status == "found":
            return match
        if best is None or _rank(match) < _rank(best):
            best = match
    return best or Match("missing")


def _rank(match: Match) -> tuple[int, bool]:
    return _BEST_FIRST.index(match.status), not match.on_page


def _match(
    quoted: list[Quoted], book: Book, alignment: Alignment, wanted_pages: frozenset[int] | None
) -> Match:
    first, last = alignment.first, alignment.last
    first_page, last_page = book.pages[first], book.last_pages[last]
    on_page = wanted_pages is None or any(
        page in wanted_pages for page in range(first_page, last_page + 1)
    )
    differing = differences(quoted, book, alignment)
    changed = () if alignment.reordered else changes(quoted, book, alignment.pairs)
    status: Status = "found" if on_page else "elsewhere"
    if differing:
        status = "near"
    elif changed or not book.strict:
        status = "changed"
    return Match(
        status,
        page=book.source[first_page].label,
        last_page=book.source[last_page].label,
        start=book.starts[first],
        end=book.ends[last],
        differences=differing,
        changes=changed,
        on_page=on_page,
        position=first_page,
        last_position=last_page,
    )


def _places(
    quoted: list[Quoted], book: Book, wanted_pages: frozenset[int] | None
) -> Iterator[list[int]]:
    """The numbers of the book's words that the quotation's words can be, place by place."""
    start, end = _anchor(quoted)
    needle = f" {' '.join(word.key for word in quoted[start:end])} "
    occurrences = islice(_occurrences(needle, book), max(50, _MAX_PLACES // len(quoted)))
    for number in _ordered(occurrences, book, wanted_pages):
        after = _followed(quoted, book, end, number + end - start)
        before = _preceded(quoted, book, start, number)
        if after is not None and before is not None:
            yield [*before, *range(number, number + end - start), *after]


def _anchor(quoted: list[Quoted]) -> tuple[int, int]:
    """The longest run of words that must follow each other exactly."""
    best = (0, 0, 0)
    start = 0
    for number, word in enumerate([*quoted, Quoted("", "", gap=1)]):
        if word.gap or word.free_ending or number == len(quoted):
            length = sum(len(run_word.key) + 1 for run_word in quoted[start:number])
            best = max(best, (length, start, number))
            start = number if not word.free_ending else number + 1
    return best[1], best[2]


def _occurrences(needle: str, book: Book) -> Iterator[int]:
    if not needle.strip():
        return
    at = book.line.find(needle)
    while at >= 0:
        yield bisect_right(book.offsets, at) - 1
        at = book.line.find(needle, at + 1)


def _ordered(
    numbers: Iterator[int], book: Book, wanted_pages: frozenset[int] | None
) -> Iterator[int]:
    """The first places, those on the wanted pages and the ones next to them before all others."""
    rest: list[int] = []
    for number in numbers:
        near = wanted_pages is None or not wanted_pages.isdisjoint(
            range(book.pages[number] - 1, book.pages[number] + 2)
        )
        if near:
            yield number
        elif len(rest) < _MAX_ELSEWHERE:
            rest.append(number)
    yield from rest


def _followed(quoted: list[Quoted], book: Book, start: int, position: int) -> list[int] | None:
    """Where the words from `start` on stand, the first of them at `position` or behind its gap."""
    places: list[int] = []
    while start < len(quoted):
        end = _run_end(quoted, start)
        for at in range(position, position + quoted[start].gap + 1):
            if _stands(quoted[start:end], book, at):
                places.extend(range(at, at + end - start))
                position = at + end - start
                break
        else:
            return None
        start = end
    return places


def _preceded(quoted: list[Quoted], book: Book, end: int, position: int) -> list[int] | None:
    """Where the words before `end` stand, when the word `end` stands at `position`."""
    places: list[int] = []
    while end > 0:
        gap = quoted[end].gap if end < len(quoted) else 0
        start = end - 1
        while start > 0 and not quoted[start].gap:
            start -= 1
        length = end - start
        for at in range(position - length, position - length - gap - 1, -1):
            if at < 0:
                return None
            if _stands(quoted[start:end], book, at):
                places[:0] = range(at, at + length)
                position = at
                break
        else:
            return None
        end = start
    return places


def _run_end(quoted: list[Quoted], start: int) -> int:
    end = start + 1
    while end < len(quoted) and not quoted[end].gap:
        end += 1
    return end


def _stands(run: list[Quoted], book: Book, at: int) -> bool:
    if at + len(run) > len(book):
        return False
    return all(word.matches(book.keys[at + n]) for n, word in enumerate(run))


def _near(quoted: list[Quoted], book: Book, wanted_pages: frozenset[int] | None) -> Match:
    alignment = nearest_alignment(quoted, book, wanted_pages)
    if alignment is None:
        return Match("missing")
    return _match(quoted, book, alignment, wanted_pages)
