"""The years of a title are joined by a dash, however they were typed; other numbers stay as they are."""

from __future__ import annotations

import pytest

from encyclopedia.bibliography import chicago


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("The Prophet Armed: Trotsky, 1879-1921", "1879–1921"),
        ("Trotsky (1879-1940)", "(1879–1940)"),
        ("Trotsky, 1879–1940", "1879–1940"),
        ("The Standard 2000-1000", "2000-1000"),
        ("The Standard 1990-2000-3", "1990-2000-3"),
        ("The Standard ISO/1990-2000", "ISO/1990-2000"),
        ("The Winter of 1917-18", "1917-18"),
        ("The Day 1917-11-07", "1917-11-07"),
        ("Numbers 555-1234", "555-1234"),
    ],
)
def test_only_two_years_are_joined(typed: str, shown: str) -> None:
    record = {"type": "book", "title": typed, "author": [{"family": "Deutscher", "given": "I."}]}
    line = chicago.bibliography_line(record)
    assert line is not None
    assert shown in line
