"""Whether two persons or two organisations look like one. Proposes; a person decides. Pure: no Django.

They are one by the number of an authority file, or by names that are nearly the same with a year in common. Where both
have a number of one authority, or a beginning or an end, and these differ, they are two, whatever their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final, Literal

from anyascii import anyascii
from rapidfuzz.fuzz import token_sort_ratio

from encyclopedia.core.authority import OF_ENTRY, read_valid
from encyclopedia.core.documents import Document, PersonDocument
from encyclopedia.core.names import bare

By = Literal["", "number", "dates", "name"]

COMPARED = ("person", "organisation")
_ENDS = (("born", "founded"), ("died", "dissolved"))
# As like, of 100, are two spellings of one name: "Lev Bronstein" and "Leo Bronshtein".
MIN_ALIKE: Final = 84
# What is known about, may be so many years off.
MAX_YEARS_OFF: Final = 2
MAX_NAMES: Final = 12
_BEGINNING: Final = 4
_MAX_KEY_LENGTH: Final = 160
_YEAR = re.compile(r"(?<!\d)-?\d{4}(?!\d)")
# Spans, sets and unknown digits of a date: they neither show that two are one nor that they are not.
_WIDE = frozenset("/[]{}X")
_VAGUE = frozenset("~?%")


def entry_keys(document: Document) -> frozenset[str]:
    """What it can be found by: two that `same_entry` takes for one share a key, nearly always. None of other kinds.

    Near names share a key by how one of their words begins and by a year.
    """
    if document.kind not in COMPARED:
        return frozenset()
    keys = {f"{code}:{number}" for code, number in _numbers(document)}
    years = {year for ends in _ENDS for year, _vague in _years(document, ends)}
    for name in _names(document):
        keys.add(name)
        words = {word[:_BEGINNING] for word in name.split() if len(word) >= _BEGINNING}
        keys |= {f"{word}:{year}" for word, year in product(words, years)}
    return frozenset(f"{document.kind}:{key[:_MAX_KEY_LENGTH]}" for key in keys)


def same_entry(one: Document, other: Document) -> By:
    """What they share: a "number", nearly a name and "dates", or only the "name"; "" where they look like two."""
    if one.kind != other.kind or one.kind not in COMPARED:
        return ""
    numbers, others = set(_numbers(one)), set(_numbers(other))
    if numbers & others:
        return "number"
    if {code for code, _ in numbers} & {code for code, _ in others}:
        return ""
    shared = 0
    for ends in _ENDS:
        years, other_years = _years(one, ends), _years(other, ends)
        if years and other_years:
            if not any(_fit(*pair) for pair in product(years, other_years)):
                return ""
            shared += 1
    names, other_names = _names(one), _names(other)
    if shared and any(token_sort_ratio(*pair) >= MIN_ALIKE for pair in product(names, other_names)):
        return "dates"
    return "name" if set(names) & set(other_names) else ""


def _numbers(document: Document) -> Iterator[tuple[str, str]]:
    for fact in document.facts:
        number = read_valid(fact.value) if fact.property == "identifier" else None
        if number is not None and number.scheme != OF_ENTRY:
            yield number.scheme.code, number.number


def _years(document: Document, ends: tuple[str, ...]) -> list[tuple[int, bool]]:
    """The years in which it began, or ended, each with whether that is known about."""
    return [
        (int(year), bool(_VAGUE & set(fact.date)))
        for fact in document.facts
        if fact.property in ends and not _WIDE & set(fact.date)
        for year in _YEAR.findall(fact.date)[:1]
    ]


def _fit(one: tuple[int, bool], other: tuple[int, bool]) -> bool:
    return abs(one[0] - other[0]) <= (MAX_YEARS_OFF if one[1] or other[1] else 0)


def _names(document: Document) -> list[str]:
    """Its names as they are compared: in Latin letters without marks, the words in order of the alphabet."""
    names = [document.title, *document.aliases]
    if isinstance(document, PersonDocument):
        names.insert(1, document.sort_name)
    compared = (
        " ".join(sorted(re.findall(r"\w+", bare(anyascii(name))))) for name in names[:MAX_NAMES]
    )
    return list(dict.fromkeys(filter(None, compared)))
