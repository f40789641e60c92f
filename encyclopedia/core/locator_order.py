"""The order in which the places of a work follow one another, of locators as they are typed. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

from encyclopedia.core.locator_terms import LOCATOR_TERMS, term_of

# Of a place without a number: what stands before the first chapter, and what stands behind the last.
_FRONT: Final = frozenset(
    [
        "preface",
        "foreword",
        "introduction",
        "prologue",
        "vorwort",
        "einleitung",
        "geleitwort",
        "préface",
        "prefacio",
        "prólogo",
        "introducción",
        "prefazione",
        "introduzione",
        "prefácio",
        "introdução",
        "voorwoord",
        "inleiding",
        "przedmowa",
        "wstęp",
        "предисловие",
        "введение",
        "مقدمة",
    ]
)
_BACK: Final = frozenset(
    [
        "app",
        "appendix",
        "notes",
        "epilogue",
        "afterword",
        "conclusion",
        "index",
        "anhang",
        "nachwort",
        "register",
        "postface",
        "annexe",
        "annexes",
        "épilogue",
        "apéndice",
        "epílogo",
        "conclusión",
        "índice",
        "appendice",
        "conclusione",
        "conclusione",
        "indice",
        "nawoord",
        "posłowie",
        "приложение",
        "послесловие",
        "заключение",
        "указатель",
        "خاتمة",
        "ملحق",
    ]
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
# Labels of other languages, by the English one beside which they are listed.
_ENGLISH: Final = {
    "page": "p",
    "chapter": "ch",
    "volume": "vol",
    "book": "bk",
    "section": "sec",
    "note": "n",
    "line": "l",
    "column": "col",
    "folio": "fol",
    "issue": "no",
    "part": "pt",
    "figure": "fig",
    "table": "tbl",
    "paragraph": "para",
    "appendix": "app",
    "article-locator": "art",
}
_LABEL = re.compile(r"[^\W\d_]+(?:\.º)?(?=\.?\s*\d|\.?\s+[IVXLCivxlc]+\b)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

LocatorKey = tuple[int, tuple[tuple[int, str], ...]]


def locator_key(place: str) -> LocatorKey:
    """Sorts "preface" before "ch. II", that before "ch. X", and an appendix behind; the whole work comes first."""
    tokens = _TOKEN.findall(_LABEL.sub(_in_english, place).lower())
    if not tokens:
        return 0, ()
    rank = 1 if tokens[0] in _FRONT else 3 if tokens[0] in _BACK else 2
    return rank, tuple(_ordered(token) for token in tokens)


def _in_english(label: re.Match[str]) -> str:
    name = term_of(label[0])
    is_typed = name and any(
        label[0].lower() == typed.rstrip(".") for typed in LOCATOR_TERMS[name].typed
    )
    return label[0] if is_typed else _ENGLISH.get(name, label[0])


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
