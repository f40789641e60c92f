"""From the author's text to citations with their claims, notes, links, problems and HTML.

Pure: no Django. docs/markup.md is the guide for authors.
"""

from encyclopedia.markup import sanitiser
from encyclopedia.markup.ids import (
    claim_id,
    mark_id,
    needed_mark_id,
    note_mark_id,
    note_use_id,
    use_id,
)
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
from encyclopedia.markup.rendering import footnote_marker, render, render_inline_text
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
    "footnote_marker",
    "forget",
    "mark_id",
    "needed_mark_id",
    "note_mark_id",
    "note_use_id",
    "parse",
    "render",
    "render_inline_text",
    "sanitiser",
    "use_id",
]
