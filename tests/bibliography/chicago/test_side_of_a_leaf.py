"""“fol. 12 verso” has no comma, in the note and wherever a place is shown."""

from __future__ import annotations

import pytest

from encyclopedia.bibliography.chicago import full_note
from encyclopedia.core.citations import Reference

BOOK = {"type": "book", "title": "The Prophet Armed"}


@pytest.mark.parametrize(
    ("suffix", "written"),
    [
        ("verso", "fol. 12 verso"),
        ("recto, in the margin", "fol. 12 recto, in the margin"),
        ("verso of the title page", "fol. 12, verso of the title page"),
        ("in the margin", "fol. 12, in the margin"),
    ],
)
def test_the_side_of_a_leaf_follows_its_number_without_a_comma(suffix: str, written: str) -> None:
    assert full_note(BOOK, locator="fol. 12", suffix=suffix).endswith(f" {written}.")
    assert Reference("key", "fol. 12", suffix=suffix).place == written
