"""Sources as CSL-JSON records: their wording in notes and lists, their identifiers, and BibTeX, RIS and CSL-JSON files.

Pure: no Django. Everything that takes a record takes any JSON and never raises on it; `validate` says what is wrong.
"""

from encyclopedia.bibliography.bibtex import read_bibtex
from encyclopedia.bibliography.bibtex_writing import write_bibtex
from encyclopedia.bibliography.csljson import read_csljson, write_csljson
from encyclopedia.bibliography.formats import FORMATS, Format, decode, guess_format, read_file
from encyclopedia.bibliography.identifiers import IdentifierError
from encyclopedia.bibliography.kinds import DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS, TYPES
from encyclopedia.bibliography.links import Field, Link, fields, links
from encyclopedia.bibliography.normalising import normalise
from encyclopedia.bibliography.order import sort_key
from encyclopedia.bibliography.reading import Reading, ReadProblem
from encyclopedia.bibliography.records import RecordProblem, validate
from encyclopedia.bibliography.ris import read_ris
from encyclopedia.bibliography.ris_writing import write_ris
from encyclopedia.bibliography.sameness import Sameness, same_work, work_keys
from encyclopedia.bibliography.wording import (
    bibliography_line,
    full_note,
    plain_label,
    short_note,
)
from encyclopedia.bibliography.work import Known

__all__ = [
    "DATE_FIELDS",
    "FORMATS",
    "NAME_FIELDS",
    "TEXT_FIELDS",
    "TYPES",
    "Field",
    "Format",
    "IdentifierError",
    "Known",
    "Link",
    "ReadProblem",
    "Reading",
    "RecordProblem",
    "Sameness",
    "bibliography_line",
    "decode",
    "fields",
    "full_note",
    "guess_format",
    "links",
    "normalise",
    "plain_label",
    "read_bibtex",
    "read_csljson",
    "read_file",
    "read_ris",
    "same_work",
    "short_note",
    "sort_key",
    "validate",
    "work_keys",
    "write_bibtex",
    "write_csljson",
    "write_ris",
]
