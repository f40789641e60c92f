"""From the author's text to citations with their claims, notes, links, problems and HTML.

Pure: no Django. docs/markup.md tells authors what can be typed.
"""

from encyclopedia.markup import sanitiser
from encyclopedia.markup.ids import claim_id, mark_id, note_mark_id
from encyclopedia.markup.parsed import (
    Figure,
    Heading,
    Link,
    Needed,
    Note,
    Parsed,
    Problem,
    Rendered,
    RenderedPicture,
    Sentence,
    Words,
)
from encyclopedia.markup.rendering import render, render_inline_text
from encyclopedia.markup.text_reading import parse

__all__ = [
    "Figure",
    "Heading",
    "Link",
    "Needed",
    "Note",
    "Parsed",
    "Problem",
    "Rendered",
    "RenderedPicture",
    "Sentence",
    "Words",
    "claim_id",
    "mark_id",
    "note_mark_id",
    "parse",
    "render",
    "render_inline_text",
    "sanitiser",
]
