"""A date: a point of time, or an interval between two of which one may be open or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from encyclopedia.dates.date_wording import choice_words, point_words, range_words
from encyclopedia.dates.points import DateError, Point, read_point, shortened
from encyclopedia.dates.thirds import third_words

# Beyond every key a year of twelve digits can have, and inside a 64-bit integer.
EARLIEST, LATEST = -(10**18), 10**18

# The reference implementation lets an unknown end lie ten years from the known one; with it a list
# sorted by either key keeps such a date near the end that is known.
UNKNOWN_REACH = 10 * 10000

_MAX_LENGTH = 100


class Limit(Enum):
    """An end of an interval that is no point: open (it goes on) or unknown."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the supported subset of EDTF.

    A single point has `end` None; of an interval at least one end is a Point. Equal dates have the
    same canonical spelling. Whether a day is of the Julian or the Gregorian calendar is not part of
    it: days are read as written, and a note gives the other calendar's day.

    With `one_of` it is one point of time between the two, not all of that time; `others` are the
    points, in order, of which it is one besides `start`. Neither has an end that is open or unknown.
    """

    start: Point | Limit
    end: Point | Limit | None = None
    one_of: bool = False
    others: tuple[Point, ...] = ()

    @property
    def edtf(self) -> str:
        """The canonical EDTF string."""
        if self.others:
            return f"[{','.join([_end_edtf(self.start), *(point.edtf for point in self.others)])}]"
        if self.one_of and self.end is not None:
            return f"[{_end_edtf(self.start)}..{_end_edtf(self.end)}]"
        if self.end is None:
            return _end_edtf(self.start)
        return f"{_end_edtf(self.start)}/{_end_edtf(self.end)}"

    @property
    def earliest(self) -> int:
        """Sort key of the first day it may mean: year × 10000 + month × 100 + day."""
        if isinstance(self.start, Point):
            return self.start.earliest
        return EARLIEST if self.start is Limit.OPEN else self._known_end().latest - UNKNOWN_REACH

    @property
    def latest(self) -> int:
        """Sort key of the last day it may mean."""
        last = self.start if self.end is None else self.end
        if isinstance(last, Point):
            return max(point.latest for point in (last, *self.others))
        return LATEST if last is Limit.OPEN else self._known_end().earliest + UNKNOWN_REACH

    @property
    def year(self) -> int:
        """The astronomical year of its first known point."""
        return self._known_end().year

    @property
    def vague(self) -> bool:
        """Whether any part is approximate, uncertain or unknown, so that its keys prove nothing."""
        ends = (self.start, self.end, *self.others)
        return Limit.UNKNOWN in ends or any(isinstance(e, Point) and e.qualifier for e in ends)

    def words(self, *, period: bool = False) -> str:
        """The date in English: "7 November 1879", "c. 1200", "1938–1940", "430 BC".

        With `period` an open end reads "from 1922" or "until 1922", else "1922 or later" or "1922
        or earlier"; one that nobody knows "from 1922, end unknown" or "until 1922, beginning unknown".
        """
        start, end = self.start, self.end
        if isinstance(start, Point):
            if self.others:
                return choice_words((start, *self.others))
            if self.one_of and isinstance(end, Point):
                return third_words(start, end) or f"within {range_words(start, end)}"
            if end is None:
                return point_words(start)
            if isinstance(end, Point):
                return range_words(start, end)
            if end is Limit.UNKNOWN:
                words = point_words(start)
                return f"from {words}, end unknown" if period else f"{words} – unknown"
            return f"from {point_words(start)}" if period else f"{point_words(start)} or later"
        known_words = point_words(self._known_end())
        if start is Limit.UNKNOWN:
            words = f"until {known_words}, beginning unknown"
            return words if period else f"unknown – {known_words}"
        return f"until {known_words}" if period else f"{known_words} or earlier"

    def _known_end(self) -> Point:
        for end in (self.start, self.end):
            if isinstance(end, Point):
                return end
        raise ValueError("A date has at least one known end.")


def _end_edtf(end: Point | Limit) -> str:
    return end.edtf if isinstance(end, Point) else end.value


def parse(text: str) -> Date:
    """The date that `text` spells in the supported subset of EDTF.

    Raises DateError for anything else, with what is wrong and how to write it.
    """
    typed = text.strip()
    if not typed:
        raise DateError("date_missing")
    if len(typed) > _MAX_LENGTH:
        raise DateError("date_too_long", typed=shortened(typed))
    ends = typed.split("/")
    if typed[0] == "[" and typed[-1] == "]":
        return _read_choice(typed)
    if len(ends) == 1 or typed[0] in "[{":
        return Date(read_point(typed))
    if len(ends) > 2:
        raise DateError("date_one_stroke", typed=shortened(typed))
    start, end = (_read_end(end_text) for end_text in ends)
    if isinstance(start, Limit) and isinstance(end, Limit):
        raise DateError("date_no_end_known", typed=shortened(typed))
    if isinstance(start, Point) and isinstance(end, Point) and end.latest < start.earliest:
        raise DateError("date_ends_first", typed=shortened(typed))
    return Date(start, end)


def _read_end(text: str) -> Point | Limit:
    if text == "..":
        return Limit.OPEN
    return read_point(text) if text else Limit.UNKNOWN


def _read_choice(typed: str) -> Date:
    """One of a set: single points, or one range between two of them. Raises DateError for other sets."""
    inner = typed[1:-1]
    if ".." in inner:
        first, _dots, last = inner.partition("..")
        if not first or not last or "," in inner:
            raise DateError("date_choice", typed=shortened(typed))
        start, end = read_point(first.strip()), read_point(last.strip())
        if end.latest < start.earliest:
            raise DateError("date_ends_first", typed=shortened(typed))
        return Date(start, end, one_of=True) if start != end else Date(start)
    points = {read_point(text.strip()) for text in inner.split(",")}
    start, *others = sorted(points, key=lambda point: (point.earliest, point.latest, point.edtf))
    return Date(start, others=tuple(others))
