"""Tables of pasted pages as the tables of our markup. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from editorial.html import messages
from editorial.html.html_tree import HtmlElement
from editorial.importers.writing.markup_blocks import MarkupBlock
from editorial.importers.writing.markup_inline import written_on_one_line
from editorial.importers.writing.pieces import ParagraphPiece, plain

MAX_COLUMNS = 60
MAX_HEADING = 60
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"[12]\d{3}(?:[/–-]\d{2,4})?")

Cell = tuple[bool, list[ParagraphPiece]]
"""Whether it is a heading, and what it holds."""


def parts_of(table: HtmlElement) -> tuple[list[list[HtmlElement]], HtmlElement]:
    """The cells of each row, without those of tables inside; and what stands between the cells.

    A browser shows the latter before the table.
    """
    rows: list[list[HtmlElement]] = []
    stray = HtmlElement("div")
    _sort(table, rows, stray)
    return rows, stray


def _sort(element: HtmlElement, rows: list[list[HtmlElement]], stray: HtmlElement) -> None:
    loose: list[HtmlElement] = []
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                stray.children.append(child)
        elif child.gone or child.tag == "caption":
            continue
        elif child.tag in {"td", "th"}:
            loose.append(child)
        elif child.tag in {"tr", "thead", "tbody", "tfoot"}:
            _sort(child, rows, stray)
        else:
            stray.children.append(child)
    if loose:
        rows.append(loose)


def is_layout(table: HtmlElement, rows: list[list[HtmlElement]]) -> bool:
    """Whether the table only places things on the page, or is too wide for one."""
    if table.get("role") in {"presentation", "none"}:
        return True
    return not 2 <= max((len(row) for row in rows), default=0) <= MAX_COLUMNS


def table_block(
    rows: list[list[HtmlElement]], read: Callable[[HtmlElement], list[ParagraphPiece]]
) -> MarkupBlock:
    """The table; `read` gives a cell's words. Its first row is its heading where it is marked or reads as one; else
    the heading is empty.
    """
    block = MarkupBlock([])
    lines: list[list[str]] = []
    merged = False
    heading = False
    below: dict[int, int] = {}
    for number, row in enumerate(rows):
        cells: list[Cell] = [(cell.tag == "th" or _in_head(cell), read(cell)) for cell in row]
        filled = [pieces for _, pieces in cells if any(not piece.is_blank for piece in pieces)]
        bold = bool(filled) and all(_is_bold(pieces) for pieces in filled)
        marked = all(head for head, _ in cells) or bold
        if number == 0 and (marked or (rows[1:] and _reads_as_head(cells))):
            heading = True
            cells = [(head, [_unbold(piece) for piece in pieces]) for head, pieces in cells]
        line: list[str] = []
        spans = [_span(cell, "colspan") for cell in row]
        if sum(spans) > MAX_COLUMNS:
            spans = [1] * len(row)
        for cell, across, (_, pieces) in zip(row, spans, cells, strict=True):
            _skip_covered(line, below)
            down = _span(cell, "rowspan")
            merged = merged or across > 1 or down > 1
            if down > 1:
                below.update({len(line) + n: down for n in range(across)})
            line.append(written_on_one_line(pieces).replace("|", "\\|"))
            line.extend([""] * (across - 1))
        _skip_covered(line, below)
        below = {column: left - 1 for column, left in below.items() if left > 1}
        lines.append(line)
    width = max(len(line) for line in lines)
    if not heading:
        lines.insert(0, [""] * width)
    lines.insert(1, ["---"] * width)
    block.lines = [
        _line(line, width if number < 2 else len(line)) for number, line in enumerate(lines)
    ]
    if merged:
        block.remark(messages.CELLS_MERGED, " ".join(lines[0]) or " ".join(lines[2]))
    return block


def _skip_covered(line: list[str], below: dict[int, int]) -> None:
    """Leave cells empty that one further up reaches down into."""
    while below.get(len(line), 0) > 0 and len(line) < MAX_COLUMNS:
        line.append("")


def _line(cells: list[str], width: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"


def _in_head(cell: HtmlElement) -> bool:
    around = cell.closest(["thead", "table"])
    return around is not None and around.tag == "thead"


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name).strip()
    return max(1, min(int(value), MAX_COLUMNS)) if value.isdecimal() and len(value) < 5 else 1


def _reads_as_head(cells: list[Cell]) -> bool:
    """Whether a row that nothing marks as the heading names columns: short words in every cell but perhaps the first.

    Numbers are what tables hold; years may name the columns behind the first.
    """
    if any(head for head, _ in cells) or any(piece.kind == "mark" for _, p in cells for piece in p):
        return False
    first, *others = [plain(pieces) for _, pieces in cells]
    if not others or not all(others) or any(len(words) > MAX_HEADING for words in (first, *others)):
        return False
    if first.endswith(":") or any(words.endswith((".", "?", "!")) for words in others):
        return False
    has_years = len(others) > 1 and all(_YEAR.fullmatch(words) for words in others)
    return not _DIGIT.search(first) and (has_years or not any(map(_DIGIT.search, others)))


def _is_bold(pieces: list[ParagraphPiece]) -> bool:
    return all(
        piece.look.bold or piece.is_blank or piece.kind == "mark" for piece in pieces
    ) and any(piece.look.bold for piece in pieces)


def _unbold(piece: ParagraphPiece) -> ParagraphPiece:
    return replace(piece, look=replace(piece.look, bold=False))
