"""Characters of a page that stay as they stand: code. Pure: no Django."""

from __future__ import annotations

import re

from editorial.html.html_tree import HtmlElement
from editorial.importers.writing.markup_blocks import MarkupBlock

_FENCE = re.compile("`{3,}")


def verbatim(element: HtmlElement) -> list[MarkupBlock]:
    """A `pre` element as a fenced block; none where it is empty."""
    pieces: list[str] = []
    _characters(element, pieces)
    text = "".join(pieces).strip("\n")
    if not text.strip():
        return []
    longest = max((len(run) for run in _FENCE.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return [MarkupBlock([fence, *text.split("\n"), fence])]


def _characters(element: HtmlElement, pieces: list[str]) -> None:
    """All characters as they stand, line ends included."""
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        elif child.tag == "br":
            pieces.append("\n")
        elif not child.gone:
            _characters(child, pieces)
