"""Places in a source as editors type them ("pp. 3–4", "ch. 2", "vol. 2, p. 14"), and how notes write them.

Pages stand without a label; other places take Chicago's short ones ("chap. 2", "secs. 3–4"); volume and page
make "2:14".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from encyclopedia.bibliography.chicago.numbers import (
    is_numeric,
    is_plural,
    labelled_pages,
    page_ranges,
)
from encyclopedia.bibliography.records.citing_words import (
    is_english,
    place_term,
    quotation_marks,
    term,
)
from encyclopedia.bibliography.records.text_marks import clean
from encyclopedia.core.locator_terms import LOCATOR_TERMS, term_of

_SYMBOLS: Final = {"section": ("§", "§§"), "paragraph": ("¶", "¶¶"), "chapter": ("c.", "cc.")}
_PIECE = re.compile(r"(§§?|¶¶?|№|[^\W\d_]+(?:\.[^\W\d_]+)?)(\.?)\s*(.+)", re.DOTALL)
# Russian notes part places by full stops: "Т. 2. С. 5".
_SPLIT = re.compile(r"\s*[,;]\s*|(?<=[0-9IVXLC])\.\s+(?=[СсТтЧч]{1,2}\.\s?\d)")
_ROMAN_FIRST = re.compile(r"[IVXLC]+(?!\w)|[ivxlc]+(?!\w)")
# "ф. 495, оп. 2": behind a label that is no term's, what follows may be part of the same shelf mark.
_OF_NO_TERM = re.compile(r"[^\W\d_]+\.?\s*\d.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """One place: its CSL label and what follows it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Locator:
    """What was typed, in its parts; empty when nothing was."""

    places: tuple[CitedPlace, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places)

    @property
    def label(self) -> str:
        """The label of the only place, "" when there are several of different kinds (or none)."""
        return self.places[0].label if len(self.places) == 1 else ""

    @property
    def is_page(self) -> bool:
        return self.label == "page"

    @property
    def value(self) -> str:
        return "; ".join(place.value for place in self.places)


def read_locator(typed: str) -> Locator:
    """The places in what was typed; a bare "12" is a page, and a piece without a label belongs to the one before."""
    places: list[CitedPlace] = []
    in_shelf_mark = False
    for piece in _SPLIT.split(clean(typed)[:1_000]):
        if not piece:
            continue
        label, value = _read_piece(piece)
        if in_shelf_mark and label and not _is_typed(label, piece):
            label, value = "", piece
        in_shelf_mark = in_shelf_mark or (not label and bool(_OF_NO_TERM.fullmatch(piece)))
        if not label and places:
            places[-1] = CitedPlace(places[-1].label, f"{places[-1].value}, {piece}")
        else:
            places.append(CitedPlace(label or "page", value))
    return Locator(tuple(places))


def _read_piece(piece: str) -> tuple[str, str]:
    match = _PIECE.fullmatch(piece)
    if match is None:
        return "", piece
    word, stop, rest = match.groups()
    label = term_of(word)
    spaced = stop or piece[len(word) : len(word) + 1].isspace() or not word[0].isalpha()
    if not label or not spaced:
        return "", piece
    # "S. Miller" is no page, as "Anm. d. Red." is no note with a number.
    if not _is_typed(label, piece) and not (rest[0].isdecimal() or _ROMAN_FIRST.match(rest)):
        return "", piece
    # "v", "l", "at", "under" and the like are words too: only before a figure do they label a place.
    if (
        label != "sub-verbo"
        and not stop
        and not any(c.isdigit() for c in rest)
        and not _is_roman(rest)
    ):
        return "", piece
    return label, rest


def _is_typed(label: str, piece: str) -> bool:
    """Whether the piece begins with a label that texts are read with."""
    return any(piece.lower().startswith(typed.rstrip(".")) for typed in LOCATOR_TERMS[label].typed)


def _is_roman(value: str) -> bool:
    return bool(re.fullmatch(r"[ivxlcdmIVXLCDM]+(?:\s*[-–]\s*[ivxlcdmIVXLCDM]+)?", value))


def worded(locator: Locator, *, legal: bool = False) -> str:
    """The places as a note writes them; `legal` takes the signs that lawyers use (§ 4)."""
    places = list(locator.places)
    words = []
    if (
        is_english()
        and len(places) > 1
        and [p.label for p in places[:2]] == ["volume", "page"]
        and is_numeric(places[0].value)
    ):
        words.append(f"{places[0].value}:{page_ranges(places[1].value)}")
        del places[:2]
    words += [_worded(place, legal) for place in places]
    return ", ".join(words)


def with_label(locator: Locator) -> str:
    """The place with a label even if it is a page ("p. 12"), where a bare number would say nothing."""
    return labelled_pages(locator.value) if locator.is_page else worded(locator)


def _worded(place: CitedPlace, legal: bool) -> str:
    value = place.value
    if place.label == "page":
        return page_ranges(value) if is_english() else labelled_pages(value)
    if place.label == "sub-verbo":
        before, after, *_inner = quotation_marks()
        return f"{term('under')} {before}" + value.strip('“”"') + after
    value = re.sub(r"(?<=\d)\s*-\s*(?=\d)", "–", value)
    several = is_plural(value)
    if legal and place.label in _SYMBOLS:
        return f"{_SYMBOLS[place.label][several]} {value}"
    if (
        not is_numeric(value)
        and not _is_roman(value)
        and place.label in ("chapter", "line", "verse")
    ):
        return value
    english = LOCATOR_TERMS[place.label]
    label = place_term(place.label, several=several) or (
        english.several if several else english.one
    )
    return f"{label} {value}" if label else value
