"""Early, mid and late, halves and quarters of a year, a decade or a century, as one of its months or years. Pure.

EDTF has no word for them. Of a decade the thirds are the years 0–3, 4–6 and 7–9, of a century 00–33, 34–66 and 67–99,
of a year four months each. Halves and quarters have as many years or months each; a decade has no quarters.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Final

from encyclopedia.dates.date_wording import point_words
from encyclopedia.dates.points import DateError, Point, shortened

_THIRDS: Final = {
    "decade": {"early": (0, 3), "mid": (4, 6), "late": (7, 9)},
    "century": {"early": (0, 33), "mid": (34, 66), "late": (67, 99)},
    "year": {"early": (1, 4), "mid": (5, 8), "late": (9, 12)},
}
_TYPED: Final = re.compile(r"(?:the )?(early|mid|middle|late)(?: part)?(?:[ –-]|of the | of )+(.+)")
_MONTHS_OR_YEARS: Final = {"decade": 10, "century": 100, "year": 12}
_IN: Final = {"half": 2, "quarter": 4}
_PLACES: Final = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}
_SHARE: Final = re.compile(rf"(?:the )?({'|'.join(_PLACES)}) (half|quarter) (?:of (?:the )?)?(.+)")


def third_of(words: str) -> tuple[str, str] | None:
    """The part and the whole of "early 1930s", "first half of the 19th century"; None for anything else."""
    if (share := _SHARE.fullmatch(words)) and _PLACES[share[1]] <= _IN[share[2]]:
        return f"{_PLACES[share[1]]} {share[2]}", share[3]
    match = _TYPED.fullmatch(words)
    return ("mid" if match[1] == "middle" else match[1], match[2]) if match else None


def third_edtf(part: str, whole: Point, typed: str) -> str:
    """One of the years, or months, of this part. Raises DateError for what has no such parts."""
    if whole.qualifier or whole.precision not in _THIRDS or whole.year <= 0:
        raise DateError("date_third", typed=shortened(typed))
    if " " in part and _MONTHS_OR_YEARS[whole.precision] % _IN[part[2:]]:
        raise DateError("date_third", typed=shortened(typed))
    first, last = _ends(whole, part)
    return f"[{first.edtf}..{last.edtf}]"


def third_words(start: Point, end: Point) -> str:
    """ "early 1930s" for one of the years from 1930 to 1933; empty where the ends are not those of a third."""
    third = third_parts(start, end)
    return f"{third[0]} {point_words(third[1])}" if third else ""


def third_parts(start: Point, end: Point) -> tuple[str, Point] | None:
    """The part and the whole: ("early", the 1930s); None where the ends are not those of a third."""
    wholes = [
        Point(start.year // 10 * 10, "decade"),
        Point(start.year // 100 * 100, "century"),
        Point(start.year),
    ]
    for whole, part in product(wholes, ("early", "mid", "late")):
        if whole.year > 0 and _ends(whole, part) == (start, end):
            return part, whole
    return None


def _ends(whole: Point, part: str) -> tuple[Point, Point]:
    if " " in part:
        place, _space, share = part.partition(" ")
        count = _MONTHS_OR_YEARS[whole.precision] // _IN[share]
        first = (int(place) - 1) * count + (whole.precision == "year")
        last = first + count - 1
    else:
        first, last = _THIRDS[whole.precision][part]
    if whole.precision == "year":
        return Point(whole.year, "month", first), Point(whole.year, "month", last)
    return Point(whole.year + first), Point(whole.year + last)
