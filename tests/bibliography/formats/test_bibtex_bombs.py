"""BibTeX files of a few lines that mean more than any memory holds: cut while they are put together, and told."""

from __future__ import annotations

import pytest

from encyclopedia.bibliography.formats import bibtex_entries
from encyclopedia.bibliography.formats.bibtex import read_bibtex
from encyclopedia.bibliography.formats.bibtex_entries import (
    MAX_FILE_LENGTH,
    MAX_VALUE_LENGTH,
    Macros,
    joined,
)
from encyclopedia.wording import words


def bomb(depth: int, wide: int = 10) -> str:
    """Each @string is ten times the one before it: thirty would be 10³⁰ characters."""
    lines = ['@string{m0 = "0123456789"}']
    lines += [f"@string{{m{n} = {' # '.join([f'm{n - 1}'] * wide)}}}" for n in range(1, depth + 1)]
    return "\n".join(lines) + "\n"


def test_strings_of_strings_are_cut_and_told_with_their_lines() -> None:
    reading = read_bibtex(f"{bomb(30)}@book{{x, title = m30, note = {{kept}}}}")
    (record,) = reading.records
    assert len(record["title"]) <= MAX_VALUE_LENGTH
    assert record["note"] == "kept"
    assert [problem.line for problem in reading.problems] == [*range(6, 32)]
    assert "“m5”" in words(reading.problems[0].message)
    assert "“m30”" in words(reading.problems[-1].message)


def test_what_macros_fill_into_a_whole_file_is_bounded() -> None:
    books = "".join(f"@book{{x{n},\n title = m4, note = m4}}\n" for n in range(300))
    reading = read_bibtex(bomb(4) + books)
    assert len(reading.records) == 300
    assert len(reading.records[0]["title"]) == 100_000
    filled = sum(
        len(record.get(name, "")) for record in reading.records for name in ("title", "note")
    )
    assert filled <= MAX_FILE_LENGTH
    assert reading.problems[0].entry == "x49"
    assert "whole file" in words(reading.problems[0].message)


def test_it_is_counted_while_the_pieces_are_joined() -> None:
    macros = Macros({"a": "x" * 40_000})
    value, whole = joined(" # ".join(["a"] * 1_000), macros, pytest.fail)
    assert (len(value), whole) == (MAX_VALUE_LENGTH, False)
    assert macros.left == MAX_FILE_LENGTH - MAX_VALUE_LENGTH


def test_a_long_value_that_stands_in_the_file_stays_whole() -> None:
    reading = read_bibtex(
        f'@string{{a = "{"word " * 30_000}"}}@book{{x, note = {{{"y" * 200_000}}}}}'
    )
    assert reading.problems == []
    assert len(reading.records[0]["note"]) == 200_000


def test_what_parts_take_over_from_the_whole_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibtex_entries, "MAX_FILE_LENGTH", 100_000)
    parts = "".join(f"@incollection{{p{n}, crossref = {{w}}, title = {{P}}}}\n" for n in range(50))
    reading = read_bibtex(f"{parts}@book{{w, title = {{W}}, publisher = {{{'z' * 9_000}}}}}")
    taken = [len(record.get("publisher", "")) for record in reading.records]
    assert taken == [9_000] * 11 + [0] * 39 + [9_000]
    assert [problem.line for problem in reading.problems] == [*range(12, 51)]
    assert "takes over" in words(reading.problems[0].message)
