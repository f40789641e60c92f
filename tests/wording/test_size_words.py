"""Sizes of files are said in decimal units, as the limits are set."""

from __future__ import annotations

import pytest

from editorial.wording.size_words import size_words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (1_550, "1.5 kB"),
        (999_999, "999.9 kB"),
        (12_000_000, "12 MB"),
        (2_000_000_000, "2 GB"),
        (1_999_999_999, "1.9 GB"),
        (3_500_000_000_000, "3500 GB"),
    ],
)
def test_a_size_is_said_in_decimal_units_and_never_too_high(size: int, words: str) -> None:
    assert size_words(size) == words
