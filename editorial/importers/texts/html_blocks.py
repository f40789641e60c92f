"""The blocks of a pasted page: paragraphs, headings, lists, quotations, tables, pictures. Pure: no
Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby, pairwise

from editorial.html import messages
from editorial.html.html_tree import BLOCKS, HtmlElement
from editorial.html.imported import ReportLine
from editorial.importers.notes.numbered_notes import NumberedNotes
from editorial.importers.references.reference_marks import Mark, Marks
from editorial.importers.texts.html_inline import HtmlInline, look_of
from editorial.importers.texts.html_tables import is_layout, parts_of, table_block
from editorial.importers.texts.html_verbatim import verbatim
from editorial.importers.writing.markup_blocks import MarkupBlock, stacked
from editorial.importers.writing.markup_inline import written, written_on_one_line
from editorial.importers.writing.pieces import (
    PLAIN,
    Look,
    ParagraphPiece,
    plain,
    with_marks,
    without_brackets,
)

# Our markup shows twenty levels, of which a list in a list takes two.
MAX_DEPTH = 6

_HEADING = re.compile(r"h([1-6])")
_FIGURES = frozenset(["figure", "thumbinner"])

Rewrite = Callable[[list[ParagraphPiece]], list[ParagraphPiece]]


class Blocks:
    """Walks a page in reading order."""

    def __init__(self, inline: HtmlInline, marks: Marks, numbered: NumberedNotes) -> None:
        self._inline = inline
        self._marks = marks
        self._numbered = numbered
        self._depth = 0
        self._rewrite: Rewrite | None = None

    def rewritten(self, element: HtmlElement, rewrite: Rewrite) -> list[MarkupBlock]:
        """The blocks of a note whose paragraphs are changed before they are written."""
        self._rewrite = rewrite
        blocks = self.flow(element)
        self._rewrite = None
        return blocks

    def flow(self, element: HtmlElement, look: Look = PLAIN) -> list[MarkupBlock]:
        """The blocks that an element holds; words between blocks are paragraphs."""
        blocks: list[MarkupBlock] = []
        pieces: list[ParagraphPiece] = []
        for child in element.children:
            if isinstance(child, str):
                pieces.append(ParagraphPiece("code" if look.code else "words", child, look))
            elif child.gone:
                continue
            elif child.tag in BLOCKS or child.contains_block():
                blocks.extend(self._paragraphs(pieces))
                pieces = []
                avoid = blocks[-1].kind if blocks else ""
                blocks.extend(self._block(child, look, avoid))
            else:
                self._inline.add(child, look, pieces)
        blocks.extend(self._paragraphs(pieces))
        return blocks

    def _paragraphs(self, pieces: list[ParagraphPiece]) -> list[MarkupBlock]:
        """Paragraphs of these pieces: two line breaks in a row begin a new one."""
        report = self._inline.take_report()
        blocks: list[MarkupBlock] = []
        for paragraph in _split_at_double_breaks(pieces):
            lines = written(self._with_marks(paragraph, report))
            if lines:
                blocks.append(MarkupBlock(lines))
        blocks.extend(
            MarkupBlock([figure], kind="figure") for figure in self._inline.take_figures()
        )
        if blocks:
            blocks[0].report[:0] = report
        elif report:
            self._inline.report[:0] = report
        return blocks

    def _with_marks(
        self, pieces: list[ParagraphPiece], report: list[ReportLine]
    ) -> list[ParagraphPiece]:
        def write(mark: Mark, raw: str) -> str:
            if mark.needed is None and not all(map(self._numbered.resolves, mark.labels)):
                report.append(ReportLine(0, messages.REFERENCE_NOT_FOUND, raw))
            return self._numbered.written(mark)

        if self._rewrite is not None:
            pieces = self._rewrite(pieces)
        return with_marks(without_brackets(pieces), self._marks, write)

    def _block(self, element: HtmlElement, look: Look, avoid: str) -> list[MarkupBlock]:
        tag = element.tag
        if match := _HEADING.fullmatch(tag):
            return self._heading(element, int(match[1]))
        if tag in {"ul", "ol"}:
            return self._list(element, look, avoid)
        if tag == "blockquote":
            return self._quotation(element, look)
        if tag == "pre":
            return verbatim(element)
        if tag == "hr":
            return [MarkupBlock(["---"], kind="rule")]
        if tag == "table":
            return self._table(element, look)
        if tag == "dl":
            return self._definitions(element, look)
        if tag in _FIGURES or not _FIGURES.isdisjoint(element.classes):
            return self._figure(element, look)
        return self.flow(element, look_of(element, look))

    def _heading(self, element: HtmlElement, level: int) -> list[MarkupBlock]:
        pieces: list[ParagraphPiece] = []
        self._inline.gather(element, PLAIN, pieces)
        report = self._inline.take_report()
        pieces = self._with_marks(pieces, report)
        if all(piece.look.bold or piece.is_blank or piece.kind != "words" for piece in pieces):
            pieces = [ParagraphPiece(p.kind, p.text, PLAIN, p.target, p.inside) for p in pieces]
        line = written_on_one_line(pieces)
        figures = [MarkupBlock([figure], kind="figure") for figure in self._inline.take_figures()]
        if not plain(pieces):
            words = [MarkupBlock([line], report)] if line else []
            return [*words, *figures]
        if self._depth:
            return [MarkupBlock([f"**{line}**" if "*" not in line else line], report), *figures]
        return [
            MarkupBlock([line.rstrip("#").rstrip() or line], report, kind=f"h{level}"),
            *figures,
        ]

    def _nested(self, element: HtmlElement, look: Look) -> list[MarkupBlock]:
        self._depth += 1
        blocks = self.flow(element, look_of(element, look))
        self._depth -= 1
        return blocks

    def _quotation(self, element: HtmlElement, look: Look) -> list[MarkupBlock]:
        blocks = self._nested(element, look)
        if not blocks or self._depth >= MAX_DEPTH:
            return blocks
        return [stacked(blocks).prefixed("> ", "> ")]

    def _list(self, element: HtmlElement, look: Look, avoid: str) -> list[MarkupBlock]:
        items: list[list[MarkupBlock]] = []
        for child in element.children:
            if isinstance(child, str):
                if child.strip():
                    items.append(self._nested(HtmlElement("li", {}, [child]), look))
            elif child.gone:
                continue
            elif child.tag in {"ul", "ol"} and items:
                items[-1].extend(self._nested(HtmlElement("li", {}, [child]), look))
            else:
                holder = child if child.tag == "li" else HtmlElement("li", {}, [child])
                items.append(self._nested(holder, look))
        items = [blocks for blocks in items if blocks]
        if not items or self._depth >= MAX_DEPTH:
            return [block for blocks in items for block in blocks]
        kind = element.tag if avoid != element.tag else f"{element.tag} 2"
        tight = all(_is_tight(blocks) for blocks in items)
        number = _start(element)
        written_items: list[MarkupBlock] = []
        for blocks in items:
            marker = {"ul": "- ", "ul 2": "* ", "ol": f"{number}. ", "ol 2": f"{number}) "}[kind]
            number += 1
            body = stacked(blocks, tight=tight)
            written_items.append(body.prefixed(marker, " " * len(marker)))
        whole = stacked(written_items, tight=tight)
        whole.kind = kind
        return [whole]

    def _definitions(self, element: HtmlElement, look: Look) -> list[MarkupBlock]:
        """Terms in bold, what they mean in a list below them."""
        blocks: list[MarkupBlock] = []
        for tag, group in groupby(_terms(element), lambda child: child.tag):
            for child in group:
                inner = self._nested(child, look)
                if (
                    tag == "dt"
                    and len(inner) == 1
                    and len(inner[0].lines) == 1
                    and "*" not in inner[0].lines[0]
                ):
                    inner[0].lines[0] = f"**{inner[0].lines[0]}**"
                if tag == "dd" and inner and self._depth < MAX_DEPTH:
                    kind = "* " if blocks and blocks[-1].kind == "ul" else "- "
                    item = stacked(inner).prefixed(kind, "  ")
                    if blocks and blocks[-1].kind.startswith("dd"):
                        item = stacked(inner).prefixed("- ", "  ")
                        inner = [stacked([blocks.pop(), item], tight=True)]
                    else:
                        inner = [item]
                    inner[0].kind = "dd"
                blocks.extend(inner)
        return blocks

    def _figure(self, element: HtmlElement, look: Look) -> list[MarkupBlock]:
        images = [part for part in element.elements() if part.tag == "img"]
        caption = next((part for part in element.elements() if _is_caption(part)), None)
        if len(images) != 1 or any(part.tag == "table" for part in element.elements()):
            return self.flow(element, look)
        pieces: list[ParagraphPiece] = []
        if caption is not None:
            self._inline.gather(caption, PLAIN, pieces)
        self._inline.picture(images[0], pieces)
        return self._paragraphs([])

    def _table(self, element: HtmlElement, look: Look) -> list[MarkupBlock]:
        rows, stray = parts_of(element)
        caption = next(
            (c for c in element.children if isinstance(c, HtmlElement) and c.tag == "caption"), None
        )
        blocks = self.flow(caption, look) if caption is not None and not caption.gone else []
        blocks.extend(self.flow(stray, look))
        if is_layout(element, rows):
            for row in rows:
                for cell in row:
                    blocks.extend(self.flow(cell, look_of(cell, look)))
            return blocks
        pending: list[ReportLine] = []

        def read(cell: HtmlElement) -> list[ParagraphPiece]:
            if any(inner.tag == "table" for inner in cell.elements()):
                pending.append(ReportLine(0, messages.TABLE_FLATTENED, cell.words()[:100]))
            pieces: list[ParagraphPiece] = []
            self._inline.gather(cell, look_of(cell, look), pieces)
            return self._with_marks(pieces, pending)

        table = table_block(rows, read)
        table.report.extend(pending + self._inline.take_report())
        figures = [MarkupBlock([figure], kind="figure") for figure in self._inline.take_figures()]
        return [*blocks, table, *figures]


def _split_at_double_breaks(pieces: list[ParagraphPiece]) -> list[list[ParagraphPiece]]:
    paragraphs: list[list[ParagraphPiece]] = [[]]
    broken = False
    for piece in pieces:
        if piece.kind == "break":
            if broken:
                paragraphs.append([])
            broken = True
        elif not piece.is_blank:
            broken = False
        paragraphs[-1].append(piece)
    return paragraphs


def _is_tight(blocks: list[MarkupBlock]) -> bool:
    """Whether an item is one paragraph, with at most lists below that may follow it directly."""
    if any(block.kind == "figure" or block.kind.startswith("h") for block in blocks):
        return False
    rest = blocks[1:]
    return all(
        block.kind.startswith("ul")
        or (block.kind.startswith("ol") and block.lines[0].startswith("1"))
        for block in rest
    ) and all(a.kind != b.kind for a, b in pairwise(rest))


def _start(element: HtmlElement) -> int:
    value = element.get("start").strip()
    return int(value) if value.isdecimal() and len(value) < 7 else 1


def _terms(element: HtmlElement) -> list[HtmlElement]:
    """The terms and meanings of a list of definitions, also where a `div` groups them."""
    terms: list[HtmlElement] = []
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                terms.append(HtmlElement("dd", {}, [child]))
        elif not child.gone:
            terms.extend(_terms(child) if child.tag == "div" else [child])
    return terms


def _is_caption(element: HtmlElement) -> bool:
    return element.tag == "figcaption" or "thumbcaption" in element.classes
