"""Long lists come in parts: none is longer than a statement allows, and nothing is lost."""

from __future__ import annotations

import pytest

from encyclopedia.core.chunks import MAX_PARAMETERS, in_chunks


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (0, []),
        (1, [1]),
        (MAX_PARAMETERS, [MAX_PARAMETERS]),
        (MAX_PARAMETERS + 1, [MAX_PARAMETERS, 1]),
        (2 * MAX_PARAMETERS, [MAX_PARAMETERS, MAX_PARAMETERS]),
    ],
)
def test_a_long_list_comes_in_chunks_that_hold_it_whole(length: int, expected: list[int]) -> None:
    values = list(range(length))
    chunks = list(in_chunks(values))
    assert [len(chunk) for chunk in chunks] == expected
    assert [value for chunk in chunks for value in chunk] == values
