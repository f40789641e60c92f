"""Tables as CSV files, sent line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

from editorial.wording.cells import harmless


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
        yield writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
