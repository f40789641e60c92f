"""How each citation stands, written at its marker: in a class that style sheets draw, and in the marker's name.

A check changes no words of a text, so its markers are marked in the HTML that is stored: the text is not rendered
again. What is written has no word of an author: the site's own phrases and the names of standings alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.translation import gettext as _

from encyclopedia import markup
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.standing import NOT_CHECKED, Standings
from encyclopedia.markup.escaping import attribute
from encyclopedia.models import Reliability, Standing
from encyclopedia.rendering.page_language import page_language, speaking
from encyclopedia.rendering.parts import SourceRecord
from encyclopedia.rendering.site_language import markup_words
from encyclopedia.wording.filled_in import in_sentence

# A footnote's marker exactly as `markup.rendering` and `factbox` write it, or as it is written here. No text of an
# author can look like one: its quotation marks and angle brackets are escaped.
_NUMBER = "\x02"
_MARKER = re.compile(
    r'<sup class="ref[a-z_ -]*">(<a id="(fnref-\d+(?:-[a-z]+)?)" role="doc-noteref" href="#fn-(\d+)(?:-[a-z]+)?")'
    r' aria-label="[^"]*">',
    re.ASCII,
)


def mark(
    parts: Mapping[str, str],
    citations: Iterable[DocumentCitation],
    sources: Mapping[str, SourceRecord],
    standings: Standings,
    *,
    language: str,
) -> dict[str, str]:
    """These parts of a page with the present standing at each marker, whatever standing was there before.

    `citations` are numbered, `sources` by key and `standings` by use, as for the notes; `language` is the entry's.
    """
    marks_against = {
        key: source.reliability if source.is_doubted else "" for key, source in sources.items()
    }
    with speaking(language):
        signs = {
            markup.mark_id(citation.number, citation.occurrence): _sign(
                page_language(language),
                standings.get(citation.use, NOT_CHECKED).standing,
                marks_against.get(citation.key, ""),
            )
            for citation in citations
        }

    def written(found: re.Match[str]) -> str:
        link, identifier, number = found.groups()
        names, before, after = signs[identifier]
        return f'<sup class="{names}">{link} aria-label="{before}{number}{after}">'

    return {name: _MARKER.sub(written, html) for name, html in parts.items()}


@lru_cache(maxsize=256)
def _sign(language: str, standing: str, mark_against: str) -> tuple[str, str, str]:
    """The classes of a marker, and its name before and after its number, in this language, which is the active one."""
    names, name = f"ref ref-{standing}", str(Standing(standing).label)
    if mark_against:
        names += " ref-doubted"
        name = _("%(standing)s; its source is marked as %(mark)s") % {
            "standing": name,
            "mark": in_sentence(str(Reliability(mark_against).label)),
        }
    footnote = markup_words(language).footnote.format(_NUMBER)
    # As for those who see it: what is as it should be has no sign, or every sentence would be broken by words on it.
    if names != "ref ref-supports":
        footnote = _("%(footnote)s, %(standing)s") % {"footnote": footnote, "standing": name}
    name = footnote
    before, _number, after = attribute(name).partition(_NUMBER)
    return names, before, after
