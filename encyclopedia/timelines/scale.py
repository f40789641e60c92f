"""The line of time that several dates share: from where to where, and which of its years are named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from encyclopedia.dates import MONTHS
from encyclopedia.dates.date_wording import year_words
from encyclopedia.timelines.spans import Span

# The drawing's own units; it is shown at about a pixel for each.
WIDTH: Final = 240.0
# Free at both sides: for half a dot, and for what leads on.
INSET: Final = 12.0
MAX_TICKS: Final = 6
# Of a letter in the axis's type; a little more than the widest digit takes.
LETTER: Final = 6.2
# Between two labels.
GAP: Final = 8.0
# A line of less time would say of one day that it is a long time.
MIN_YEARS: Final = 0.25

_STEPS = (1, 3, 6, *(12 * each * 10**power for power in range(12) for each in (1, 2, 5)))


@dataclass(frozen=True, slots=True)
class Tick:
    """A named moment: `x` is its place, `label_x` the middle of its label, which is moved in from the edges."""

    x: float
    label: str
    label_x: float

    @property
    def label_width(self) -> float:
        return len(self.label) * LETTER


@dataclass(frozen=True, slots=True)
class Scale:
    """`first` and `last` in years."""

    first: float
    last: float
    ticks: tuple[Tick, ...] = ()

    def at(self, year: float) -> float:
        """The place of a moment, in the drawing's units."""
        return INSET + (year - self.first) / (self.last - self.first) * (WIDTH - 2 * INSET)


def scale_of(lanes: Iterable[Sequence[Span]]) -> Scale | None:
    """The line on which all these spans have room; None where there is none."""
    drawn = [span for lane in lanes for span in lane]
    if not drawn:
        return None
    first, last = min(span.start for span in drawn), max(span.end for span in drawn)
    if last - first < MIN_YEARS:
        middle = (first + last) / 2
        first, last = middle - MIN_YEARS / 2, middle + MIN_YEARS / 2
    bare = Scale(first, last)
    return Scale(first, last, _ticks(bare))


def _ticks(scale: Scale) -> tuple[Tick, ...]:
    """At the smallest step at which they have room; none where not even one has."""
    for step in _STEPS:
        if (scale.last - scale.first) * 12 / step > MAX_TICKS + 1:
            continue
        ticks = [_tick(scale, month, step) for month in _named(scale, step)]
        if len(ticks) <= MAX_TICKS and _have_room(ticks):
            return tuple(ticks)
    return ()


def _named(scale: Scale, step: int) -> Iterator[int]:
    """The months to name, counted from the year 0; round years before our era are round in its own count."""
    first, last = math.ceil(scale.first * 12 - 1e-6), math.floor(scale.last * 12 + 1e-6)
    if step < 12:
        yield from range(-(-first // step) * step, last + 1, step)
        return
    # 1 BC is the year 0: 100 BC is -99.
    offset = 12 if step > 12 else 0
    before = range(-(-(first - offset) // step) * step, min(last - offset, -1) + 1, step)
    yield from (month + offset for month in before)
    if step == 12 and first <= 0 <= last:
        yield 0
    yield from range(max(-(-first // step) * step, step), last + 1, step)


def _tick(scale: Scale, month: int, step: int) -> Tick:
    year, number = divmod(month, 12)
    words = year_words(year, era=scale.first < 1 <= year)
    label = f"{MONTHS[number][:3]} {words}" if step < 12 else words
    x = scale.at(month / 12)
    half = len(label) * LETTER / 2
    return Tick(x, label, min(max(x, half), WIDTH - half))


def _have_room(ticks: Sequence[Tick]) -> bool:
    if any(tick.label_width > WIDTH for tick in ticks):
        return False
    return all(
        one.label_x + one.label_width / 2 + GAP <= other.label_x - other.label_width / 2
        for one, other in pairwise(ticks)
    )
