"""What brackets and marks of omission in a quotation stand for in its source, and what it passes over without any.
Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from editorial.evidence.book_words import Book
from editorial.evidence.edges import begins_behind, ends_before
from editorial.evidence.quoting import MAX_INSERTION, Quoted
from editorial.evidence.words import (
    WORD,
    between,
    is_hangul,
    raised,
    spelling,
    stands_alone,
    takes_power,
)

Kind = Literal[
    "stands_for", "added", "omission", "passed_over", "page_edge", "taken_in", "behind", "before"
]

_SENTENCE_END = re.compile(
    r"(?:[^\W\d_]{3}[.…]|[!?])[\"'”’»)\]]*\s+(?=[^\W\d_]*)(?![a-zà-ÿа-я])|[。！？｡।۔؟]"
)

_LARGE_LETTER = re.compile(r"[^\W\d_]\s")
_MAX_RAISED = 12
# Directly behind a word, where a reading that passes over notes parts the number of a note from it.
_FIGURES = re.compile(r"\d+")
_SIGN_AT_END = re.compile(r"[.!?。！？｡।۔؟]")


@dataclass(frozen=True, slots=True)
class Change:
    """One place where the quotation says itself that it differs, or where that is uncertain.

    `stands_for`: `quoted` ("[supported]") replaces `source`; `added`: it replaces nothing that can be said;
    `omission`: `source` is left out. `length` of the source's words is in words, or in characters
    where `in_characters`; `sentence_ends` is how many sentences end before the quotation goes on. `passed_over`: what
    may be a note's number, or a power; `page_edge`: a line that may be a page's number or head; `taken_in`: one that
    certainly is, and is quoted as text; `behind`, `before`: the quotation begins or ends directly beside `source`,
    which may belong to its first or last word.
    """

    kind: Kind
    quoted: str = ""
    source: str = ""
    length: int = 0
    in_characters: bool = False
    sentence_ends: int = 0


def changes(
    quoted: list[Quoted], book: Book, pairs: tuple[tuple[int, int], ...]
) -> tuple[Change, ...]:
    """All of them in order, where the words (`pairs` of numbers in the quotation and the book) stand."""
    first_page, last_page = book.pages[pairs[0][1]], book.last_pages[pairs[-1][1]]
    return (
        *_changes(quoted, book, pairs),
        *(Change("page_edge", source=line) for line in book.passed_over(first_page, last_page)),
        *(Change("taken_in", source=line) for line in book.taken_in(first_page, last_page)),
    )


def _changes(
    quoted: list[Quoted], book: Book, pairs: tuple[tuple[int, int], ...]
) -> Iterator[Change]:
    before: tuple[int, int] | None = None
    for index, place in pairs:
        word = quoted[index]
        if before is None:
            if index == 0 and not word.inserted and (behind := begins_behind(word, book, place)):
                yield Change("behind", source=behind)
            if index == 0 and word.inserted and not _stands_before(word.inserted, book, place):
                begin = _sentence_begin(book, place, word)
                kind: Kind = "added" if begin == place else "stands_for"
                yield Change(kind, word.inserted, book.words(begin, place))
        elif index == before[0] + 1 and (word.omitted or word.inserted):
            yield from _between(word, book, before[1] + 1, place)
        elif place == before[1] + 1:
            yield from (Change("passed_over", source=note) for note in book.notes(before[1]))
            yield from _power(word.loose, book, before[1], book.between(before[1]))
        yield from _within(word, book, place)
        before = index, place
    if before is not None and before[0] == len(quoted) - 1:
        rest = book.after(before[1], _MAX_RAISED)
        if figures := _FIGURES.match(rest):
            yield Change("passed_over", source=figures[0])
        yield from _power(quoted[-1].loose_after, book, before[1], rest)
        if ending := ends_before(quoted[-1], book, before[1]):
            yield Change("before", source=ending)
        inserted = quoted[-1].inserted_after
        if inserted and not _stands_at(inserted, book, before[1] + 1):
            yield Change("added", inserted)


def _power(loose: str, book: Book, place: int, printed: str) -> Iterator[Change]:
    """The power that a number, or a measure, is raised to and that is not quoted."""
    power = raised(printed)
    if power and not raised(loose) and takes_power(book.word(place)):
        yield Change("passed_over", source=power)


def _between(word: Quoted, book: Book, first: int, place: int) -> Iterator[Change]:
    """What the marks before a word stand for: the book's words from `first` to before `place`."""
    source = book.words(first, place)
    if word.inserted and not word.omitted:
        if _spelled(word.inserted) != [spelling(book.word(n)) for n in range(first, place)]:
            yield Change("stands_for" if source else "added", word.inserted, source)
        return
    if not word.inserted and first == place and "…" in between(book.between(place - 1)):
        return
    yield Change(
        "omission",
        f"… {word.inserted}" if word.inserted else "",
        source,
        *_length(source, [book.word(n) for n in range(first, place)]),
        max(0, _sentence_ends(book, first, place) - len(_SIGN_AT_END.findall(word.before))),
    )


def _sentence_ends(book: Book, first: int, place: int) -> int:
    return len(_SENTENCE_END.findall(book.words(first - 1, place + 1)))


def _sentence_begin(book: Book, place: int, word: Quoted) -> int:
    """Where the source's sentence begins, when that is a few words before; else the place itself.

    That is what words in brackets at the beginning of a quotation stand for.
    """
    most = MAX_INSERTION * (3 if stands_alone(word.text) else 1)
    for begin in range(place, max(-1, place - most - 1), -1):
        gap = book.between(begin - 1) if begin else ""
        if begin == 0 or _SIGN_AT_END.search(gap):
            return begin
    return place


def _within(word: Quoted, book: Book, place: int) -> Iterator[Change]:
    """A letter or an ending in brackets that the source has otherwise, or a large first letter that may be a word."""
    printed = book.word(place)
    if "\n" in printed and not WORD.fullmatch(printed) and _LARGE_LETTER.match(printed):
        yield Change("stands_for", word.text, " ".join(printed.split()))
    if word.free_case and spelling(word.text)[:1] != spelling(printed)[:1]:
        yield Change("stands_for", f"[{word.text[0]}]{word.text[1:]}", printed)
    elif word.ending and spelling(word.text + word.ending) != spelling(printed):
        yield Change("stands_for", f"{word.text}[{word.ending}]", printed)


def _spelled(inserted: str) -> list[str]:
    return [spelling(word) for word in WORD.findall(inserted)]


def _stands_before(inserted: str, book: Book, place: int) -> bool:
    return _stands_at(inserted, book, place - len(_spelled(inserted)))


def _stands_at(inserted: str, book: Book, place: int) -> bool:
    words = _spelled(inserted)
    if place < 0 or place + len(words) > len(book):
        return False
    return words == [spelling(book.word(place + n)) for n in range(len(words))]


def _length(source: str, words: list[str]) -> tuple[int, bool]:
    """How long it is, and whether that is in characters."""
    if any(is_hangul(word) for word in words):
        return len(source.split()), False
    return len(words), 2 * sum(stands_alone(word) for word in words) > len(words)
