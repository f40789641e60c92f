"""Sources in words, cached between pages: a check renders all the notes of a page again, and changes none of these."""

from __future__ import annotations

import json
from functools import lru_cache

from encyclopedia.bibliography import CitationStyle, ParsedRecord
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import canonical_json
from encyclopedia.rendering.parts import SourceRecord
from encyclopedia.rendering.site_citation_style import site_citation_style

# Longer records are worded anew each time, so that the cache stays at a few megabytes.
_MAX_LENGTH = 4_000
_MAX_CACHED = 8_192  # of notes, and of lines


class Worded:
    """One source in the words of notes and of the bibliography; HTML, every word of the record escaped."""

    def __init__(self, source: SourceRecord) -> None:
        self.source = source
        self._style = site_citation_style()
        self._record = canonical_json(source.record)
        self._cached = len(self._record) <= _MAX_LENGTH

    def note(self, reference: Reference, *, later: bool) -> str:
        """The full note, or the short one where the source was cited before."""
        words = (reference.locator, reference.prefix, reference.suffix)
        return (_note if self._cached else _note.__wrapped__)(
            self._style, self._record, later, *words
        )

    def line(self) -> tuple[tuple[str, ...], str]:
        """Sort key and words in the bibliography; no words for a work that it leaves out."""
        return (_line if self._cached else _line.__wrapped__)(self._style, self._record)


@lru_cache(maxsize=_MAX_CACHED)
def _note(
    style: CitationStyle, record: bytes, later: bool, locator: str, prefix: str, suffix: str
) -> str:
    write = style.short_note if later else style.full_note
    return write(_parsed(record), locator=locator, prefix=prefix, suffix=suffix)


@lru_cache(maxsize=_MAX_CACHED)
def _line(style: CitationStyle, record: bytes) -> tuple[tuple[str, ...], str]:
    parsed = _parsed(record)
    return style.sort_key(parsed), style.bibliography_line(parsed) or ""


@lru_cache(maxsize=256)
def _parsed(record: bytes) -> ParsedRecord:
    """Parsed once for a page's notes, which word a source several times."""
    return ParsedRecord(json.loads(record))
