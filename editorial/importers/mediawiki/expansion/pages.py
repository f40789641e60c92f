"""A page with the calls of its wiki's own templates replaced by what these give.

As MediaWiki's preprocessor does it, from wikitext to wikitext, so that what a template gives (references,
citations, infoboxes, tables) is read like the page's own. A call stays as it is written, to be read as an unknown
template, where its value is not certain: a program (#invoke), a page that the export lacks, a circle, too much.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from editorial.importers.mediawiki.expansion.expanding import Expansion
from editorial.importers.mediawiki.expansion.template_pages import TemplatePages
from editorial.importers.mediawiki.wikitext.nodes import Lines, Node, WikiLink, WikiTag
from editorial.importers.mediawiki.wikitext.scanner import parse


@dataclass(slots=True)
class ExpandedPage:
    """A page after its templates were expanded; `lines` are those of the page as it was written."""

    text: str
    lines: Lines
    boxes: list[tuple[str, int]] = field(default_factory=list)


class _ShiftedLines(Lines):
    """The lines of a text some of whose parts were replaced: `places` of the new text, and where they come from."""

    def __init__(self, text: str, places: list[tuple[int, int]]) -> None:
        super().__init__(text)
        self._new = [new for new, _ in places]
        self._places = places

    def __call__(self, offset: int) -> int:
        number = bisect_right(self._new, offset) - 1
        if number < 0:
            return super().__call__(offset)
        new, old = self._places[number]
        end = self._places[number + 1][1] if number + 1 < len(self._places) else offset - new + old
        return super().__call__(min(old + offset - new, end))


def expand_page(
    text: str, title: str, pages: TemplatePages, is_known: Callable[[str], bool]
) -> ExpandedPage:
    """Expand the calls of a page of this title.

    `is_known` says of a template's name (lower case) that it is read by its own meaning, whatever its page holds.
    """
    if not pages or "{{" not in text:
        return ExpandedPage(text, Lines(text))
    expansion = Expansion(title, pages, is_known)
    written: list[str] = []
    places: list[tuple[int, int]] = []
    last = length = 0
    for node in parse(text):
        if isinstance(node, str) or not _may_change(node):
            continue
        before = text[node.start if isinstance(node, WikiTag | WikiLink) else node.first : node.end]
        begin = node.end - len(before)
        expansion.line_start = begin == 0 or text[begin - 1] == "\n"
        replaced = expansion.text_of([node], text, None)
        if replaced == before:
            continue
        written += [text[last:begin], replaced]
        length += begin - last + len(replaced)
        places += [(length - len(replaced), begin), (length, node.end)]
        last = node.end
    if not places:
        return ExpandedPage(text, Lines(text))
    return ExpandedPage(
        "".join([*written, text[last:]]), _ShiftedLines(text, places), expansion.boxes
    )


def _may_change(node: Node) -> bool:
    return not isinstance(node, WikiTag) or (node.body is not None and "{{" in node.body)
