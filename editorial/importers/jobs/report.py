"""The report of an import as a table: the same columns from the office and from the commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editorial.models import ImportLine

_COLUMNS = ["state", "item", "place", "construct", "message", "excerpt"]
# A spreadsheet would take such a cell for a formula.
_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n", "\r")


def rows(lines: Iterable[ImportLine]) -> Iterator[list[str]]:
    """The headings of the columns, then a row for each line."""
    yield _COLUMNS
    for line in lines:
        cells = (line.state, line.name, line.place, line.construct, line.message, line.excerpt)
        yield [f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in cells]
