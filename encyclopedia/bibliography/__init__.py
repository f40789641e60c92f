"""Sources as CSL-JSON records: their wording in notes and lists, their identifiers, and BibTeX, RIS and CSL-JSON files.

Pure: no Django. Everything that takes a record takes any JSON and never raises on it; `validate` says what is wrong.
"""

from encyclopedia.bibliography.author_date import AUTHOR_DATE, work_label
from encyclopedia.bibliography.chicago import CHICAGO_NOTES
from encyclopedia.bibliography.chicago.style import plain_label
from encyclopedia.bibliography.chicago.telling_apart import marked_apart
from encyclopedia.bibliography.citation_style import CitationStyle
from encyclopedia.bibliography.formats.bibtex import read_bibtex
from encyclopedia.bibliography.formats.bibtex_writing import write_bibtex
from encyclopedia.bibliography.formats.csljson import read_csljson, write_csljson
from encyclopedia.bibliography.formats.formats import (
    FORMATS,
    Format,
    decode,
    guess_format,
    read_file,
)
from encyclopedia.bibliography.formats.reading_result import FileContents, ReadProblem
from encyclopedia.bibliography.formats.ris import read_ris
from encyclopedia.bibliography.formats.ris_writing import write_ris
from encyclopedia.bibliography.identity import work_digest
from encyclopedia.bibliography.links_and_fields import Field, WorkLink, fields, links
from encyclopedia.bibliography.matching import Sameness, same_work, work_keys
from encyclopedia.bibliography.records.csl_types import DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS, TYPES
from encyclopedia.bibliography.records.identifiers import IdentifierError
from encyclopedia.bibliography.records.normalising import normalise
from encyclopedia.bibliography.records.parsed_record import ParsedRecord
from encyclopedia.bibliography.records.record_dates import day_first
from encyclopedia.bibliography.records.records import RecordProblem, validate

# The citation styles that a site can have, by name; which of them it has is a setting.
CITATION_STYLES = {style.name: style for style in (CHICAGO_NOTES, AUTHOR_DATE)}

__all__ = [
    "CITATION_STYLES",
    "DATE_FIELDS",
    "FORMATS",
    "NAME_FIELDS",
    "TEXT_FIELDS",
    "TYPES",
    "CitationStyle",
    "Field",
    "FileContents",
    "Format",
    "IdentifierError",
    "ParsedRecord",
    "ReadProblem",
    "RecordProblem",
    "Sameness",
    "WorkLink",
    "day_first",
    "decode",
    "fields",
    "guess_format",
    "links",
    "marked_apart",
    "normalise",
    "plain_label",
    "read_bibtex",
    "read_csljson",
    "read_file",
    "read_ris",
    "same_work",
    "validate",
    "work_digest",
    "work_keys",
    "work_label",
    "write_bibtex",
    "write_csljson",
    "write_ris",
]
