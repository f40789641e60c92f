"""Which row of a table is its head, where nothing marks one."""

from __future__ import annotations

import pytest

from editorial.importers.texts.pasted import read_html


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ("<tr><td>Year<td>Members<tr><td>1905<td>120", "| Year | Members |"),
        ("<tr><td><td>1905<td>1906<tr><td>Riga<td>1<td>2", "|  | 1905 | 1906 |"),
        ("<tr><td>1905<td>120<tr><td>1906<td>130", "|  |  |"),
        ("<tr><td>Born<td>1879<tr><td>Died<td>1940", "|  |  |"),
        ("<tr><td>Name:<td>Ann<tr><td>Place:<td>Riga", "|  |  |"),
        ("<tr><th>Riga<td>yes<tr><th>Liepāja<td>no", "|  |  |"),
        ("<tr><td>They struck.<td>They won.<tr><td>a<td>b", "|  |  |"),
    ],
)
def test_a_first_row_that_names_columns_is_the_head(rows: str, head: str) -> None:
    assert read_html(f"<table>{rows}</table>").text.splitlines()[0] == head
