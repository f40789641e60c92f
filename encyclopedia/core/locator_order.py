"""The order in which the places of a work follow one another, of locators as they are typed. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

# Of a place without a number: what stands before the first chapter, and what stands behind the last.
_FRONT: Final = frozenset({"preface", "foreword", "introduction", "prologue"})
_BACK: Final = frozenset(
    {"app", "appendix", "notes", "epilogue", "afterword", "conclusion", "index"}
)
# One and several of a kind are one after the other.
_SINGULAR: Final = {
    "pp": "p",
    "chs": "ch",
    "chap": "ch",
    "chaps": "ch",
    "vols": "vol",
    "secs": "sec",
}
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

LocatorKey = tuple[int, tuple[tuple[int, str], ...]]


def locator_key(place: str) -> LocatorKey:
    """Sorts "preface" before "ch. II", that before "ch. X", and an appendix behind; the whole work comes first."""
    tokens = _TOKEN.findall(place.lower())
    if not tokens:
        return 0, ()
    rank = 1 if tokens[0] in _FRONT else 3 if tokens[0] in _BACK else 2
    return rank, tuple(_ordered(token) for token in tokens)


def _ordered(token: str) -> tuple[int, str]:
    if token.isdecimal():
        return int(token[:9]), ""
    if _ROMAN.fullmatch(token):
        return _roman(token), ""
    return 0, _SINGULAR.get(token, token)


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
