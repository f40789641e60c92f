"""The Chicago notes style: notes, later notes, bibliography lines and their order."""

from encyclopedia.bibliography.chicago.order import sort_key
from encyclopedia.bibliography.chicago.style import bibliography_line, full_note, short_note
from encyclopedia.bibliography.citation_style import CitationStyle

CHICAGO_NOTES = CitationStyle("chicago-notes", full_note, short_note, bibliography_line, sort_key)

__all__ = ["CHICAGO_NOTES", "bibliography_line", "full_note", "short_note", "sort_key"]
