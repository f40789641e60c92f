"""The report as a table: no cell of it is a formula to a spreadsheet."""

from __future__ import annotations

import pytest

from editorial.importers.jobs.report import rows
from editorial.models import ImportLine


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "\t", "\n", "\r"])
def test_a_cell_that_would_be_a_formula_is_told_as_words(sign: str) -> None:
    line = ImportLine(state="left", name=f"{sign}1+1", message="Left out: =1+1")
    _heads, cells = rows([line])
    assert cells[1] == f"'{sign}1+1"
    assert cells[4] == "Left out: =1+1"
