"""From the author's text to citations with their claims, notes, links, problems and HTML.

Pure: no Django. docs/markup.md is the guide for authors.
"""

from encyclopedia.markup import sanitiser
from encyclopedia.markup.ids import claim_id, mark_id, note_mark_id
from encyclopedia.markup.parsed import (
    EntryLink,
    Figure,
    MarkerWords,
    Needed,
    Note,
    Parsed,
    Rendered,
    RenderedPicture,
    Sentence,
    TextHeading,
    TextProblem,
    UncitedWords,
)
from encyclopedia.markup.remembered_blocks import forget
from encyclopedia.markup.rendering import render, render_inline_text
from encyclopedia.markup.text_reading import parse

__all__ = [
    "EntryLink",
    "Figure",
    "MarkerWords",
    "Needed",
    "Note",
    "Parsed",
    "Rendered",
    "RenderedPicture",
    "Sentence",
    "TextHeading",
    "TextProblem",
    "UncitedWords",
    "claim_id",
    "forget",
    "mark_id",
    "note_mark_id",
    "parse",
    "render",
    "render_inline_text",
    "sanitiser",
]
