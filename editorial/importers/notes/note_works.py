"""One work that a note names in words: the one door to the reader of references. Pure: no Django."""

from __future__ import annotations

import re
from functools import lru_cache

from editorial.importers.notes.note_splitting import MAX_KEPT
from editorial.references.parsed_reference import ParsedReference
from editorial.references.places_in_works import take_places
from editorial.references.reading import read_reference
from editorial.references.stated_dates import LONE_YEAR
from editorial.references.stated_numbers import take_numbers
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
    named = parsed(words, language).described
    if not named.get("author") and (first := _FAMILY_FIRST.match(words)):
        named["author"] = [{"family": first["family"], "given": first["given"].strip()}]
        named["title"] = words[first.end() :].strip(" ,.")
    return named


@lru_cache(maxsize=MAX_KEPT)
def says_where(words: str) -> bool:
    """Whether an identifier, an address or pages stand in the words: they lead to something, whatever it is."""
    numbers: JSON = {}
    places = take_places(take_numbers(words, numbers))
    return bool(numbers.keys() - {"accessed"} or places.locator or places.pages)


def says_which_work(words: str) -> bool:
    """Whether the words look like a reference at all, rather than a remark."""
    return says_where(words) or parsed(words, "").certain or bool(LONE_YEAR.search(words))
