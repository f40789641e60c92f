"""Sources in words, cached between pages: a check renders all the notes of a page again, and changes none of these."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from encyclopedia.bibliography import CitationStyle, ParsedRecord, marked_apart
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import canonical_json
from encyclopedia.rendering.addresses import with_breaks
from encyclopedia.rendering.parts import SourceRecord
from encyclopedia.rendering.site_citation_style import site_citation_style

# Longer records are worded anew each time, so that the cache stays at a few megabytes.
_MAX_LENGTH = 4_000
_MAX_CACHED = 8_192  # of notes, and of lines


def looking_alike(sources: Mapping[str, SourceRecord]) -> frozenset[str]:
    """The keys of works that share author and short title with another: later notes say more of them."""
    named: dict[tuple[str, str, str], list[str]] = {}
    for key, source in sources.items():
        record = source.record
        people = record.get("author") or record.get("editor") or []
        first = people[0] if isinstance(people, list) and people else {}
        name = first.get("family") or first.get("literal") if isinstance(first, Mapping) else ""
        title = str(record.get("title-short") or record.get("title") or "").partition(": ")[0]
        volume = str(record.get("volume") or "") if not record.get("container-title") else ""
        named.setdefault((str(name).casefold(), title.casefold(), volume), []).append(key)
    return frozenset(key for keys in named.values() if len(keys) > 1 for key in keys)


class BibliographyLine(NamedTuple):
    """A work's words at its place among others; `listed` where the style has it in a bibliography."""

    sort_key: tuple[str, ...]
    words: str
    listed: bool


class Worded:
    """One source in the words of notes and of the bibliography; HTML, every word of the record escaped."""

    def __init__(self, source: SourceRecord, *, apart: bool = False) -> None:
        """`apart` says that another work on the page has the same author and title."""
        self.source = source
        self._style = site_citation_style()
        self._record = canonical_json(marked_apart(source.record) if apart else source.record)
        self._cached = len(self._record) <= _MAX_LENGTH

    def note(self, reference: Reference, *, later: bool) -> str:
        """The full note, or the short one where the source was cited before."""
        words = (reference.locator, reference.prefix, reference.suffix)
        return (_note if self._cached else _note.__wrapped__)(
            self._style, self._record, later, *words
        )

    def line(self) -> BibliographyLine:
        """The work in the bibliography, or as a note has it where the style leaves it out of that."""
        return (_line if self._cached else _line.__wrapped__)(self._style, self._record)


@lru_cache(maxsize=_MAX_CACHED)
def _note(
    style: CitationStyle, record: bytes, later: bool, locator: str, prefix: str, suffix: str
) -> str:
    write = style.short_note if later else style.full_note
    words = write(_parsed(record), locator=locator, prefix=prefix, suffix=suffix)
    # The keyboard stops at an address in the bibliography, which has every work that is cited, and not here again.
    return with_breaks(words.replace("<a href=", '<a tabindex="-1" href='))


@lru_cache(maxsize=_MAX_CACHED)
def _line(style: CitationStyle, record: bytes) -> BibliographyLine:
    parsed = _parsed(record)
    words = style.bibliography_line(parsed)
    key = style.sort_key(parsed)
    return BibliographyLine(key, with_breaks(words or style.full_note(parsed)), bool(words))


@lru_cache(maxsize=256)
def _parsed(record: bytes) -> ParsedRecord:
    """Parsed once for a page's notes, which word a source several times."""
    return ParsedRecord(json.loads(record))
