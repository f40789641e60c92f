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

# What the converter of Word files makes of paragraphs of these styles.
STYLE_MAP: Final = f"""
p[style-name='Subtitle'] => p.{SUMMARY}:fresh
p[style-name='Author'] => p.stet-author:fresh
p[style-name='Colophon'] => p.stet-colophon:fresh
p[style-name='Bibliography heading'] => p.stet-bibliography-heading:fresh
p[style-name='Fact'] => p.{FACT}:fresh
p[style-name='Explanatory note'] => p.{EXPLAINED}:fresh
p[style-name='Citation needed'] => p.{NEEDED}:fresh
"""
