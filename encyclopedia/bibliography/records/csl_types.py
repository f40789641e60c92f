"""CSL 1.0.2's types of works and kinds of fields, in the order in which readers see them, and types treated alike.

Their names in words are in `encyclopedia.wording.record_labels`.
"""

from __future__ import annotations

from typing import Final

TYPES: Final = (
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
)

# Types that several rules treat alike. A group that only one rule needs is defined with that rule.
NEWS: Final = frozenset({"article-magazine", "article-newspaper"})
REVIEWS: Final = frozenset({"review", "review-book"})
PERIODICALS: Final = frozenset({"article-journal", "periodical"}) | NEWS | REVIEWS
SERIALS: Final = PERIODICALS | {"post-weblog"}
REFERENCE_ENTRIES: Final = frozenset({"entry", "entry-dictionary", "entry-encyclopedia"})
LEGAL: Final = frozenset({"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"})
# Go by who spoke or wrote where they have no title.
UNTITLED: Final = frozenset({"interview", "personal_communication"})
# An ISBN names one of these as a whole; of others it names the book that they stand in.
NAMED_BY_ISBN: Final = frozenset(
    {"book", "report", "pamphlet", "thesis", "map", "musical_score", "classic"}
)
# Stand in no other work, so that a second title is a series.
WITHOUT_CONTAINER: Final = frozenset(
    {"book", "report", "thesis", "pamphlet", "map", "standard", "musical_score", "periodical"}
)

# Those that name people or bodies; the rest of a record's fields are dates or text.
NAME_FIELDS: Final = (
    "author",
    "editor",
    "translator",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
)
DATE_FIELDS: Final = (
    "issued",
    "original-date",
    "event-date",
    "available-date",
    "submitted",
    "accessed",
)
TEXT_FIELDS: Final = (
    "title",
    "title-short",
    "part-title",
    "volume-title",
    "container-title",
    "container-title-short",
    "collection-title",
    "collection-number",
    "reviewed-title",
    "reviewed-genre",
    "original-title",
    "original-publisher",
    "original-publisher-place",
    "genre",
    "medium",
    "edition",
    "version",
    "volume",
    "number-of-volumes",
    "issue",
    "supplement-number",
    "part-number",
    "number",
    "chapter-number",
    "section",
    "page",
    "page-first",
    "number-of-pages",
    "publisher",
    "publisher-place",
    "authority",
    "jurisdiction",
    "event-title",
    "event-place",
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "call-number",
    "dimensions",
    "scale",
    "status",
    "references",
    "source",
    "language",
    "abstract",
    "keyword",
    "annote",
    "note",
    "DOI",
    "ISBN",
    "ISSN",
    "OCLC",
    "arXiv",
    "PMID",
    "PMCID",
    "URL",
)
# Spellings that are met and mean one of the above.
MISSPELT: Final[dict[str, str]] = {
    "archive-location": "archive_location",
    "archive-collection": "archive_collection",
    "archive_place": "archive-place",
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
    "editortranslator": "editor-translator",
    "oclc": "OCLC",
    "arxiv": "arXiv",
}
