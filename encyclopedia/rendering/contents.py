"""The table of contents, as nested lists; folded on a narrow screen by the style sheet, as the facts are.

It names what one would read: the list of citations needed is only led to from its marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia.analysis import Analysis
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.page_language import in_its_language, language_attributes
from encyclopedia.rendering.trusted import trusted

# A list of one heading is of no use.
MIN_HEADINGS = 2


@in_its_language
def render_contents(analysis: Analysis, *, has_bibliography: bool) -> str:
    """Headings of the text, then the lists that follow it; empty when the text has few headings."""
    own = language_attributes(analysis.language)
    rows = [(heading.level, heading.id, heading.text, own) for heading in analysis.parsed.headings]
    if len(rows) < MIN_HEADINGS:
        return ""
    sections = ngettext("%(count)s section", "%(count)s sections", len(rows)) % {"count": len(rows)}
    top = min(level for level, *_words in rows)
    none = trusted("")
    if analysis.parsed.notes:
        rows.append((top, "notes", _("Notes"), none))
    if analysis.citations:
        rows.append((top, "footnotes", _("Footnotes"), none))
    if has_bibliography:
        rows.append((top, "bibliography", _("Bibliography"), none))
    return furniture_sanitiser.clean(
        '<nav class="contents" role="doc-toc" aria-labelledby="contents">'
        f'<h2 id="contents">{escape(_("Contents"))}</h2>'
        f'<details class="fold"><summary>{escape(sections)}</summary></details>'
        f"{''.join(_nested(rows))}</nav>"
    )


def _nested(rows: Sequence[tuple[int, str, str, str]]) -> Iterator[str]:
    """A nested list wherever a level is deeper than the one before; skipped levels are not filled in."""
    open_levels: list[int] = []
    for level, heading_id, text, attributes in rows:
        while len(open_levels) > 1 and level < open_levels[-1] and level <= open_levels[-2]:
            open_levels.pop()
            yield "</li></ol>"
        if not open_levels or level > open_levels[-1]:
            open_levels.append(level)
            yield "<ol>"
        else:
            open_levels[-1] = level
            yield "</li>"
        yield f'<li><a href="#{escape(heading_id)}"{attributes}>{escape(text)}</a>'
    yield "</li></ol>" * len(open_levels)
