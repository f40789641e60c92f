"""The nodes of an edition as paragraphs and runs of a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from encyclopedia.core.language_tags import begins_from_the_right
from encyclopedia.downloads.pictures import Printable
from encyclopedia.downloads.tree import Cited, EditionTree, Node, Nodes, words_of
from encyclopedia.downloads.word_frame import BULLETS, NUMBERS, w
from encyclopedia.downloads.word_own import link_field, needed_field
from encyclopedia.downloads.word_pieces import (
    bookmarked,
    drawing,
    field_runs,
    in_order,
    without_stop,
    words_run,
)
from encyclopedia.downloads.zotero_fields import citation_field
from encyclopedia.harvesting.xml import Xml, element

_RUN: Final = {
    "em": Xml("<w:i/>"),
    "strong": Xml("<w:b/>"),
    "strike": Xml("<w:strike/>"),
    "sup": Xml('<w:vertAlign w:val="superscript"/>'),
    "sub": Xml('<w:vertAlign w:val="subscript"/>'),
    "small": Xml('<w:sz w:val="18"/>'),
}
_FROM_THE_LEFT: Final = w("rtl", val="0")
_CODE: Final = w("rFonts", ascii="Courier New", hAnsi="Courier New", cs="Courier New")

Properties = tuple[Xml, ...]


@dataclass
class WordText:
    """Writes one edition; what it needs besides the text is collected on the way.

    `picture` gives the file of a digest, `address` that of the work with a key.
    """

    tree: EditionTree
    picture: Callable[[str], Printable | None]
    address: Callable[[str], str]
    needed_words: str
    footnotes: list[Xml] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    note_links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Printable] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    # Of the author's notes that are written, by their letters.
    numbers: dict[str, int] = field(default_factory=dict)
    in_note: bool = False
    facts_shown: str = ""

    def __post_init__(self) -> None:
        self._cited = {
            (citation.number, citation.occurrence): citation for citation in self.tree.cited
        }
        self._levels: list[int] = []

    def blocks(self, nodes: Nodes, style: str = "", depth: int = 0) -> Iterator[Xml]:
        for node in nodes:
            yield from self._block(node, style, depth)

    def _block(self, node: Node, style: str, depth: int) -> Iterator[Xml]:
        kind = node.kind
        if kind == "heading":
            yield self.paragraph(node.children, f"Heading{self._heading_level(node.number)}")
        elif kind == "list":
            yield from self._list(node, depth)
        elif kind == "quotation":
            yield from self.blocks(node.children, "Quote", depth)
        elif kind == "listing":
            lines = node.text.split("\n")
            runs = [part for line in lines for part in (w("br"), words_run(line))][1:]
            yield self._p("Code", w("r", *runs))
        elif kind == "rule":
            yield self._p("", w("r", words_run("* * *")), w("jc", val="center"))
        elif kind == "table":
            yield self._table(node)
            yield w("p")
        elif kind == "figure":
            yield from self._figure(node)
        else:
            yield self.paragraph(node.children, style)

    def _heading_level(self, typed: int) -> int:
        while self._levels and self._levels[-1] >= typed:
            self._levels.pop()
        self._levels.append(typed)
        return len(self._levels)

    def paragraph(self, nodes: Nodes, style: str = "", *properties: Xml) -> Xml:
        return self._p(style, Xml("".join(self.runs(nodes))), *properties)

    def _p(self, style: str, content: Xml, *properties: Xml) -> Xml:
        first = [w("pStyle", val=style)] if style else []
        bidi = [w("bidi")] if self.tree.direction == "rtl" else []
        return w("p", w("pPr", *first, *in_order(properties), *bidi), content)

    def _list(self, node: Node, depth: int) -> Iterator[Xml]:
        number = BULLETS
        if node.number:
            number = NUMBERS + len(self.starts)
            self.starts.append(node.number)
        for item in node.children:
            for place, block in enumerate(item.children):
                if block.kind == "paragraph":
                    level = w("ilvl", val=str(min(depth, 8)))
                    mark = w("numPr", level, w("numId", val=str(number if place == 0 else 0)))
                    indent = [] if place == 0 else [w("ind", left=str(500 + 400 * min(depth, 8)))]
                    yield self.paragraph(block.children, "ListParagraph", mark, *indent)
                else:
                    yield from self._block(block, "", depth + 1)

    def _table(self, node: Node) -> Xml:
        width = max(node.number, 1)
        rows = []
        for row in node.children:
            cells = [
                w(
                    "tc",
                    w("tcPr", w("tcW", w_=str(9000 // width), type="dxa")),
                    self.paragraph(
                        (Node("strong", children=cell.children),) if cell.head else cell.children,
                        "",
                        *([w("jc", val=cell.align)] if cell.align in ("center", "right") else []),
                    ),
                )
                for cell in row.children
            ]
            head = [w("trPr", w("tblHeader"))] if row.head else []
            rows.append(w("tr", *head, *cells))
        return self._bordered([9000 // width] * width, rows)

    def _bordered(self, widths: Sequence[int], rows: Sequence[Xml]) -> Xml:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = [w(side, val="single", sz="4", space="0", color="999999") for side in sides]
        grid = w("tblGrid", *(w("gridCol", w_=str(width)) for width in widths))
        bidi = [w("bidiVisual")] if self.tree.direction == "rtl" else []
        look = w("tblPr", *bidi, w("tblW", w_="9000", type="dxa"), w("tblBorders", *borders))
        return w("tbl", look, grid, *rows)

    def facts(self, rows: Sequence[tuple[str, Nodes]]) -> Xml:
        """Labels and values side by side."""
        self.facts_shown = "".join(f"{label} {words_of(value)}" for label, value in rows)
        lines = [
            w(
                "tr",
                w(
                    "tc",
                    w("tcPr", w("tcW", w_="2200", type="dxa")),
                    self._p("Fact", w("r", words_run(label))),
                ),
                w("tc", w("tcPr", w("tcW", w_="6800", type="dxa")), self.paragraph(value, "Fact")),
            )
            for label, value in rows
        ]
        return self._bordered((2200, 6800), lines)

    def _figure(self, node: Node) -> Iterator[Xml]:
        picture = self.picture(node.target)
        alt = node.alt or words_of(node.children)
        if picture is None:
            yield self._p("", w("r", words_run(alt)))
        else:
            self.pictures[node.target] = picture
            shown = drawing(node.target, picture, alt, len(self.pictures))
            yield self._p("", w("r", shown), w("keepNext"))
        if node.children:
            yield self.paragraph(node.children, "Caption")

    def runs(self, nodes: Nodes, properties: Properties = ()) -> Iterator[Xml]:
        """Marks of footnotes that stand together are one footnote, as authors write them."""
        for is_mark, together in groupby(nodes, lambda node: node.kind == "footnote"):
            if is_mark:
                yield self._citations(tuple(together))
            else:
                for node in together:
                    yield from self._run(node, properties)

    def _run(self, node: Node, properties: Properties) -> Iterator[Xml]:
        kind = node.kind
        if kind in ("text", "code"):
            own = (_CODE,) if kind == "code" else ()
            run = self._r(words_run(node.text), *properties, *own)
            if node.target:
                target = self.tree.linked.get(node.text.strip(), node.text.strip())
                yield from field_runs(link_field(target), [run])
            else:
                yield run
        elif kind == "break":
            yield w("r", w("br"))
        elif kind == "quote":
            yield from self.runs((_text("“"), *node.children, _text("”")), properties)
        elif kind == "link":
            inside = Xml(
                "".join(self.runs(node.children, (*properties, w("rStyle", val="Hyperlink"))))
            )
            yield element("w:hyperlink", inside, r__id=self._link(node.target))
        elif kind == "note":
            yield from self._note(node.target)
        elif kind == "needed":
            words = (_text(f"{self.needed_words} "), *self.tree.needed.get(node.number, ()))
            if self.in_note:
                reason = words_of(self.tree.needed.get(node.number, ()))
                shown = list(self._in_parentheses(words))
                yield from field_runs(needed_field(reason), shown)
            else:
                yield self._footnote(lambda: [self.paragraph(words, "CitationNeeded")])
        else:
            own = (_RUN[kind],) if kind in _RUN else ()
            if kind == "isolate" and not begins_from_the_right(words_of(node.children)):
                own = (_FROM_THE_LEFT,)
            yield from self.runs(node.children, (*properties, *own))

    def _note(self, letter: str) -> Iterator[Xml]:
        """A note of the author's; where it is used again, a reference to the number that it has."""
        note = self.tree.notes.get(letter)
        blocks = note.blocks if note else ()
        if self.in_note:
            yield from self._in_parentheses([part for block in blocks for part in block.children])
            return
        mark, number = f"_RefNote{letter}", self.numbers.get(letter)
        if number is not None:
            shown = w("r", w("rPr", w("rStyle", val="FootnoteReference")), words_run(str(number)))
            yield from field_runs(f"NOTEREF {mark} \\f \\h", [shown])
            return
        footnote = self._footnote(lambda: list(self.blocks(blocks, "ExplanatoryNote")))
        self.numbers[letter] = len(self.footnotes)
        yield from bookmarked(footnote, mark, len(self.numbers))

    def _r(self, content: Xml, *properties: Xml) -> Xml:
        from_the_right = self.tree.direction == "rtl" and _FROM_THE_LEFT not in properties
        rtl = (w("rtl"),) if from_the_right else ()
        styled = in_order((*properties, *rtl))
        return w("r", *([w("rPr", *styled)] if styled else []), content)

    def _link(self, target: str) -> str:
        links, start = (self.note_links, "n") if self.in_note else (self.links, "l")
        return links.setdefault(target, f"{start}{len(links) + 1}")

    def _in_parentheses(self, nodes: Sequence[Node]) -> Iterator[Xml]:
        """What is a note elsewhere: a footnote cannot hold another one."""
        yield from self.runs((_text(" ("), *nodes, _text(")")))

    def _citations(self, marks: Sequence[Node]) -> Xml:
        if self.in_note:
            # A footnote cannot hold another one: what it cites stands in it, in parentheses.
            return Xml(
                f"{w('r', words_run(' ('))}{''.join(self._field(marks, 0))}{w('r', words_run(')'))}"
            )
        return self._footnote(
            lambda: [
                self._p("FootnoteText", Xml("".join(self._field(marks, len(self.footnotes) + 1))))
            ]
        )

    def _footnote(self, content: Callable[[], list[Xml]]) -> Xml:
        self.in_note = True
        # Its number is taken once it is written: no note holds another one.
        blocks = content()
        self.in_note = False
        number = str(len(self.footnotes) + 1)
        style = w("rPr", w("rStyle", val="FootnoteReference"))
        mark = f"{w('r', style, w('footnoteRef'))}{w('r', words_run(' '))}"
        first, *others = blocks or [w("p", w("pPr", w("pStyle", val="FootnoteText")))]
        head, closing, tail = first.partition("</w:pPr>")
        self.footnotes.append(
            w("footnote", Xml(f"{head}{closing}{mark}{tail}"), *others, id=number)
        )
        return w("r", style, w("footnoteReference", id=number))

    def _field(self, marks: Sequence[Node], note_index: int) -> Iterator[Xml]:
        """The citations of these marks as one field, with the quotations that they rest on."""
        cited: list[tuple[Cited, Mapping[str, Any], str]] = []
        shown: list[Node] = []
        for mark in marks:
            footnote = self.tree.footnotes.get(mark.number)
            line = without_stop(footnote.words if footnote else ())
            shown += [*([_text("; ")] if shown else []), *line]
            if citation := self._cited.get((mark.number, mark.occurrence)):
                record = self.tree.records.get(citation.key, {})
                cited.append((citation, record, self.address(citation.key)))
        stop = note_index and shown and shown[-1].kind != "quote"
        result = list(self.runs((*shown, *([_text(".")] if stop else []))))
        if len(cited) < len(marks):
            yield from result
            return
        yield from field_runs(citation_field(cited, words_of(tuple(shown)), note_index), result)


def _text(words: str) -> Node:
    return Node("text", text=words)
