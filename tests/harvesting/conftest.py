from __future__ import annotations

from collections.abc import Iterator

import pytest
from published import open_readers_tables

from encyclopedia.serving import page_frame


@pytest.fixture(autouse=True)
def readers_tables_are_open(db: None) -> None:
    open_readers_tables()


@pytest.fixture(autouse=True)
def fresh_shell() -> Iterator[None]:
    """The shell is kept by the process; settings that it shows change from test to test."""
    page_frame.forget()
    yield
    page_frame.forget()
