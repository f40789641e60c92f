"""From the HTML that an edition keeps to nodes. Pure: no Django.

What only a screen needs is left out: ways back, menus, anchors, words for screen readers at marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from encyclopedia.downloads.elements import Element, elements_of
from encyclopedia.downloads.tree import Inline, Node, Nodes

_INLINE: Final[dict[str, Inline]] = {
    "em": "em",
    "i": "em",
    "cite": "em",
    "strong": "strong",
    "b": "strong",
    "s": "strike",
    "sup": "sup",
    "sub": "sub",
    "q": "quote",
    "small": "small",
    "bdi": "isolate",
}
_LEFT_OUT: Final = frozenset(
    {"visually-hidden", "anchor", "back", "common", "to-history", "permanent"}
)
_BLOCKS: Final = frozenset(
    {
        "p",
        "ul",
        "ol",
        "blockquote",
        "pre",
        "hr",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "div",
    }
)
_FOOTNOTE: Final = re.compile(r"fnref-(\d+)(?:-([a-z]+))?\Z", re.ASCII)
_NOTE: Final = re.compile(r"noteref-([a-z]+)(?:-([a-z]+))?\Z", re.ASCII)
_NEEDED: Final = re.compile(r"#needed-(\d+)\Z", re.ASCII)
_DIGEST: Final = re.compile(r"/media/([0-9a-f]{64})\Z", re.ASCII)
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
# No edition is nested so deep that a reader could follow; what is deeper is told without its marks.
MAX_DEPTH: Final = 10


def occurrence_of(letters: str | None) -> int:
    """The place of a use among those of its note, from the letters of its mark: "" is 0, "b" 1, "aa" 26."""
    number = 0
    for letter in letters or "":
        number = number * 26 + ord(letter) - 96
    return max(number - 1, 0)


class Reader:
    """Reads the parts of one page; `address` is the page's own, `site` the beginning of every address here."""

    def __init__(self, site: str) -> None:
        self._site = f"{site}/"

    def blocks(self, html: str) -> Nodes:
        return tuple(self.blocks_in(elements_of(html)))

    def inline(self, html: str) -> Nodes:
        return self.line(elements_of(html).children)

    def line(self, children: Iterable[Element | str], depth: int = 0) -> Nodes:
        """The nodes of a line, without white space at its ends."""
        return trimmed(self._inline(children, depth))

    def blocks_in(self, element: Element, depth: int = 0) -> Iterator[Node]:
        """The blocks directly or indirectly inside; words that stand in none become a paragraph."""
        loose: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str) or (child.tag not in _BLOCKS and child.tag != "section"):
                loose.append(child)
                continue
            if line := self.line(loose, depth):
                yield Node("paragraph", children=line)
            loose = []
            yield from self._block(child, depth)
        if line := self.line(loose, depth):
            yield Node("paragraph", children=line)

    def _block(self, element: Element, depth: int) -> Iterator[Node]:
        tag = element.tag
        if tag in ("div", "section") and "placeholder" not in element.classes:
            yield from self.blocks_in(element, depth)
        elif depth >= MAX_DEPTH and tag in ("ul", "ol", "blockquote"):
            yield Node("paragraph", children=self.line(_words(element)))
        elif tag in ("ul", "ol"):
            start = element.attributes.get("start", "1")
            number = (int(start) if start.isdecimal() else 1) if tag == "ol" else 0
            items = tuple(
                Node("item", children=tuple(self.blocks_in(item, depth + 1)))
                for item in element.elements()
            )
            # A list that begins with 0 is rare, and begins with 1 in print.
            yield Node("list", children=items, number=max(number, 1) if tag == "ol" else 0)
        elif tag == "blockquote":
            yield Node("quotation", children=tuple(self.blocks_in(element, depth + 1)))
        elif tag == "pre":
            yield Node("listing", text="".join(_words(element)).rstrip("\n"))
        elif tag == "hr":
            yield Node("rule")
        elif tag == "figure":
            yield self._figure(element)
        elif tag == "table":
            yield self._table(element)
        elif tag[0] == "h" and tag[1:].isdecimal():
            yield Node("heading", children=self.line(element.children), number=int(tag[1:]) - 1)
        elif line := self.line(element.children, depth):
            yield Node("paragraph", children=line)

    def _figure(self, element: Element) -> Node:
        caption = element.first("figcaption")
        line = self.line(caption.children) if caption else ()
        image = element.first("img")
        stored = image and _DIGEST.search(image.attributes.get("src", ""))
        if image is None or not stored:
            placeholder = element.first("div", "placeholder")
            words = self.line(placeholder.children) if placeholder else ()
            return Node("wanted", children=(*words, *([Node("break")] if line else []), *line))
        return Node("figure", target=stored[1], alt=image.attributes.get("alt", ""), children=line)

    def _table(self, element: Element) -> Node:
        rows = []
        for row in element.all("tr"):
            cells = tuple(
                Node(
                    "cell",
                    children=self.line(cell.children),
                    head=cell.tag == "th",
                    align=next(iter(cell.classes & {"left", "center", "right"}), ""),
                )
                for cell in row.elements()
            )
            rows.append(Node("row", children=cells, head=all(cell.head for cell in cells)))
        width = max((len(row.children) for row in rows), default=0)
        filled = (
            replace(row, children=(*row.children, *[Node("cell")] * (width - len(row.children))))
            for row in rows
        )
        return Node("table", children=tuple(filled), number=width)

    def _inline(self, children: Iterable[Element | str], depth: int) -> Iterator[Node]:
        for child in children:
            if isinstance(child, str):
                if child:
                    yield Node("text", text=_SPACE.sub(" ", child))
            elif not (child.classes & _LEFT_OUT or child.tag in ("wbr", "details", "img")):
                yield from self._element(child, depth)

    def _element(self, element: Element, depth: int) -> Iterator[Node]:
        tag = element.tag
        if tag == "br":
            yield Node("break")
        elif tag == "code":
            yield Node("code", text="".join(_words(element)))
        elif tag == "a":
            yield from self._link(element, depth)
        elif "ref" in element.classes or "needed" in element.classes or depth >= MAX_DEPTH:
            yield from self._inline(element.children, depth + 1)
        elif "wanted" in element.classes and tag == "span":
            for node in joined(self._inline(element.children, depth + 1)):
                yield replace(node, target="absent") if node.kind == "text" else node
        elif "when" in element.classes:
            # On a page it stands in a line of its own.
            yield from self._inline(element.children, depth + 1)
            yield Node("text", text=":")
        elif kind := _INLINE.get(tag):
            if inside := joined(self._inline(element.children, depth + 1)):
                yield Node(kind, children=inside)
        else:
            yield from self._inline(element.children, depth + 1)

    def _link(self, element: Element, depth: int) -> Iterator[Node]:
        attributes = element.attributes
        if attributes.get("role") == "doc-backlink":
            return
        identifier, address = attributes.get("id", ""), attributes.get("href", "")
        if attributes.get("role") == "doc-noteref":
            if mark := _FOOTNOTE.match(identifier):
                yield Node("footnote", number=int(mark[1]), occurrence=occurrence_of(mark[2]))
            elif mark := _NOTE.match(identifier):
                yield Node("note", target=mark[1], occurrence=occurrence_of(mark[2]))
            elif mark := _NEEDED.match(address):
                yield Node("needed", number=int(mark[1]))
            return
        inside = joined(self._inline(element.children, depth + 1))
        if not address or address.startswith("#"):
            yield from inside
        elif inside:
            yield Node("link", target=urljoin(self._site, address), children=inside)


def _words(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif not child.classes & _LEFT_OUT:
            yield from _words(child)


def joined(nodes: Iterable[Node]) -> Nodes:
    """Text that stands together made one node, with no two spaces in a row."""
    line: list[Node] = []
    for node in nodes:
        before = line[-1] if line else None
        if before and node.kind == before.kind == "text" and node.target == before.target:
            line[-1] = replace(before, text=_SPACE.sub(" ", before.text + node.text))
        else:
            line.append(node)
    return tuple(line)


def trimmed(nodes: Iterable[Node]) -> Nodes:
    """The same without white space at the ends of the line."""
    line = list(joined(nodes))
    if line and line[0].kind == "text":
        line[0] = replace(line[0], text=line[0].text.lstrip(" "))
    if line and line[-1].kind == "text":
        line[-1] = replace(line[-1], text=line[-1].text.rstrip(" "))
    return tuple(node for node in line if node.kind != "text" or node.text)
