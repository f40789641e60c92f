"""The place in a work that the words of a note end with, in every form that six languages write it. Pure: no Django."""

from __future__ import annotations

import re
from functools import lru_cache

from editorial.references.places_in_works import place_in
from encyclopedia.core.citations import fold

# A volume, a chapter, a section …
MAX_PARTS = 4
# The same words are asked for again and again while notes are read, and read again after each decision.
MAX_KEPT = 8_000
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
# What parts a place from the words before: a comma, which may stand within a quotation's marks, or a dash.
_PARTED = r"(?P<parted>[.,?!]?[”\"’»“]\s+|,\s*|\s[-–]\s*)"
_ROMAN = r"(?=[ivxlc]{2,7}\b)c{0,3}(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})"
_PAGE = rf"(?:\d{{1,4}}[a-eg-m]?|{_ROMAN})(?!(?!n\d|ff?\b)[^\W\d_])"
# "55, 60–61", "2:112", "12n3", "xii–xiv", "112, n. 3", "45 ff.", "112 and passim"
_RANGE = rf"{_PAGE}(?:\s?[-–]\s?{_PAGE})?"
_BARE_PAGES = re.compile(
    rf"{_PARTED}(?:(?:at|esp\.|especially|here|bes\.|hier|ici|aquí|qui|in particular)\s)?"
    rf"(?:(?P<volume>\d{{1,2}}(?=:)|[IVX]{{1,5}})(?::\s?|,\s(?=\d)))?"
    rf"(?P<pages>{_RANGE}(?:(?:,\s(?:(?:and|und|et|y|e|и)\s)?|\s(?:and|und|et|y|e|и|&)\s){_RANGE}){{0,8}})"
    r"(?P<following>\s?ff?\.?)?(?:,?\s?(?:nn?|fn|note|Anm)\.?\s?(?P<note>\d{1,4}(?:[-–]\d{1,4})?))?"
    r"(?P<passim>,?\s(?:and\s|et\s)?passim)?\s*\.?\s*\Z"
)
# What "S. 44 f." and "p. 44" leave: "und 50", "and passim".
_MORE = re.compile(
    rf",\s(?P<more>(?:and|und|et|y|e|и|&)\s(?:passim|{_RANGE}(?:\s?ff?\.?)?))\s*\.?\s*\Z"
)
_PASSIM = re.compile(rf"{_PARTED}(?P<place>passim)\s*\.?\s*\Z", re.IGNORECASE)
_TRAILING_PLACE = re.compile(
    rf"(?:{_PARTED}|[.:]\s*)(?P<place>(?:vols?|chs?|chaps?|chapters?|bks?|books?|pts?|parts?|secs?|nos?|fols?|cols?|app|§"
    r"|Bde?|Band|Teil|Kap|Kapitel|tomes?|tomos?|t(?=\.)|caps?|capítulos?|capitol[oi]|libro|livre"
    r"|т(?=\.)|тт(?=\.)|том|кн|книга|ч(?=\.)|гл|глава)\.?\s*"
    r"(?:\d+|[ivxlc]+)(?:\s?[-–]\s?(?:\d+|[ivxlc]+))?)\s*\.?\s*\Z",
    re.IGNORECASE,
)


@lru_cache(maxsize=MAX_KEPT)
def place_of(text: str) -> tuple[str, str]:
    """The place in a work that words end with, as a locator, and the words before it."""
    locator, before = place_in(fold(text))
    if not locator and (bare := _BARE_PAGES.search(text)) and not _are_years(bare):
        locator, before = _written(bare), _before(text, bare)
    elif not locator and (everywhere := _PASSIM.search(before)):
        locator, before = everywhere["place"], _before(before, everywhere)
    if locator and (more := _MORE.search(before)):
        is_second = locator.startswith("p.") and not more["more"].endswith("passim")
        several = "p" if is_second else ""
        locator, before = f"{several}{locator} {more['more']}", before[: more.start()]
    for _part in range(MAX_PARTS):
        place = _TRAILING_PLACE.search(before)
        if place is None:
            break
        locator = f"{place['place']}, {locator}" if locator else place["place"]
        before = _before(before, place)
    return locator, before


def _before(text: str, place: re.Match[str]) -> str:
    """The text before a place, with the mark that closes a quotation."""
    return text[: place.start()] + (place["parted"] or "").rstrip(" ,-–")


def _are_years(bare: re.Match[str]) -> bool:
    numbers = re.findall(r"\w+", bare["pages"])
    return bare["volume"] is None and all(map(_YEAR.fullmatch, numbers))


def _written(bare: re.Match[str]) -> str:
    pages = re.sub(r"\s?[-–]\s?", "–", bare["pages"])
    following = (bare["following"] or "").strip(" .")
    several = following or re.search(r"[–,\s]", pages)
    written = f"{'pp.' if several else 'p.'} {pages}{f' {following}.' if following else ''}"
    if bare["passim"]:
        written += " passim"
    if bare["note"]:
        written += f", n. {bare['note']}"
    return f"vol. {bare['volume']}, {written}" if bare["volume"] else written
