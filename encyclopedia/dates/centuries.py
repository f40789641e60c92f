"""Centuries, each by its first year as EDTF counts it: 1900 for 19XX, 0 for 00XX, -99 for the first before our era."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from encyclopedia.dates.intervals import parse
from encyclopedia.dates.points import DateError, Point

# What is older or later has no century that can be typed.
FIRST_YEAR: Final = -9_999
LAST_YEAR: Final = 9_999
# What lasts longer belongs to those in which it began and ended.
MAX_BETWEEN: Final = 20


def century_of(year: int) -> Point | None:
    """The century of an astronomical year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    # Before our era a century is counted by its last year, as its spelling is.
    return Point(year // 100 * 100 if year >= 0 else -(-year // 100) * 100 - 99, "century")


def read_century(edtf: str) -> int | None:
    """The first year of a century that is spelt as 19XX; None for anything else."""
    with suppress(DateError):
        start = parse(edtf).start
        if isinstance(start, Point) and start.precision == "century" and start.edtf == edtf:
            return start.year
    return None


def century_edtf(first_year: int) -> str:
    return Point(first_year, "century").edtf


def centuries(earliest: int, latest: int) -> Iterator[int]:
    """The first years of the centuries from one sort key to the other, of which one may lie beyond all centuries."""
    ends = [century_of(key // 10_000) for key in (earliest, latest)]
    known = [end for end in ends if end]
    if len(known) < 2 or known[1].year - known[0].year > MAX_BETWEEN * 100:
        yield from (end.year for end in known)
        return
    century: Point | None = known[0]
    while century and century.year <= known[1].year:
        yield century.year
        century = century_of(century.last_year + 1)
