from __future__ import annotations

import pytest
from published import open_readers_tables


@pytest.fixture(autouse=True)
def readers_tables_are_open(db: None) -> None:
    open_readers_tables()
