"""The words of a stored page part as a reader reads them, without markers. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape

# Footnote markers, and what is not text.
SKIPPED = frozenset({"sup", "script", "style", "template", "svg"})
# The page's own headings (`Facts`, `Notes`), what is missing, what only screen readers read out or pass over, and where
# a work can be read.
PAGE_ELEMENT = re.compile(
    r'\s(?:id="(?:facts|notes)"|class="(?:visually-hidden|needs|monogram|record-links)"|role="doc-backlink"|aria-hidden="true")'
    r"(?=[\s>/]|$)"
)
# Of facts and records: the labels, and the line that unfolds them.
LABELS = frozenset({"dt", "summary"})
# What a source's page lists stands in the note above it, or is a number by which it is looked up.
LISTED = frozenset({"dl"})
INLINE = frozenset(
    "a abbr b bdi cite code del em i ins mark q s small span strong sub time u wbr".split()  # noqa: SIM905
)
# As the sanitiser writes them: names in small letters, values in double quotes.
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>')


def first_paragraph(html: str) -> str:
    """The text of the first paragraph of a sanitised fragment, whole; empty without one."""
    paragraph = _PARAGRAPH.search(html)
    return plain_text(paragraph[1]) if paragraph else ""


def plain_text(html: str, without: Collection[str] = ()) -> str:
    """The text of a sanitised HTML fragment: a line for each block, white space folded; `without` these elements."""
    pieces: list[str] = []
    # The element that is left out now, and how deep in others of its name.
    skipping, depth, end = "", 0, 0
    for tag in _TAG.finditer(html):
        closing, name, attributes = tag.groups()
        if not skipping:
            pieces.append(html[end : tag.start()])
        end = tag.end()
        if skipping:
            if name == skipping:
                depth += -1 if closing else 1
                skipping = skipping if depth else ""
        elif not closing and (
            name in SKIPPED or name in without or PAGE_ELEMENT.search(attributes)
        ):
            skipping, depth = name, 1
        elif name not in INLINE:
            pieces.append("\n")
    if not skipping:
        pieces.append(html[end:])
    lines = (" ".join(line.split()) for line in unescape("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)
