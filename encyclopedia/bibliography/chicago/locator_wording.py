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
from encyclopedia.bibliography.records.text_marks import clean

# CSL's labels: how they are typed (small letters, without the full stop), and written for one and for several.
_LABELS: Final = {
    "page": ("p pp page pages pg pgs", "", ""),
    "appendix": ("app apps appendix appendices", "app.", "apps."),
    "article-locator": ("art arts article articles", "art.", "arts."),
    "book": ("bk bks book books", "bk.", "bks."),
    "chapter": ("ch chs chap chaps chapter chapters", "chap.", "chaps."),
    "column": ("col cols column columns", "col.", "cols."),
    "elocation": ("loc locs location locations", "loc.", "locs."),
    "equation": ("eq eqs eqq equation equations", "eq.", "eqq."),
    "figure": ("fig figs figure figures", "fig.", "figs."),
    "folio": ("f ff fo fol fols folio folios", "fol.", "fols."),
    "issue": ("no nos nr issue issues number numbers", "no.", "nos."),
    "line": ("l ll line lines", "line", "lines"),
    "note": ("n nn note notes fn", "n.", "nn."),
    "opus": ("op opp opus", "op.", "opp."),
    "paragraph": ("¶ ¶¶ para paras par pars paragraph paragraphs", "para.", "paras."),
    "part": ("pt pts part parts", "pt.", "pts."),
    "rule": ("rule rules", "r.", "rr."),
    "scene": ("scene scenes", "sc.", "scs."),
    "section": ("§ §§ sec secs sect section sections", "sec.", "secs."),
    "sub-verbo": ("s.v s.vv sv sub\u00a0verbo under", "under", "under"),
    "table": ("tbl tbls table tables", "tbl.", "tbls."),
    "timestamp": ("timestamp", "", ""),
    "verse": ("v vv verse verses", "v.", "vv."),
    "volume": ("vol vols volume volumes", "vol.", "vols."),
}
_TYPED: Final = {
    typed: label for label, (names, _, _) in _LABELS.items() for typed in names.split(" ")
}
_SYMBOLS: Final = {"section": ("§", "§§"), "paragraph": ("¶", "¶¶"), "chapter": ("c.", "cc.")}
_PIECE = re.compile(r"(§§?|¶¶?|[A-Za-z]+(?:\.[A-Za-z]+)?)(\.?)\s*(.+)", re.DOTALL)
_SPLIT = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its CSL label and what follows it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Locator:
    """What was typed, taken apart; empty when nothing was."""

    places: tuple[Place, ...] = ()

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
    places: list[Place] = []
    for piece in _SPLIT.split(clean(typed)[:1_000]):
        if not piece:
            continue
        label, value = _read_piece(piece)
        if not label and places:
            places[-1] = Place(places[-1].label, f"{places[-1].value}, {piece}")
        else:
            places.append(Place(label or "page", value))
    return Locator(tuple(places))


def _read_piece(piece: str) -> tuple[str, str]:
    found = _PIECE.fullmatch(piece)
    if found is None:
        return "", piece
    word, stop, rest = found.groups()
    label = _TYPED.get(word.lower(), "")
    spaced = stop or piece[len(word) : len(word) + 1].isspace() or not word[0].isalpha()
    if not label or not spaced:
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


def _is_roman(value: str) -> bool:
    return bool(re.fullmatch(r"[ivxlcdmIVXLCDM]+(?:\s*[-–]\s*[ivxlcdmIVXLCDM]+)?", value))


def worded(locator: Locator, *, legal: bool = False) -> str:
    """The places as a note writes them; `legal` takes the signs that lawyers use (§ 4)."""
    places = list(locator.places)
    words = []
    if (
        len(places) > 1
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


def _worded(place: Place, legal: bool) -> str:
    value = place.value
    if place.label == "page":
        return page_ranges(value)
    if place.label == "sub-verbo":
        return "under “" + value.strip('“”"') + "”"
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
    label = _LABELS[place.label][2 if several else 1]
    return f"{label} {value}" if label else value
