"""Words in a cell of a table that a spreadsheet may open. Pure."""

from __future__ import annotations

# What a spreadsheet takes for a formula, or strips before it takes the rest for one.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n", "\r")


def harmless(words: str) -> str:
    """The words; with an apostrophe before them where a spreadsheet would calculate them."""
    return f"'{words}" if words.startswith(_FORMULA) else words
