"""What BibTeX and biblatex call types and fields, and what CSL calls them."""

from __future__ import annotations

from typing import Final

from encyclopedia.bibliography.records.csl_types import DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS

# Entry type to CSL type; the first of several with one CSL type is the one that is written.
TYPES_IN: Final[dict[str, str]] = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "unpublished": "manuscript",
    "booklet": "pamphlet",
    "online": "webpage",
    "inreference": "entry-encyclopedia",
    "letter": "personal_communication",
    "periodical": "periodical",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "movie": "motion_picture",
    "music": "song",
    "artwork": "graphic",
    "performance": "performance",
    "review": "review",
    "standard": "standard",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "misc": "document",
    # The rest is only read.
    "audio": "song",
    "bookinbook": "book",
    "collection": "book",
    "conference": "paper-conference",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "legal": "treaty",
    "manual": "book",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newspaper": "article-newspaper",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "video": "motion_picture",
    "www": "webpage",
}
TYPES_OUT: Final[dict[str, str]] = {csl: bib for bib, csl in reversed(TYPES_IN.items())} | {
    "article-magazine": "article",
    "article-newspaper": "article",
    "entry-dictionary": "inreference",
    "review-book": "review",
}
# The CSL type, where the entry type alone doesn't say it.
TYPE_FIELD: Final = "csltype"
GENRES: Final = {"phdthesis": "PhD diss.", "mastersthesis": "Master’s thesis"}

BOOKS_AND_PARTS: Final = frozenset(
    {"book", "chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"}
)

# Field to CSL field; the first of several that an entry has is used, the others are kept under `custom`.
TEXTS_IN: Final[dict[str, str]] = {
    "title": "title",
    "shorttitle": "title-short",
    "booktitle": "container-title",
    "journaltitle": "container-title",
    "journal": "container-title",
    "shortjournal": "container-title-short",
    "issuetitle": "volume-title",
    "series": "collection-title",
    "eventtitle": "event-title",
    "venue": "event-place",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "part": "part-number",
    "issue": "issue",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "edition": "edition",
    "version": "version",
    "chapter": "chapter-number",
    "type": "genre",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "howpublished": "publisher",
    "location": "publisher-place",
    "address": "publisher-place",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "origtitle": "original-title",
    "language": "language",
    "langid": "language",
    "abstract": "abstract",
    "keywords": "keyword",
    "annotation": "annote",
    "annote": "annote",
    "note": "note",
    "pubstate": "status",
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "url": "URL",
    "oclc": "OCLC",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "library": "call-number",
    "cslnumber": "number",
}
NAMES_IN: Final[dict[str, str]] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "origauthor": "original-author",
    "serieseditor": "collection-editor",
}
DATES_IN: Final[dict[str, str]] = {
    "date": "issued",
    "urldate": "accessed",
    "origdate": "original-date",
    "eventdate": "event-date",
}
# Any other field of CSL's is written, and read, under its own name in lower case.
for _field in TEXT_FIELDS:
    TEXTS_IN.setdefault(_field.lower(), _field)
for _field in NAME_FIELDS:
    NAMES_IN.setdefault(_field, _field)
for _field in DATE_FIELDS:
    DATES_IN.setdefault(_field, _field)
_OUT: Final = {field: name for name, field in reversed(TEXTS_IN.items())}
TEXTS_OUT: Final[dict[str, str]] = _OUT | {"number": "number"}  # unless that counts something else
NAMES_OUT: Final[dict[str, str]] = {field: name for name, field in reversed(NAMES_IN.items())}
DATES_OUT: Final[dict[str, str]] = {field: name for name, field in reversed(DATES_IN.items())}
# Values in which LaTeX means nothing.
VERBATIM: Final = frozenset(
    {"url", "doi", "eprint", "pmid", "pmcid", "oclc", "isbn", "issn", "file"}
)
# Before the name of a field kept under `custom` that would otherwise be read as another.
KEPT: Final = "custom-"
# Before the name of a field that CSL doesn't know either.
UNKNOWN: Final = "csl-"
# Such fields, and fields under `custom`, whose value is not plain text or whose name BibTeX does not allow: as JSON.
PACKED: Final = "csl"
PACKED_CUSTOM: Final = "custom"
# After the name of a field of names: their ORCID iDs, as biblatex annotates data.
ANNOTATED: Final = "+an:orcid"
# Fields that say something about other fields.
AUXILIARY: Final = frozenset(
    {
        "subtitle",
        "booksubtitle",
        "mainsubtitle",
        "journalsubtitle",
        "maintitle",
        "crossref",
        "xdata",
        "number",
    }
    | {"eprint", "eprinttype", "archiveprefix", "entrysubtype", TYPE_FIELD}
)
# What an entry does not inherit from the one it refers to.
NOT_INHERITED: Final = frozenset(
    {
        "title",
        "subtitle",
        "titleaddon",
        "shorttitle",
        "crossref",
        "xref",
        "xdata",
        "key",
        "label",
        "ids",
    }
    | {
        "doi",
        "url",
        "urldate",
        "note",
        "addendum",
        "annote",
        "annotation",
        "abstract",
        "pages",
        "file",
        "eprint",
    }
)
LANGUAGES: Final[dict[str, str]] = {
    "english": "en",
    "american": "en-US",
    "usenglish": "en-US",
    "british": "en-GB",
    "ukenglish": "en-GB",
    "german": "de",
    "ngerman": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "russian": "ru",
    "ukrainian": "uk",
    "polish": "pl",
    "dutch": "nl",
    "latin": "la",
    "greek": "el",
    "chinese": "zh",
    "japanese": "ja",
}
