"""Wikitext's tables into tables of one line a row; spanning cells are flattened, layout reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from editorial.importers.mediawiki.context import ATOM, LINE_MARK, Context
from editorial.importers.mediawiki.writing.emphasis import escaped
from editorial.importers.mediawiki.writing.inline_pieces import PieceLine
from editorial.importers.mediawiki.writing.wiki_inline import render
from encyclopedia.core.messages import Message

_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_SEPARATOR = re.compile(r"\|\||!!")
_LIST = re.compile(r"\A[*#:;]+\s*")
MAX_COLUMNS = 60
# A grid may be padded to this many times its own cells; a larger one is written row by row.
_MAX_PADDING = 20


@dataclass(slots=True)
class Cell:
    text: str
    header: bool = False
    columns: int = 1
    rows: int = 1
    line: int = 0


@dataclass(slots=True)
class Table:
    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)


def table(source: list[str], context: Context, inner: Callable[[str], list[str]]) -> list[str]:
    """The blocks for a table's lines (from `{|`, without `|}`).

    A table of one column, or with tables in it, is layout: its cells become blocks of their own.
    """
    parsed = _read_table(source, context)
    rows = [row for row in parsed.rows if row]
    caption = [render(parsed.caption, context)] if parsed.caption.strip() else []
    out = [
        block
        for line in caption
        for block in (
            *line.before,
            f"**{line.words.strip()}**" if not _has_markup(line) else line.markup.strip(),
            *line.after,
        )
        if block.strip("*")
    ]
    if not rows:
        return out
    width = max(sum(cell.columns for cell in row) for row in rows)
    cells = sum(map(len, rows))
    nested = any("{|" in cell.text for row in rows for cell in row)
    if (
        width == 1
        or max(map(len, rows)) == 1
        or nested
        or width > MAX_COLUMNS
        or width * len(rows) > _MAX_PADDING * cells + 200
    ):
        if width > 1:
            context.tell("table", Message("wiki_table_for_layout"))
        for row in rows:
            for cell in row:
                context.line = cell.line or context.line
                out += inner(cell.text)
        return out
    return [*out, *_grid_blocks(rows, width, context)]


def _has_markup(line: PieceLine) -> bool:
    return "[" in line.markup or "*" in line.markup


def _read_table(source: list[str], context: Context) -> Table:
    table = Table()
    row: list[Cell] = []
    current: Cell | None = None
    in_caption = False
    level = 0
    for raw in source[1:]:
        line = raw
        if match := LINE_MARK.match(raw):
            context.line = int(match.group(1))
            line = raw[match.end() :]
        stripped = line.strip()
        if level or stripped.startswith("{|"):
            level += stripped.startswith("{|") - stripped.startswith("|}")
            if current is not None:
                current.text += f"\n{line}"
            continue
        if stripped.startswith("|+"):
            _, table.caption = _without_attributes(stripped[2:])
            in_caption = True
        elif stripped.startswith("|-"):
            table.rows.append(row)
            row, current, in_caption = [], None, False
            after = re.sub(r"\A\|-+", "", stripped)
            if ATOM.search(after):
                context.tell("table", Message("wiki_row_attributes"), after)
        elif stripped.startswith(("|", "!")):
            in_caption = False
            new = list(_cells(stripped, context.line))
            row += new
            current = new[-1] if new else current
        elif in_caption:
            table.caption += f" {stripped}"
        elif current is not None:
            current.text += f"\n{line}"
        elif stripped and ATOM.search(stripped):
            current = Cell(stripped, line=context.line)
            row.append(current)
    table.rows.append(row)
    return table


def _cells(line: str, number: int) -> list[Cell]:
    header = line.startswith("!")
    parts = _SEPARATOR.split(line[1:]) if header else line[1:].split("||")
    cells = []
    for part in parts:
        attributes, text = _without_attributes(part)
        spans = {name.lower(): max(int(count), 1) for name, count in _SPAN.findall(attributes)}
        cells.append(
            Cell(
                text.strip(),
                header,
                min(spans.get("colspan", 1), 50),
                min(spans.get("rowspan", 1), 500),
                number,
            )
        )
    return cells


def _without_attributes(text: str) -> tuple[str, str]:
    before, pipe, after = text.partition("|")
    if pipe and len(before) < 1000 and "{{" not in before and not ATOM.search(before):
        return before, after
    return "", text


def _grid_blocks(rows: list[list[Cell]], width: int, context: Context) -> list[str]:
    """The rows as a grid; where a cell spans rows, its words are repeated, its citations are not."""
    before: list[str] = []
    after: list[str] = []
    grid: list[list[str]] = []
    pending: dict[int, tuple[int, str]] = {}
    spanning = False
    for row in rows:
        line: list[str] = []
        waiting = iter(row)
        cell = next(waiting, None)
        while len(line) < width and (cell is not None or pending):
            if len(line) in pending:
                rows_left, words = pending.pop(len(line))
                if rows_left > 1:
                    pending[len(line)] = (rows_left - 1, words)
                line.append(words)
                continue
            if cell is None:
                if not any(column >= len(line) for column in pending):
                    break
                line.append("")
                continue
            text, plain = _cell(cell, context, before, after)
            for extra in range(cell.columns):
                if cell.rows > 1:
                    spanning = True
                    pending[len(line)] = (cell.rows - 1, plain if extra == 0 else "")
                line.append(text if extra == 0 else "")
            spanning = spanning or cell.columns > 1
            cell = next(waiting, None)
        while cell is not None:
            text, _ = _cell(cell, context, before, after)
            line[-1] = f"{line[-1]} {text}".strip()
            cell = next(waiting, None)
        if any(line):
            grid.append([*line, *[""] * (width - len(line))])
    if spanning:
        context.tell("table", Message("wiki_cells_merged"))
    if not grid:
        return [*before, *after]
    headed = all(cell.header for cell in rows[0]) or (
        rows[0][0].header and len(rows[0]) > 1 and rows[0][-1].header
    )
    head = grid.pop(0) if headed and len(grid) > 1 else [""] * width
    lines = [_row(head), "|" + " --- |" * width, *map(_row, grid)]
    return [*before, "\n".join(lines), *after]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell, context: Context, before: list[str], after: list[str]) -> tuple[str, str]:
    """A cell's markup in one line, and its words alone."""
    context.line = cell.line or context.line
    parts: list[str] = []
    for raw in cell.text.split("\n"):
        line = LINE_MARK.sub("", raw).strip()
        item = _LIST.match(line)
        if item:
            line = line[item.end() :]
        if line in {"", "<blockquote>", "</blockquote>"} or line.startswith("|}"):
            continue
        if parts:
            parts.append("; " if item and not parts[-1].rstrip().endswith((";", ":", ",")) else " ")
        parts.append(line)
    rendered = render("".join(parts), context, cell=True)
    before += rendered.before
    after += rendered.after
    markup = rendered.markup.replace("\n", " ").strip().strip(";").strip()
    return _piped(markup), _piped(_plain(rendered.words))


def _piped(markup: str) -> str:
    """The markup with every pipe escaped, so that it does not end the cell."""
    return re.sub(r"(?<!\\)\|", r"\\|", markup)


def _plain(words: str) -> str:
    return escaped(" ".join(words.split()))
