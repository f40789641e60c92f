"""Words that a draft keeps as they were typed, because they could not be read as what their field holds. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# What has no room of its own for words that cannot be read.
FIELDS: Final = frozenset({"slug", "citations", "more", "original"})


@dataclass(frozen=True, slots=True)
class AsTyped:
    """The words of one field that were not understood; the field itself has its default or its earlier value.

    What is words in any case (a date, a title that is too long) stands in its own field, however wrong it is. Nothing
    with such words is submitted.
    """

    field: str
    words: str


def words_by_field(rows: Iterable[AsTyped]) -> dict[str, str]:
    """For a form: the words of the fields that can have some. Of any other the document's own value is shown."""
    return {row.field: row.words for row in rows if row.field in FIELDS}
