"""One work that a note names in words: the one door to the reader of references. Pure: no Django."""

from __future__ import annotations

import re
from functools import lru_cache

from editorial.importers.notes.note_splitting import MAX_KEPT
from editorial.importers.references import free_text
from editorial.importers.references.reference_parts import parts_of
from editorial.references.parsed_reference import ParsedReference
from editorial.references.reading import read_reference
from encyclopedia.core.documents import JSON

# "Троцкий Л. Д.": as Russian and Slavic lists have it, without a comma.
_FAMILY_FIRST = re.compile(
    r"(?P<family>[^\W\d_][\w’'-]{2,40}),?\s+(?P<given>(?:[^\W\d_]\.[\s-]?){1,3})\s*"
)


@lru_cache(maxsize=MAX_KEPT)
def parsed(words: str, language: str) -> ParsedReference:
    """A reference in free words; a note's are asked for several times while it is parted."""
    return read_reference(words, language)


@lru_cache(maxsize=MAX_KEPT)
def named_parts(words: str, language: str = "") -> JSON:
    """What the words say of a work, be it a guess: only to recognise the work when it is named again."""
    reading = parsed(words, language)
    reference = free_text.read_reference(words)
    named = {**reference.record, **parts_of(reference)}
    if reading.certain and reading.record.get("author"):
        # The two readers may part author and title otherwise; either part may be what a short title repeats.
        short = re.split(r"[:.?!]\s", str(named.get("title") or ""), maxsplit=1)[0]
        return {"title-short": short, **reading.record}
    if not named.get("author") and (first := _FAMILY_FIRST.match(words)):
        named["author"] = [{"family": first["family"], "given": first["given"].strip()}]
        named["title"] = words[first.end() :].strip(" ,.")
    return named
