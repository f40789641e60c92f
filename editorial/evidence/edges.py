"""Where a quotation begins or ends so that what stands beside it changes its words. Pure: no Django.

"5" is not what a source says that has "−5", "1 005", "2/5" or "5 %", "stopped." not where it has "stopped?". A number
written in Chinese characters is not cut, nor the beginning of a Korean word. Where words are not parted, a quotation
may begin in the middle of one: directly behind a character that says no, or is part of a number, that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editorial.evidence.book_words import Book
from editorial.evidence.quoting import Quoted
from editorial.evidence.words import (
    as_typed,
    between,
    is_hangul,
    stands_alone,
    without_invisible,
)

_BESIDE = 24
_HAN_NUMBERS = (
    "〇零一二三四五六七八九十百千万萬億亿兆两兩数數几幾半廿卅壱弐参壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
)
# Behind a number 兩 is a weight of silver.
_HAN_NUMBERS_BEHIND = _HAN_NUMBERS.replace("两", "").replace("兩", "")
_HAN_NUMBER = re.compile(f"[{_HAN_NUMBERS}]")
_HAN_NUMBER_BEFORE = re.compile(rf"(?:\d|[{_HAN_NUMBERS}]|分之|(?<=[{_HAN_NUMBERS}])[点點・])\Z")
_HAN_NUMBER_AFTER = re.compile(rf"[{_HAN_NUMBERS_BEHIND}]|分之|[点點・][{_HAN_NUMBERS}]")
# Signs that belong to the number behind them: of value, of another number before it, of its thousands.
_SIGN_BEFORE = re.compile(
    r"[−±≈≤≥≠≮≯$£€¥₹₽√]\s?\Z|[-‐‑‒–+~<>#]\Z|(?<![^\W_.])[.,٫·]\Z|\d(?:\s?[/⁄∕×÷*^·˙'’′]\s?|:)\Z|\d\s?[-‐‑‒–—−xX]\s\Z"
    r"|[十百千万萬億亿兆십백천만억조]\s?\Z"
)
_THOUSANDS_BEFORE = re.compile(r"(?<!\d)\d{1,3}\s\Z")
_THOUSANDS_AFTER = re.compile(r"\s\d{3}(?!\d)")
_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SIGN_AFTER = re.compile(
    rf"\s?[%٪‰‱°℃℉$£€¥₹₽′″{_FRACTIONS}]|[百千万萬億亿兆십백천만억조]"
    r"|(?:\s?[/⁄∕×÷*±]\s?|['’]\s?|[:^·˙٫+])\d|\s[-‐‑‒–—−]\s?\d"
)
# A dash is seldom a minus where a space parts it from the number.
_PERHAPS_A_SIGN = re.compile(r"[-‐‑‒–+~<>]\s\Z")
_NEGATED = re.compile(
    r"[不未非无無没沒別别莫勿弗毋][有是能会會得可要曾应應该該敢肯]?\Z"
    r"|(?:(?:ไม่|มิ)(?:ได้|เคย|ใช่|มี)?|อย่า|ห้าม|ไร้|ปราศจาก)\Z"
    r"|(?:ບໍ່|ບໍ|ມິ|មិន|ពុំ|ឥត|កុំ|គ្មាន|မ)\Z"
)
# What follows a Japanese or a Korean verb that is denied.
_DENIED = re.compile(r"\s*(?:な[いかくけ]|ませ|ず|ぬ|まい|ざ[るり])")
_DENIED_IN_KOREAN = re.compile(r"[\uac00-\ud7a3]{0,5}지[는도를]?\s?[않못말마]")
_COUNTED = re.compile(
    rf"(?:\d|[{_HAN_NUMBERS_BEHIND}]|[{_HAN_NUMBERS}]分|[第何]|(?<![\d{_HAN_NUMBERS}])[两兩]|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)\Z"
)
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_NOT_SEEN_BEFORE = re.compile(r"[\s\"'“”‘’«»「」『』《》〈〉]+\Z")
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


def begins_behind(word: Quoted, book: Book, place: int) -> str:
    """What stands directly before a quotation and may belong to its first word; empty for nothing."""
    if _cut_before(word, book, place):
        return ""
    before = _seen(book.before(place, _BESIDE))
    if stands_alone(word.text) and not is_hangul(word.text):
        seen = _NOT_SEEN_BEFORE.sub("", before)
        behind = _NEGATED.search(seen) or _COUNTED.search(seen)
    elif word.text[0].isdigit():
        behind = _PERHAPS_A_SIGN.search(before)
    else:
        behind = None
    if behind is None or between(word.loose).endswith(between(behind[0]) or behind[0]):
        return ""
    return behind[0].strip()


def ends_before(word: Quoted, book: Book, place: int) -> str:
    """What stands directly behind a quotation and denies its last word; empty for nothing."""
    after = _seen(book.after(place, _BESIDE))
    if word.inserted_after or not stands_alone(word.text):
        return ""
    if is_hangul(word.text):
        denied = _DENIED_IN_KOREAN.match(word.text + after)
        return denied[0].removeprefix(word.text).strip() if denied else ""
    return denied[0].strip() if (denied := _DENIED.match(after)) else ""


def _cut_before(word: Quoted, book: Book, place: int) -> str:
    before = _seen(book.before(place, _BESIDE))
    if word.inserted or not before:
        return ""
    if is_hangul(word.text):
        return before[-1] if before[-1].isalnum() else ""
    if _HAN_NUMBER.match(word.text):
        number = _HAN_NUMBER_BEFORE.search(_NOT_SEEN_BEFORE.sub("", before))
        return number[0] if number else ""
    if not word.text[0].isnumeric():
        return ""
    if re.fullmatch(r"\d{3}", word.text) and (thousands := _THOUSANDS_BEFORE.search(before)):
        return thousands[0]
    if word.text[0] in _FRACTIONS and (whole := re.search(r"\d\s?\Z", before)):
        return whole[0]
    if sign := _SIGN_BEFORE.search(before):
        return "" if word.before.endswith(between(sign[0]) or sign[0]) else sign[0]
    return ""


def _cut_after(word: Quoted, book: Book, place: int) -> tuple[str, str] | None:
    printed = _seen(book.after(place, _BESIDE))
    if word.inserted_after:
        return None
    if _HAN_NUMBER.match(word.text[-1]) and (number := _HAN_NUMBER_AFTER.match(printed.lstrip())):
        return "", number[0]
    if word.text[-1].isdigit():
        if re.fullmatch(r"\d{1,3}", word.text) and (group := _THOUSANDS_AFTER.match(printed)):
            return "", group[0]
        if sign := _SIGN_AFTER.match(printed):
            return None if word.after[:1] == between(sign[0])[:1] else ("", sign[0])
    signs = _REST_OF_SIGNS.match(printed)
    printed_signs = between(signs[0] if signs else "")
    asked, printed_asked = _ASKED.search(word.after), _ASKED.match(printed_signs)
    if asked and asked[0] not in printed_signs:
        return asked[0], printed_signs
    if printed_asked and not asked and word.after[:1] in {".", "。", "।", "،", ","}:
        return word.after[:1], printed_asked[0]
    return None


def _seen(text: str) -> str:
    return without_invisible(text).translate(_FULL_WIDTH)
