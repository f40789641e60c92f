"""Lanes and the axis above them as SVG, in shapes whose classes `static/css/timelines.css` draws.

A drawing is hidden from screen readers: the words beside it say the same, and more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from encyclopedia.markup.escaping import text
from encyclopedia.timelines.scale import WIDTH, Scale
from encyclopedia.timelines.spans import Span

HEIGHT: Final = 20
AXIS_HEIGHT: Final = 16
_MIDDLE = HEIGHT / 2
# Half the height of a bar, and of a dot.
_BAR, _DOT = 3.0, 3.5
# An arrow's head, and how far a line leads to an end that nobody knows.
_HEAD, _STUB = 6.0, 10.0


def axis(scale: Scale) -> str:
    """The named years, for the head of the column of lanes."""
    labels = "".join(
        f'<text x="{_number(tick.label_x)}" y="11" text-anchor="middle">{text(tick.label)}</text>'
        for tick in scale.ticks
    )
    return _svg("axis", AXIS_HEIGHT, labels)


def lane(drawn: Sequence[Span], scale: Scale) -> str:
    """One thing's lane: the years as thin lines, and its dates upon them."""
    grid = "".join(f"M{_number(tick.x)} 0v{HEIGHT}" for tick in scale.ticks)
    lines = f'<path class="grid" d="{grid}"></path>' if grid else ""
    return _svg("lane", HEIGHT, lines + "".join(_marks(drawn, scale)))


def _svg(name: str, height: int, content: str) -> str:
    return (
        f'<svg class="{name}" viewBox="0 0 {WIDTH:.0f} {height}" aria-hidden="true">{content}</svg>'
    )


def _marks(drawn: Sequence[Span], scale: Scale) -> Iterator[str]:
    closed = all(span.extent in ("moment", "during", "margin") for span in drawn)
    if drawn and closed:
        start, end = scale.at(drawn[0].start), scale.at(drawn[-1].end)
        if end - start <= 2 * _DOT:  # too short a time to be seen as one
            yield _dot((start + end) / 2, " vague" if drawn[0].vague else "")
            return
    for span in drawn:
        yield from _shapes(span, scale)


def _shapes(span: Span, scale: Scale) -> Iterator[str]:
    start, end = scale.at(span.start), scale.at(span.end)
    vague = " vague" if span.vague else ""
    if span.extent == "during":
        yield _bar(start, end, f"during{vague}")
    elif span.extent in ("moment", "margin"):  # at some time in it
        yield _bar(start, end, f"margin{vague}")
    elif span.extent == "from":
        yield _bar(start, end, f"margin{vague}")
        yield _arrow(end, WIDTH - 1, vague)
    elif span.extent == "until":
        yield _arrow(start, 1, vague)
        yield _bar(start, end, f"margin{vague}")
    else:
        yield (
            _dot((start + end) / 2, vague)
            if end - start <= 2 * _DOT
            else _bar(start, end, f"margin{vague}")
        )
        before = span.extent == "until_unknown"
        known, reach = (start - _DOT, -_STUB) if before else (end + _DOT, _STUB)
        reach = max(reach, -known) if before else min(reach, WIDTH - known)
        yield f'<path class="unknown" d="M{_number(known)} {_number(_MIDDLE)}h{_number(reach)}"></path>'


def _dot(x: float, vague: str) -> str:
    return f'<circle class="moment{vague}" cx="{_number(x)}" cy="{_number(_MIDDLE)}" r="{_DOT}"></circle>'


def _bar(start: float, end: float, name: str) -> str:
    width = max(end - start, 0.5)
    return (
        f'<rect class="{name}" x="{_number(start)}" y="{_number(_MIDDLE - _BAR)}" '
        f'width="{_number(width)}" height="{_number(2 * _BAR)}"></rect>'
    )


def _arrow(start: float, tip: float, vague: str) -> str:
    """A bar that goes on: to the edge, with a head."""
    neck = tip - _HEAD if tip > start else tip + _HEAD
    top, bottom = _number(_MIDDLE - _BAR), _number(_MIDDLE + _BAR)
    return (
        f'<path class="during{vague}" d="M{_number(start)} {top}H{_number(neck)}'
        f'L{_number(tip)} {_number(_MIDDLE)}L{_number(neck)} {bottom}H{_number(start)}z"></path>'
    )


def _number(value: float) -> str:
    """To a tenth, without a needless point: the same bytes on every machine."""
    return f"{value:.1f}".removesuffix(".0")
