"""The HTML of one run: its characters, elements and markers, with each claim's words wrapped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from encyclopedia.markup.escaping import text
from encyclopedia.markup.ids import claim_id
from encyclopedia.markup.plain import CLOSING_SIGNS
from encyclopedia.markup.tree import MARKER, Extent, Mark, Piece, Place, TreeElement, TreeRun

# Where printers set the number of a note behind the sign that closes the words, not before it as in French or Russian.
MARKERS_BEHIND_STOPS: Final = frozenset({"de", "en", "nl"})

_STOPS = re.compile(r"[.,;:!?…]+(?=\s|[”’»)]|$)")


def render_run(
    run: TreeRun,
    marks: Callable[[list[Mark]], str],
    element: Callable[[TreeElement], tuple[str, str]],
    seen: set[str],
    *,
    behind_stops: bool = False,
) -> str:
    """The run's HTML: `marks` gives that of the markers of one place, `element` the tags of a link to an entry.

    `seen` are the claims whose id the page has already. With `behind_stops` markers stand behind a stop that is typed
    after them; what a marker is there for does not change with it.
    """
    if not run.run.events:
        return text(run.run.raw)
    if (pieces := run.extents.pieces) is None:
        pieces = run.extents.pieces = _SpanWriter(run).write()
    html: list[str] = []
    closing: list[str] = []
    taken = 0
    for number, piece in enumerate(pieces):
        if isinstance(piece, str):
            html.append(piece[taken:])
            taken = 0
        elif isinstance(piece, Place):
            stops = _stops(pieces, number + 1) if behind_stops else ""
            html += stops, marks(run.marks[piece.number])
            taken = len(stops)
        elif isinstance(piece, Extent):
            identifier = claim_id(piece.digest)
            html.append(
                '<span class="claim">'
                if identifier in seen
                else f'<span class="claim" id="{identifier}">'
            )
            seen.add(identifier)
        elif piece is None:
            html.append(closing.pop())
        else:
            opening, closes = element(piece)
            html.append(opening)
            closing.append(closes)
    return "".join(html)


def _stops(pieces: Sequence[Piece], number: int) -> str:
    """The stops with which the piece of this number begins; none where it is no text, or an element is between."""
    piece = pieces[number] if number < len(pieces) else None
    stops = _STOPS.match(piece) if isinstance(piece, str) else None
    return stops[0] if stops else ""


class _SpanWriter:
    """Writes a run in one pass.

    A claim becomes one `span` where elements allow it; it is closed before an element that reaches
    beyond the claim and opened again inside, so that tags always nest.
    """

    def __init__(self, run: TreeRun) -> None:
        self._raw = run.run.raw
        self._events = run.run.events
        self._extents = iter(run.extents.claims)
        self._extent: Extent | None = next(self._extents, None)
        self._out: list[Piece] = []
        self._closing: list[str | None] = []
        # How many elements were open when the claim's span was opened; -1 while it is not.
        self._depth = -1

    def write(self) -> list[Piece]:
        out = self._out
        position = 0
        for offset, what, content in self._events:
            if offset > position:
                self._text(position, offset, before_marks=what == "marks")
            if isinstance(content, Place):
                self._pass(offset)
                out.append(content)
                position = content.end
                continue
            position = offset
            if isinstance(content, TreeElement):
                if what == "open":
                    self._open(offset, content)
                else:
                    if self._depth == len(self._closing):
                        self._close_span()
                    out.append(self._closing.pop())
            else:
                out.append("<br>")
        if position < len(self._raw):
            self._text(position, len(self._raw))
        self._close_span()
        return out

    def _open(self, offset: int, element: TreeElement) -> None:
        self._pass(offset)
        extent = self._extent
        if extent is not None and extent.start <= offset:
            if element.end > extent.end:
                self._close_span()
            elif self._depth < 0 and element.end > offset:
                self._open_span(extent)
        if element.target is None:
            self._out.append(f"<{element.tag}{element.attributes}>")
            self._closing.append(f"</{element.tag}>")
        else:
            self._out.append(element)
            self._closing.append(None)

    def _text(self, start: int, end: int, *, before_marks: bool = False) -> None:
        stop = end
        if before_marks and self._closes_up(end):
            stop = start + len(self._raw[start:end].rstrip())
        while start < stop:
            self._pass(start)
            extent = self._extent
            if extent is None or extent.start >= stop:
                self._out.append(text(self._raw[start:stop]))
                return
            if start < extent.start:
                self._out.append(text(self._raw[start : extent.start]))
                start = extent.start
            if self._depth < 0:
                self._open_span(extent)
            reached = min(stop, extent.end)
            self._out.append(text(self._raw[start:reached]))
            start = reached

    def _closes_up(self, start: int) -> bool:
        """Whether the words continue after these marks without the gap typed before them."""
        after = start
        raw = self._raw
        while after < len(raw) and raw[after] == MARKER:
            after += 1
        following = raw[after : after + 1]
        return not following or following.isspace() or following in CLOSING_SIGNS

    def _pass(self, offset: int) -> None:
        """Leave the claims that end at or before `offset`."""
        while self._extent is not None and self._extent.end <= offset:
            self._close_span()
            self._extent = next(self._extents, None)

    def _open_span(self, extent: Extent) -> None:
        self._out.append(extent)
        self._depth = len(self._closing)

    def _close_span(self) -> None:
        if self._depth >= 0:
            self._out.append("</span>")
            self._depth = -1
