"""Where a quotation begins or ends so that what stands beside it changes its words. Pure: no Django.

"5" is not what a source says that has "−5" or "5 %", "stopped." not where it has "stopped?", and a number
written in Chinese characters is not cut, nor the beginning of a Korean word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editorial.evidence.book_words import Book
from editorial.evidence.quoting import Quoted
from editorial.evidence.words import as_typed, between, is_hangul

_SIGN_BEFORE = re.compile(r"[-–−±$£€¥₹₽]\Z")
_SIGN_AFTER = re.compile(r"[^\S\n]?[%％‰°]|[百千万萬億亿兆]")
_HAN_NUMBER = re.compile("[〇零一二三四五六七八九十百千万萬億亿]")
_ASKED = re.compile(r"[?!؟]")
_REST_OF_SIGNS = re.compile(r"[^\w]{0,12}")


def cut_edges(
    quoted: list[Quoted], book: Book, first: int, first_place: int, last: int, last_place: int
) -> Iterator[tuple[str, str]]:
    """What is quoted and what the source has at the first and the last word, where that differs."""
    if first == 0 and (before := _cut_before(quoted[0], book, first_place)):
        word = as_typed(book.word(first_place))
        yield quoted[0].text, before + word
    if last == len(quoted) - 1 and (edge := _cut_after(quoted[-1], book, last_place)):
        word = as_typed(book.word(last_place))
        yield quoted[-1].text + edge[0], word + edge[1]


def _cut_before(word: Quoted, book: Book, place: int) -> str:
    text = book.source[book.pages[place]].text
    printed = text[max(0, book.starts[place] - 1) : book.starts[place]]
    if word.inserted or word.omitted or not printed:
        return ""
    if is_hangul(word.text) and is_hangul(printed):
        return printed
    if _HAN_NUMBER.match(word.text) and _HAN_NUMBER.match(printed):
        return printed
    if word.text[0].isdigit() and _SIGN_BEFORE.search(printed):
        return "" if word.before.endswith(between(printed)) else printed
    return ""


def _cut_after(word: Quoted, book: Book, place: int) -> tuple[str, str] | None:
    text = book.source[book.last_pages[place]].text
    printed = text[book.ends[place] : book.ends[place] + 12]
    if word.inserted_after:
        return None
    if _HAN_NUMBER.match(word.text[-1]) and _HAN_NUMBER.match(printed[:1]):
        return "", printed[0]
    if word.text[-1].isdigit() and (sign := _SIGN_AFTER.match(printed)):
        return None if word.after[:1] == between(sign[0]) else ("", sign[0])
    signs = _REST_OF_SIGNS.match(printed)
    printed_signs = between(signs[0] if signs else "")
    asked, printed_asked = _ASKED.search(word.after), _ASKED.match(printed_signs)
    if asked and asked[0] not in printed_signs:
        return asked[0], printed_signs
    if printed_asked and not asked and word.after[:1] in {".", "。", "।", "،", ","}:
        return word.after[:1], printed_asked[0]
    return None
