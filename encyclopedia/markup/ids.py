"""Addresses on the page: of markers, notes, claims and headings. Pure: no Django."""

from __future__ import annotations

import re
import unicodedata

# Ids of the page's own elements: no heading of the text may have one of these.
_PAGE_IDS = """
main content contents toc top header footer nav navigation menu title summary body article entry
facts footnotes notes bibliography sources references tags links authors history search query
results standing claims comments editions pictures skip page
"""
RESERVED_IDS = frozenset(_PAGE_IDS.split())
RESERVED_PREFIXES = (
    "fn-",
    "fnref-",
    "note-",
    "noteref-",
    "claim-",
    "needed-",
    "neededref-",
    "id_",
    "fact-",
    "ref-",
)


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, as in the columns of a spreadsheet."""
    written = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        written = chr(97 + rest) + written
    return written


def mark_id(number: int, occurrence: int) -> str:
    """The id of a footnote's marker: `fnref-3`, at later places `fnref-3-b`, `fnref-3-c` …"""
    return f"fnref-{number}-{letters(occurrence + 1)}" if occurrence else f"fnref-{number}"


def use_id(number: int, occurrence: int) -> str:
    """Where a footnote's marker leads: to the footnote, `fn-3`, or to a later place's own way back, `fn-3-b`."""
    return f"fn-{number}-{letters(occurrence + 1)}" if occurrence else f"fn-{number}"


def note_use_id(letter: str, occurrence: int) -> str:
    """The same of a note: `note-a`, for later places `note-a-b` …"""
    return f"note-{letter}-{letters(occurrence + 1)}" if occurrence else f"note-{letter}"


def note_mark_id(letter: str, occurrence: int) -> str:
    """The id of a note's mark: `noteref-a`, at later places `noteref-a-b` …"""
    return f"noteref-{letter}-{letters(occurrence + 1)}" if occurrence else f"noteref-{letter}"


def needed_mark_id(number: int) -> str:
    """The id of a mark that a citation is needed; it leads to `needed-N`."""
    return f"neededref-{number}"


def claim_id(claim_digest: str) -> str:
    """The id of a claim's words: `claim-` and the first 16 hex digits of its digest."""
    return f"claim-{claim_digest[:16]}"


class HeadingIds:
    """Gives each heading of one text a stable id; equal ones get `-2`, `-3` … in order."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def reserve(self, words: str) -> str:
        slug = slugify(words)
        identifier = slug
        number = self._next.get(slug, 2)
        while identifier in self._taken:
            identifier = f"{slug}-{number}"
            number += 1
        self._next[slug] = number
        self._taken.add(identifier)
        return identifier


def slugify(words: str) -> str:
    """Lower-case letters and digits of any script and hyphens; never an id of the page's own."""
    folded = unicodedata.normalize("NFC", words.lower())
    slug = re.sub(r"[\W_]+", "-", folded)[:100].strip("-") or "section"
    if slug in RESERVED_IDS or f"{slug}-".startswith(RESERVED_PREFIXES):
        return f"section-{slug}"
    return slug
