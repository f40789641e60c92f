"""The styles of paragraphs by which a Word file of ours parts the text from what surrounds it. Pure: no Django."""

from __future__ import annotations

from typing import Final

# The classes that paragraphs of these styles get; a style of this name in another program's file means the same.
EXPLAINED: Final = "stet-explained"
NEEDED: Final = "stet-needed"
SUMMARY: Final = "stet-summary"
FACT: Final = "stet-fact"
# What a file of ours says around the text, and nobody revises there.
AROUND: Final = frozenset(["stet-author", "stet-colophon", "stet-bibliography-heading"])

CLASSES: Final = {
    "Subtitle": SUMMARY,
    "Author": "stet-author",
    "Colophon": "stet-colophon",
    "Bibliography heading": "stet-bibliography-heading",
    "Fact": FACT,
    "Explanatory note": EXPLAINED,
    "Citation needed": NEEDED,
}
