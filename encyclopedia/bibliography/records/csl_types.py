"""CSL 1.0.2's types of works and kinds of fields, with their English names, and types that are treated alike."""

from __future__ import annotations

from typing import Final

TYPES: Final[dict[str, str]] = {
    "article": "Preprint or other article",
    "article-journal": "Article in a journal",
    "article-magazine": "Article in a magazine",
    "article-newspaper": "Article in a newspaper",
    "bill": "Bill",
    "book": "Book",
    "broadcast": "Broadcast",
    "chapter": "Chapter",
    "classic": "Classical work",
    "collection": "Archival collection",
    "dataset": "Data set",
    "document": "Document",
    "entry": "Entry in a database or catalogue",
    "entry-dictionary": "Entry in a dictionary",
    "entry-encyclopedia": "Entry in an encyclopedia",
    "event": "Event or exhibition",
    "figure": "Figure",
    "graphic": "Picture or other graphic work",
    "hearing": "Hearing",
    "interview": "Interview",
    "legal_case": "Court case",
    "legislation": "Law",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Film or video",
    "musical_score": "Musical score",
    "pamphlet": "Pamphlet",
    "paper-conference": "Conference paper",
    "patent": "Patent",
    "performance": "Performance",
    "periodical": "Issue of a periodical",
    "personal_communication": "Letter or other personal communication",
    "post": "Post on a forum or social medium",
    "post-weblog": "Post on a blog",
    "regulation": "Regulation",
    "report": "Report",
    "review": "Review",
    "review-book": "Book review",
    "software": "Software",
    "song": "Sound recording",
    "speech": "Speech or lecture",
    "standard": "Standard",
    "thesis": "Thesis",
    "treaty": "Treaty",
    "webpage": "Web page",
}

# Types that several rules treat alike. What one rule alone puts together stands with it.
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
NAME_FIELDS: Final[dict[str, str]] = {
    "author": "Author",
    "editor": "Editor",
    "translator": "Translator",
    "chair": "Chair",
    "collection-editor": "Editor of the series",
    "compiler": "Compiler",
    "composer": "Composer",
    "container-author": "Author of the whole book",
    "contributor": "Contributor",
    "curator": "Curator",
    "director": "Director",
    "editor-translator": "Editor and translator",
    "editorial-director": "Editorial director",
    "executive-producer": "Executive producer",
    "guest": "Guest",
    "host": "Host",
    "illustrator": "Illustrator",
    "interviewer": "Interviewer",
    "narrator": "Narrator",
    "organizer": "Organiser",
    "original-author": "Author of the original",
    "performer": "Performer",
    "producer": "Producer",
    "recipient": "Recipient",
    "reviewed-author": "Author of the reviewed work",
    "script-writer": "Script writer",
    "series-creator": "Creator of the series",
}
DATE_FIELDS: Final[dict[str, str]] = {
    "issued": "Date",
    "original-date": "First published",
    "event-date": "Date of the event",
    "available-date": "Available from",
    "submitted": "Submitted",
    "accessed": "Seen on",
}
TEXT_FIELDS: Final[dict[str, str]] = {
    "title": "Title",
    "title-short": "Short title",
    "part-title": "Title of the part",
    "volume-title": "Title of the volume",
    "container-title": "In",
    "container-title-short": "Abbreviated title",
    "collection-title": "Series",
    "collection-number": "Number in the series",
    "reviewed-title": "Reviewed work",
    "reviewed-genre": "Kind of the reviewed work",
    "original-title": "Original title",
    "original-publisher": "Original publisher",
    "original-publisher-place": "Original place",
    "genre": "Kind",
    "medium": "Medium",
    "edition": "Edition",
    "version": "Version",
    "volume": "Volume",
    "number-of-volumes": "Volumes",
    "issue": "Issue",
    "supplement-number": "Supplement",
    "part-number": "Part",
    "number": "Number",
    "chapter-number": "Chapter",
    "section": "Section",
    "page": "Pages",
    "page-first": "First page",
    "number-of-pages": "Number of pages",
    "publisher": "Publisher",
    "publisher-place": "Place",
    "authority": "Authority",
    "jurisdiction": "Jurisdiction",
    "event-title": "Event",
    "event-place": "Place of the event",
    "archive": "Archive",
    "archive-place": "Place of the archive",
    "archive_collection": "Collection",
    "archive_location": "Location in the archive",
    "call-number": "Call number",
    "dimensions": "Size or length",
    "scale": "Scale",
    "status": "Status",
    "references": "References",
    "source": "Found through",
    "language": "Language",
    "abstract": "Abstract",
    "keyword": "Keywords",
    "annote": "Annotation",
    "note": "Note",
    "DOI": "DOI",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "OCLC": "OCLC",
    "arXiv": "arXiv",
    "PMID": "PubMed",
    "PMCID": "PubMed Central",
    "URL": "Address",
}
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
