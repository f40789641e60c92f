"""What differs between a quotation and the words of its source. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editorial.evidence.book_words import Book
from editorial.evidence.edges import cut_edges
from editorial.evidence.quoting import Quoted
from editorial.evidence.words import (
    as_typed,
    between,
    in_one_line,
    is_hangul,
    quotation_marks,
    raised,
    same_spelling,
    takes_power,
    without_invisible,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where they differ: what is quoted and what the source has; one of them empty for
    words left out or added.
    """

    quoted: str
    source: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which word of the quotation is which word of the book, in the order of both.

    `reordered` is the range (first, last) that holds all of them when their order differs.
    """

    pairs: tuple[tuple[int, int], ...]
    reordered: tuple[int, int] | None = None

    @property
    def first(self) -> int:
        return self.reordered[0] if self.reordered else self.pairs[0][1]

    @property
    def last(self) -> int:
        return self.reordered[1] if self.reordered else self.pairs[-1][1]


def differences(quoted: list[Quoted], book: Book, alignment: Alignment) -> tuple[Difference, ...]:
    """Everything in which the quotation differs from its source, in order."""
    if alignment.reordered:
        words = in_one_line(word.text for word in quoted)
        return (Difference(words, book.words(alignment.first, alignment.last + 1)),)
    cut = [
        Difference(*edge)
        for edge in cut_edges(quoted, book, *alignment.pairs[0], *alignment.pairs[-1])
    ]
    return (*_differences(quoted, book, alignment), *cut)


def _differences(quoted: list[Quoted], book: Book, alignment: Alignment) -> Iterator[Difference]:
    expected, at = 0, alignment.first
    for number, (index, place) in enumerate(alignment.pairs):
        skipped = quoted[expected:index]
        allowed = (
            max((word.gap for word in quoted[expected : index + 1]), default=0) if number else 0
        )
        if skipped:
            begin = at if number else max(0, place - len(skipped))
            yield Difference(in_one_line(word.text for word in skipped), book.words(begin, place))
        elif place - at > allowed and number:
            yield Difference("", book.words(at, place))
        elif number and not quoted[index].gap and place == at:
            yield from _between(quoted[index - 1], quoted[index], book, place)
        if difference := _spelled(quoted[index], book, place, free_case=index == 0):
            yield difference
        expected, at = index + 1, place + 1
    if rest := quoted[expected:]:
        end = min(len(book), at + len(rest))
        yield Difference(in_one_line(word.text for word in rest), book.words(at, end))


def _between(word_before: Quoted, word: Quoted, book: Book, place: int) -> Iterator[Difference]:
    """A comma, dash, quotation mark or other sign changed before a word."""
    printed = book.between(place - 1)
    before, after = as_typed(book.word(place - 1)), as_typed(book.word(place))
    if between(printed) != word.before:
        yield Difference(
            in_one_line([f"{before}{word.before}", word.text]),
            in_one_line([f"{before}{between(printed)}", after]),
        )
    elif (
        quotation_marks(book.word(place - 1), printed)
        != quotation_marks(word_before.text, word.loose)
        or _raised_otherwise(before, word.loose, printed)
        or (is_hangul(word.text) and is_hangul(before) and _spaced_otherwise(word.loose, printed))
    ):
        yield Difference(f"{before}{word.loose}{word.text}", f"{before}{printed}{after}")


def _raised_otherwise(before: str, quoted: str, printed: str) -> bool:
    """Whether the quotation raises another number than the source, or one that the source has not."""
    figures = raised(quoted)
    return bool(figures) and takes_power(before) and figures != raised(printed)


def _spaced_otherwise(quoted: str, printed: str) -> bool:
    """Whether Korean words are parted in one and not in the other; a line may end anywhere."""
    gaps = without_invisible(quoted), without_invisible(printed)
    return "\n" not in "".join(gaps) and bool(gaps[0]) != bool(gaps[1])


def _spelled(word: Quoted, book: Book, place: int, *, free_case: bool) -> Difference | None:
    """Another case or another hyphen; a hyphen at a line's end may be the printer's own.

    What a quotation begins with may have either case, as its sentence needs it.
    """
    printed = book.word(place)
    free = word.free_case or free_case
    if word.free_ending or same_spelling(word.text, printed, free_case=free):
        return None
    return Difference(word.text, as_typed(printed))
