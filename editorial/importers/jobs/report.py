"""The report of an import as a table: the same columns from the office and from the commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editorial.models import ImportLine
from editorial.wording.cells import harmless

_COLUMNS = ["state", "item", "place", "construct", "message", "excerpt"]


def rows(lines: Iterable[ImportLine]) -> Iterator[list[str]]:
    """The headings of the columns, then a row for each line."""
    yield _COLUMNS
    for line in lines:
        cells = (line.state, line.name, line.place, line.construct, line.message, line.excerpt)
        yield [harmless(cell) for cell in cells]
