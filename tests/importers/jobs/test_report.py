"""The report as a table: a spreadsheet reads no cell of it as a formula."""

from __future__ import annotations

import pytest

from editorial.importers.jobs.report import rows
from editorial.models import ImportLine


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "\t", "\n", "\r"])
def test_a_cell_that_would_be_a_formula_is_written_as_text(sign: str) -> None:
    line = ImportLine(state="left", name=f"{sign}1+1", message="Left out: =1+1")
    _heads, cells = rows([line])
    assert cells[1] == f"'{sign}1+1"
    assert cells[4] == "Left out: =1+1"
