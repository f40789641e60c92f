"""One work that a note names in words: the one door to the reader of references. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editorial.importers.references import free_text
from editorial.importers.references.reference_parts import parts_of
from encyclopedia.core.documents import JSON

# "Троцкий Л. Д.": as Russian and Slavic lists have it, without a comma.
_FAMILY_FIRST = re.compile(
    r"(?P<family>[^\W\d_][\w’'-]{2,40}),?\s+(?P<given>(?:[^\W\d_]\.[\s-]?){1,3})\s*"
)


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """`record` is what is drafted; where it is not `certain` it has the words verbatim as its title."""

    record: JSON
    locator: str
    certain: bool
    words: str


def read_reference(words: str, language: str) -> ParsedReference:
    """A reference in free words."""
    reference = free_text.read_reference(words)
    return ParsedReference(reference.record, reference.locator, False, reference.text)


def named_parts(words: str) -> JSON:
    """What the form of the words lets one guess: only to recognise the work when it is named again."""
    reference = free_text.read_reference(words)
    named = {**reference.record, **parts_of(reference)}
    if not named.get("author") and (first := _FAMILY_FIRST.match(words)):
        named["author"] = [{"family": first["family"], "given": first["given"].strip()}]
        named["title"] = words[first.end() :].strip(" ,.")
    return named
