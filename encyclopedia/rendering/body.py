"""The body: a source's record, the text, its explanatory notes, and where a citation is needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

from django.utils.translation import gettext as _

from encyclopedia import markup
from encyclopedia.analysis import Analysis
from encyclopedia.core.documents import JSON, Document, SourceDocument
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.addresses import with_breaks
from encyclopedia.rendering.page_language import in_its_language, language_attributes
from encyclopedia.rendering.part_templates import fill
from encyclopedia.rendering.parts import Library
from encyclopedia.rendering.site_citation_style import site_citation_style
from encyclopedia.rendering.site_language import current_markup_words
from encyclopedia.rendering.trusted import trusted
from encyclopedia.rendering.ways_back import way_back, ways_back
from encyclopedia.wording.record_labels import record_lines, record_links

# What stands between the lead and the rest of a body: there a page has its facts and its contents.
LEAD_END = '<span class="lead-end"></span>'

_HEADING = re.compile(r"<h[2-6][ >]")


@in_its_language
def render_body(document: Document, analysis: Analysis, library: Library) -> str:
    """Record, text and notes as sanitised HTML; the language is named where the words around it are in another."""
    rendered = markup.render(
        analysis.parsed,
        links=library.links,
        pictures=library.pictures,
        words=current_markup_words(),
        withdrawn=library.withdrawn,
        # A text whose first heading is ## must not skip a level under the page's title.
        top=min((heading.level for heading in analysis.parsed.headings), default=1),
    )
    end = _end_of_lead(rendered.blocks)
    lead, rest = (
        markup.sanitiser.clean_each(blocks)
        for blocks in (rendered.blocks[:end], rendered.blocks[end:])
    )
    rest += _notes(analysis, rendered.notes) + _needs(analysis)
    if attributes := language_attributes(document.language):
        lead, rest = (html and f"<div{attributes}>{html}</div>" for html in (lead, rest))
    if isinstance(document, SourceDocument):
        lead = record(document) + lead
    return f"{lead}{LEAD_END}{rest}" if lead else rest


def _end_of_lead(blocks: Sequence[str]) -> int:
    """How many blocks the lead has: those before the first heading, or without one up to the first paragraph."""
    headings = (place for place, block in enumerate(blocks) if _HEADING.match(block))
    paragraphs = (place for place, block in enumerate(blocks, 1) if block.startswith("<p>"))
    first_heading = next(headings, None)
    return next(paragraphs, len(blocks)) if first_heading is None else first_heading


def _notes(analysis: Analysis, contents: Mapping[str, str]) -> str:
    if not analysis.parsed.notes:
        return ""
    items = []
    for note in analysis.parsed.notes:
        back = ways_back(
            note.uses,
            partial(markup.note_mark_id, note.letter),
            partial(markup.note_use_id, note.letter),
            alone=escape(_("Back to the text from note {letter}")).format(letter=note.letter),
            at_use=escape(_("Back to use {use} of note {letter}")).replace("{letter}", note.letter),
        )
        items.append(
            f'<li id="note-{note.letter}"><p class="back">{back}</p>'
            f"{markup.sanitiser.clean(contents[note.letter])}</li>"
        )
    return (
        '<section class="notes" role="doc-endnotes" aria-labelledby="notes">'
        f'<h2 id="notes">{escape(_("Notes"))}</h2><ol type="a">{"".join(items)}</ol></section>'
    )


def _needs(analysis: Analysis) -> str:
    """What is missing at each place where a citation is needed, in their order."""
    if not analysis.needed:
        return ""
    items = []
    for number, needed in enumerate(analysis.needed, start=1):
        name = escape(_("Back to the text from citation needed {number}").format(number=number))
        back = way_back(markup.needed_mark_id(number), name)
        reason = needed.reason or _("No source has been found for it yet.")
        items.append(f'<li id="needed-{number}"><p>{back}{escape(reason)}</p></li>')
    return furniture_sanitiser.clean(
        '<section class="needs" role="doc-endnotes" aria-labelledby="needed">'
        f'<h2 id="needed">{escape(_("Citations needed"))}</h2><ol>{"".join(items)}</ol></section>'
    )


def record(document: SourceDocument) -> str:
    """A source's record: the full line, then field by field, then links to the work."""
    context = {
        "line": trusted(whole_line(document.record)),
        "fields": record_lines(document.record),
        "links": record_links(document.record),
        "key": document.slug,
        "record_edition": document.record_edition,
    }
    return furniture_sanitiser.clean(fill("record", context))


def whole_line(record: JSON) -> str:
    """The work in one line, as HTML: as in a bibliography, or as in a note where a bibliography leaves it out."""
    style = site_citation_style()
    return with_breaks(style.bibliography_line(record) or style.full_note(record))
