"""The nodes of an edition as XHTML with the vocabulary of EPUB: notes that readers open as popups. Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from encyclopedia.downloads.tree import EditionTree, Node, Nodes, Standing, words_of
from encyclopedia.harvesting.xml import Xml, element

_TAGS: Final = {
    "em": "em",
    "strong": "strong",
    "strike": "s",
    "code": "code",
    "sup": "sup",
    "sub": "sub",
    "quote": "q",
    "small": "small",
    "isolate": "bdi",
}
NOTE: Final = {"epub__type": "footnote", "role": "doc-footnote"}


class Xhtml:
    """Writes one edition; `picture` gives the name of the file of a digest, "" where there is none."""

    def __init__(
        self,
        tree: EditionTree,
        picture: Callable[[str], str],
        standing_words: Callable[[Standing], Nodes],
        needed_words: str,
        picture_words: str,
    ) -> None:
        self.tree = tree
        self.picture = picture
        self.standing_words = standing_words
        self.needed_words = needed_words
        self.picture_words = picture_words
        self._levels: list[int] = []
        self._marked: set[str] = set()

    def blocks(self, nodes: Nodes) -> Xml:
        return Xml("".join(self._block(node) for node in nodes))

    def _block(self, node: Node) -> Xml:
        kind = node.kind
        if kind == "heading":
            while self._levels and self._levels[-1] >= node.number:
                self._levels.pop()
            self._levels.append(node.number)
            return element(f"h{min(len(self._levels) + 1, 6)}", self.line(node.children))
        if kind == "list":
            items = Xml(
                "".join(element("li", self.blocks(item.children)) for item in node.children)
            )
            start = str(node.number) if node.number > 1 else ""
            return element("ol", items, start=start) if node.number else element("ul", items)
        if kind == "quotation":
            return element("blockquote", self.blocks(node.children))
        if kind == "listing":
            return element("pre", element("code", node.text))
        if kind == "rule":
            return element("hr")
        if kind == "table":
            return self._table(node)
        if kind == "figure":
            return self.figure(node)
        return element("p", self.line(node.children), class_="wanted" if kind == "wanted" else "")

    def _table(self, node: Node) -> Xml:
        heads = [self._row(row) for row in node.children if row.head]
        rows = [self._row(row) for row in node.children if not row.head]
        head = [element("thead", *heads)] if heads else []
        return element("table", *head, *([element("tbody", *rows)] if rows else []))

    def _row(self, row: Node) -> Xml:
        return element(
            "tr",
            *(
                element(
                    "th" if cell.head else "td",
                    self.line(cell.children),
                    class_=cell.align,
                    scope="col" if cell.head and row.head else "",
                )
                for cell in row.children
            ),
        )

    def figure(self, node: Node) -> Xml:
        caption = element("figcaption", self.line(node.children)) if node.children else Xml("")
        alt = node.alt or words_of(node.children) or self.picture_words
        name = self.picture(node.target)
        shown = element("img", src=name, alt=alt) if name else element("p", alt)
        return element("figure", shown, caption)

    def line(self, nodes: Nodes) -> Xml:
        return Xml("".join(self._inline(node) for node in nodes))

    def _inline(self, node: Node) -> Xml:
        kind = node.kind
        if kind == "text":
            return Xml("".join(element("x", node.text)[3:-4])) if node.text else Xml("")
        if kind == "code":
            return element("code", node.text)
        if kind == "break":
            return element("br")
        if kind == "link":
            return element("a", self.line(node.children), href=node.target)
        if kind == "footnote":
            return self._mark(f"fn-{node.number}", str(node.number))
        if kind == "note":
            return self._mark(f"note-{node.target}", node.target)
        if kind == "needed":
            return self._mark(f"needed-{node.number}", "?")
        return element(_TAGS[kind], self.line(node.children))

    def _mark(self, target: str, sign: str) -> Xml:
        identifier = "" if target in self._marked else f"ref-{target}"
        self._marked.add(target)
        link = element(
            "a", sign, epub__type="noteref", role="doc-noteref", href=f"#{target}", id=identifier
        )
        return element("sup", link)

    def notes(self) -> Iterator[Xml]:
        """Every note that has a mark, in an aside of its own: readers show it where its mark is."""
        tree = self.tree
        for letter, note in tree.notes.items():
            if f"note-{letter}" in self._marked:
                yield element("aside", self.blocks(note.blocks), id=f"note-{letter}", **NOTE)
        for number, footnote in sorted(tree.footnotes.items()):
            if f"fn-{number}" not in self._marked:
                continue
            back = element("a", f"{number}.", href=f"#ref-fn-{number}", role="doc-backlink")
            standings = [
                element("p", self.line(self.standing_words(standing)), class_="standing")
                for standing in footnote.standings
                if not standing.common and standing.words
            ]
            words = element("p", back, " ", self.line(footnote.words))
            yield element("aside", words, *standings, id=f"fn-{number}", **NOTE)
        for number, reason in sorted(tree.needed.items()):
            if f"needed-{number}" in self._marked:
                words = element("p", f"{self.needed_words} ", self.line(reason))
                yield element("aside", words, id=f"needed-{number}", **NOTE)
