"""From a document to the stored parts of its page.

`analyse` reads a document once, `render` makes the parts; neither reads the database
(`encyclopedia.projection.resolution` collects the Library). Of a page's parts `notes` and `top` show the citations'
standings, and `body` and `facts` at their markers (`mark`).
"""

from encyclopedia.analysis import Analysis, analyse
from encyclopedia.rendering.markers import mark
from encyclopedia.rendering.notes import render_notes
from encyclopedia.rendering.page import Content, complete, render, render_content
from encyclopedia.rendering.page_head import render_head
from encyclopedia.rendering.page_top import PageHeading, render_top
from encyclopedia.rendering.parts import EditionFacts, Library, PageNotice, Parts, SourceRecord
from encyclopedia.rendering.standing_line import take_stand
from encyclopedia.rendering.trusted import trusted

__all__ = [
    "Analysis",
    "Content",
    "EditionFacts",
    "Library",
    "PageHeading",
    "PageNotice",
    "Parts",
    "SourceRecord",
    "analyse",
    "complete",
    "mark",
    "render",
    "render_content",
    "render_head",
    "render_notes",
    "render_top",
    "take_stand",
    "trusted",
]
