"""Tables as CSV files, sent line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

# What a spreadsheet takes for a formula, or strips before it takes the rest for one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file whose `write` returns the line."""

    def write(self, line: str) -> str:
        return line


def table_file(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """The rows as NAME.csv in UTF-8; words that a spreadsheet would calculate begin with an apostrophe."""
    return StreamingHttpResponse(
        _lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
