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

# The class of paragraphs by the name of their style, in lower case.
OWN_STYLES: Final = {
    "subtitle": SUMMARY,
    "author": "stet-author",
    "colophon": "stet-colophon",
    "bibliography heading": "stet-bibliography-heading",
    "fact": FACT,
    "explanatory note": EXPLAINED,
    "citation needed": NEEDED,
}
# The same for the converter of Word files.
STYLE_MAP: Final = "".join(
    f"p[style-name='{name.capitalize()}'] => p.{css_class}:fresh\n"
    for name, css_class in OWN_STYLES.items()
)
