"""Tables as pandoc draws them, with lines of hyphens or in a grid, as tables with pipes. Pure: no Django.

https://pandoc.org/MANUAL.html#tables. A caption stands above its table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

MAX_ROWS = 2_000
MAX_HEAD_LINES = 20
_COLUMNS = re.compile(r" {0,3}-{2,}(?: +-{2,})+ *")
_BORDER = re.compile(r" {0,3}-{5,} *")
_GRID = re.compile(r"\+(?:[-=:]+\+)+ *")
_CAPTION = re.compile(r"(?:[Tt]able)?: +(\S.*)")
_RUN = re.compile(r"-+")

Row = list[str]


def with_pipe_tables(text: str) -> str:
    """The text with all its drawn tables so; what only looks like one stays."""
    if "--" not in text and "\n:" not in text:
        return text
    lines = text.split("\n")
    written: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        end = 0
        if _GRID.fullmatch(line.rstrip()):
            end = _grid(lines, number, written)
        elif _COLUMNS.fullmatch(line):
            end = _drawn(lines, number, written)
        if not end:
            _put(line, lines, number, written)
        number = end or number + 1
    return "\n".join(written)


def _put(line: str, lines: Sequence[str], number: int, written: list[str]) -> None:
    """A line, without the mark of a caption if it stands beside a table."""
    caption = _CAPTION.fullmatch(line.strip())
    behind = next((after for after in lines[number + 1 : number + 3] if after.strip()), "")
    before = next((above for above in written[:-3:-1] if above.strip()), "")
    if not caption or not any(
        beside.lstrip().startswith(("|", "+-"))
        or _COLUMNS.fullmatch(beside)
        or _BORDER.fullmatch(beside)
        for beside in (before, behind)
    ):
        written.append(line)
        return
    if not before.lstrip().startswith("|"):
        written.append(caption[1])
        return
    begin = len(written)
    while not written[begin - 1].strip():
        begin -= 1
    while begin and written[begin - 1].lstrip().startswith("|"):
        begin -= 1
    written[begin:begin] = [*([""] if begin else []), caption[1], ""]


def _drawn(lines: Sequence[str], number: int, written: list[str]) -> int:
    """A table whose columns this line draws, put behind what is written; the number of the line after it, or 0."""
    columns = [match.start() for match in _RUN.finditer(lines[number])]
    above = len(written)
    while above and written[above - 1].strip() and len(written) - above < MAX_HEAD_LINES:
        above -= 1
    head_lines = written[above:]
    is_framed = bool(head_lines) and _BORDER.fullmatch(head_lines[0]) is not None
    head_lines = head_lines[1:] if is_framed else head_lines
    rows: list[Row] = []
    group: list[str] = []
    end = number + 1
    ended = False
    while end < len(lines) and len(rows) <= MAX_ROWS and not ended:
        line = lines[end]
        ended = bool(_BORDER.fullmatch(line) or _COLUMNS.fullmatch(line))
        if ended or not line.strip():
            if group:
                rows.append(_cells(group, columns))
            group = []
            ended = ended or (not is_framed and bool(head_lines))
            if not ended and not is_framed:
                return 0
        elif is_framed:
            group.append(line)
        else:
            rows.append(_cells([line], columns))
        end += 1
    if (
        not rows
        or (not ended and (is_framed or not head_lines))
        or (len(head_lines) > 1 and not is_framed)
    ):
        return 0
    del written[above:]
    written += _pipes(_cells(head_lines, columns) if head_lines else [""] * len(columns), rows)
    return end


def _cells(lines: Sequence[str], columns: Sequence[int]) -> Row:
    """What stands in each column; words that begin before theirs belong to the one they begin in."""
    edges = [*columns, 10_000]
    return [
        " ".join(line[begin if begin != columns[0] else 0 : end].strip() for line in lines).strip()
        for begin, end in pairwise(edges)
    ]


def _grid(lines: Sequence[str], number: int, written: list[str]) -> int:
    edges = [place for place, sign in enumerate(lines[number].rstrip()) if sign == "+"]
    head: Row = []
    rows: list[Row] = []
    group: list[str] = []
    end = number + 1
    while end < len(lines) and lines[end][:1] in {"+", "|"} and len(rows) <= MAX_ROWS:
        line = lines[end].rstrip()
        if line[0] == "+":
            row = [
                " ".join(part[begin + 1 : close].strip() for part in group).strip()
                for begin, close in pairwise(edges)
            ]
            if "=" in line and not rows:
                head = row
            elif group:
                rows.append(row)
            group = []
        else:
            group.append(line)
        end += 1
    if group or not rows:
        return 0
    if written and written[-1].strip():
        written.append("")
    written += _pipes(head or [""] * (len(edges) - 1), rows)
    return end


def _pipes(head: Row, rows: Sequence[Row]) -> list[str]:
    def line(cells: Row) -> str:
        return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in cells) + " |"

    return [line(head), line(["---"] * len(head)), *map(line, rows)]
