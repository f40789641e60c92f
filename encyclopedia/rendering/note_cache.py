"""Sources in words, kept between pages: a check renders all the notes of a page again, and changes none of these."""

from __future__ import annotations

import json
from functools import lru_cache

from encyclopedia import bibliography
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import canonical_json
from encyclopedia.rendering.parts import SourceRecord

# Longer records are worded anew each time, so that what is kept stays a few megabytes.
_MAX_LENGTH = 4_000
_KEPT = 8_192


class Worded:
    """One source in the words of notes and of the bibliography; HTML, every word of the record escaped."""

    def __init__(self, source: SourceRecord) -> None:
        self.source = source
        self._record = canonical_json(source.record)
        self._keep = len(self._record) <= _MAX_LENGTH

    def note(self, reference: Reference, *, later: bool) -> str:
        """The full note, or the short one where the source was cited before."""
        words = (reference.locator, reference.prefix, reference.suffix)
        return (_note if self._keep else _note.__wrapped__)(self._record, later, *words)

    def line(self) -> tuple[tuple[str, ...], str]:
        """Place and words in the bibliography; no words for what stands in none."""
        return (_line if self._keep else _line.__wrapped__)(self._record)


@lru_cache(maxsize=_KEPT)
def _note(record: bytes, later: bool, locator: str, prefix: str, suffix: str) -> str:
    write = bibliography.short_note if later else bibliography.full_note
    return write(_known(record), locator=locator, prefix=prefix, suffix=suffix)


@lru_cache(maxsize=_KEPT)
def _line(record: bytes) -> tuple[tuple[str, ...], str]:
    known = _known(record)
    return bibliography.sort_key(known), bibliography.bibliography_line(known) or ""


@lru_cache(maxsize=256)
def _known(record: bytes) -> bibliography.Known:
    """Read once for a page's notes, which word each source several times."""
    return bibliography.Known(json.loads(record))
