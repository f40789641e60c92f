"""The plain words of a run: what claims, sentences and searching see. Pure: no Django."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from encyclopedia.markup.tree import MARKER

# A space typed before a marker doesn't count before these: without the marker there is no gap in the words.
CLOSING_SIGNS = frozenset(".,;:!?…)]}»”’\"'–—-/")

_CLUSTER = re.compile(rf"[\s{MARKER}]{{2,}}|[^\S ]|{MARKER}")


@dataclass(slots=True)
class PlainWords:
    """The plain words of a run, with white space folded, and how their offsets map to the run's.

    `shifts` are pairs: an offset of the words, and the run's offset that it corresponds to from there on.
    """

    text: str
    shifts: list[tuple[int, int]]

    def start_in_run(self, offset: int) -> int:
        place = bisect_right(self.shifts, offset, key=lambda shift: shift[0]) - 1
        plain_start, run_start = self.shifts[place]
        return run_start + offset - plain_start

    def end_in_run(self, offset: int) -> int:
        return self.start_in_run(offset - 1) + 1


def fold_run(raw: str) -> tuple[PlainWords, list[int]]:
    """The plain words of a run's characters, and where in them each marker stands.

    White space typed before a marker does not count where the words have no gap without it
    ("1917 [@a]." is "1917."): a claim doesn't depend on it.
    """
    if _CLUSTER.search(raw) is None and raw.strip() is raw:
        return PlainWords(raw, [(0, 0)]), []
    parts: list[str] = []
    shifts = [(0, 0)]
    places: list[int] = []
    length = position = 0
    total = len(raw)
    for cluster in _CLUSTER.finditer(raw):
        start, end = cluster.span()
        if start > position:
            parts.append(raw[position:start])
            length += start - position
        position = end
        characters = cluster[0]
        markers = characters.count(MARKER)
        places.extend([length] * markers)
        dropped = not length or end == total or (markers and not _keeps_space(characters, raw[end]))
        space = "" if dropped else " "
        parts.append(space)
        length += len(space)
        if len(space) != end - start:
            shifts.append((length, end))
    parts.append(raw[position:])
    text = "".join(parts)
    if text[:1] == " ":
        text = text[1:]
        shifts = [
            (max(0, plain_start - 1), run_start + (plain_start == 0))
            for plain_start, run_start in shifts
        ]
        places = [max(0, place - 1) for place in places]
    return PlainWords(text.rstrip(" "), shifts), places


def _keeps_space(cluster: str, following: str) -> bool:
    if cluster[-1] != MARKER:
        return True
    return cluster[0] != MARKER and following not in CLOSING_SIGNS
