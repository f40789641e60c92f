"""What the types and fields of a source's record are called, and its lines as a reader sees them."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from encyclopedia import bibliography
from encyclopedia.bibliography.records.citing_words import citing_in
from encyclopedia.core.language_tags import primary_of

TYPES: dict[str, Any] = {
    "article": gettext_lazy("Preprint or other article"),
    "article-journal": gettext_lazy("Article in a journal"),
    "article-magazine": gettext_lazy("Article in a magazine"),
    "article-newspaper": gettext_lazy("Article in a newspaper"),
    "bill": gettext_lazy("Bill"),
    "book": gettext_lazy("Book"),
    "broadcast": gettext_lazy("Broadcast"),
    "chapter": gettext_lazy("Chapter"),
    "classic": gettext_lazy("Classical work"),
    "collection": gettext_lazy("Archival collection"),
    "dataset": gettext_lazy("Data set"),
    "document": gettext_lazy("Document"),
    "entry": gettext_lazy("Entry in a database or catalogue"),
    "entry-dictionary": gettext_lazy("Entry in a dictionary"),
    "entry-encyclopedia": gettext_lazy("Entry in an encyclopedia"),
    "event": gettext_lazy("Event or exhibition"),
    "figure": gettext_lazy("Figure"),
    "graphic": gettext_lazy("Picture or other graphic work"),
    "hearing": gettext_lazy("Hearing"),
    "interview": gettext_lazy("Interview"),
    "legal_case": gettext_lazy("Court case"),
    "legislation": gettext_lazy("Law"),
    "manuscript": gettext_lazy("Manuscript"),
    "map": gettext_lazy("Map"),
    "motion_picture": gettext_lazy("Film or video"),
    "musical_score": gettext_lazy("Musical score"),
    "pamphlet": gettext_lazy("Pamphlet"),
    "paper-conference": gettext_lazy("Conference paper"),
    "patent": gettext_lazy("Patent"),
    "performance": gettext_lazy("Performance"),
    "periodical": gettext_lazy("Issue of a periodical"),
    "personal_communication": gettext_lazy("Letter or other personal communication"),
    "post": gettext_lazy("Post on a forum or social medium"),
    "post-weblog": gettext_lazy("Post on a blog"),
    "regulation": gettext_lazy("Regulation"),
    "report": gettext_lazy("Report"),
    "review": gettext_lazy("Review"),
    "review-book": gettext_lazy("Book review"),
    "software": gettext_lazy("Software"),
    "song": gettext_lazy("Sound recording"),
    "speech": gettext_lazy("Speech or lecture"),
    "standard": gettext_lazy("Standard"),
    "thesis": gettext_lazy("Thesis"),
    "treaty": gettext_lazy("Treaty"),
    "webpage": gettext_lazy("Web page"),
}

FIELDS: dict[str, Any] = {
    "type": gettext_lazy("Type"),
    "author": gettext_lazy("Author"),
    "editor": gettext_lazy("Editor"),
    "translator": gettext_lazy("Translator"),
    "chair": gettext_lazy("Chair"),
    "collection-editor": gettext_lazy("Editor of the series"),
    "compiler": gettext_lazy("Compiler"),
    "composer": gettext_lazy("Composer"),
    "container-author": gettext_lazy("Author of the whole book"),
    "contributor": gettext_lazy("Contributor"),
    "curator": gettext_lazy("Curator"),
    "director": gettext_lazy("Director"),
    "editor-translator": gettext_lazy("Editor and translator"),
    "editorial-director": gettext_lazy("Editorial director"),
    "executive-producer": gettext_lazy("Executive producer"),
    "guest": gettext_lazy("Guest"),
    "host": gettext_lazy("Host"),
    "illustrator": gettext_lazy("Illustrator"),
    "interviewer": gettext_lazy("Interviewer"),
    "narrator": gettext_lazy("Narrator"),
    "organizer": gettext_lazy("Organiser"),
    "original-author": gettext_lazy("Author of the original"),
    "performer": gettext_lazy("Performer"),
    "producer": gettext_lazy("Producer"),
    "recipient": gettext_lazy("Recipient"),
    "reviewed-author": gettext_lazy("Author of the reviewed work"),
    "script-writer": gettext_lazy("Script writer"),
    "series-creator": gettext_lazy("Creator of the series"),
    "issued": gettext_lazy("Date"),
    "original-date": gettext_lazy("First published"),
    "event-date": gettext_lazy("Date of the event"),
    "available-date": gettext_lazy("Available from"),
    "submitted": pgettext_lazy("date of a work", "Submitted"),
    "accessed": gettext_lazy("Seen on"),
    "title": gettext_lazy("Title"),
    "title-short": gettext_lazy("Short title"),
    "part-title": gettext_lazy("Title of the part"),
    "volume-title": gettext_lazy("Title of the volume"),
    "container-title": gettext_lazy("In"),
    "container-title-short": gettext_lazy("Abbreviated title"),
    "collection-title": gettext_lazy("Series"),
    "collection-number": gettext_lazy("Number in the series"),
    "reviewed-title": gettext_lazy("Reviewed work"),
    "reviewed-genre": gettext_lazy("Kind of the reviewed work"),
    "original-title": gettext_lazy("Original title"),
    "original-publisher": gettext_lazy("Original publisher"),
    "original-publisher-place": gettext_lazy("Original place"),
    "genre": gettext_lazy("Kind"),
    "medium": gettext_lazy("Medium"),
    "edition": gettext_lazy("Edition"),
    "version": gettext_lazy("Version"),
    "volume": gettext_lazy("Volume"),
    "number-of-volumes": gettext_lazy("Volumes"),
    "issue": gettext_lazy("Issue"),
    "supplement-number": gettext_lazy("Supplement"),
    "part-number": gettext_lazy("Part"),
    "number": gettext_lazy("Number"),
    "chapter-number": gettext_lazy("Chapter"),
    "section": gettext_lazy("Section"),
    "page": gettext_lazy("Pages"),
    "page-first": gettext_lazy("First page"),
    "number-of-pages": gettext_lazy("Number of pages"),
    "publisher": gettext_lazy("Publisher"),
    "publisher-place": gettext_lazy("Place"),
    "authority": gettext_lazy("Authority"),
    "jurisdiction": gettext_lazy("Jurisdiction"),
    "event-title": gettext_lazy("Event"),
    "event-place": gettext_lazy("Place of the event"),
    "archive": gettext_lazy("Archive"),
    "archive-place": gettext_lazy("Place of the archive"),
    "archive_collection": gettext_lazy("Collection"),
    "archive_location": gettext_lazy("Location in the archive"),
    "call-number": gettext_lazy("Call number"),
    "dimensions": gettext_lazy("Size or length"),
    "scale": gettext_lazy("Scale"),
    "status": gettext_lazy("Status"),
    "references": gettext_lazy("References"),
    "source": gettext_lazy("Found through"),
    "language": gettext_lazy("Language"),
    "abstract": gettext_lazy("Abstract"),
    "keyword": gettext_lazy("Keywords"),
    "annote": gettext_lazy("Annotation"),
    "note": gettext_lazy("Note"),
    "DOI": "DOI",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "OCLC": "OCLC",
    "arXiv": "arXiv",
    "PMID": "PubMed",
    "PMCID": "PubMed Central",
    "URL": gettext_lazy("Address"),
}

_SITES = {
    "doi": "DOI",
    "isbn": "ISBN",
    "oclc": "OCLC",
    "arxiv": "arXiv",
    "jstor": "JSTOR",
    "pmid": "PubMed",
    "pmcid": "PubMed Central",
}

SENTENCES: dict[str, Any] = {f"field_{name}": label for name, label in FIELDS.items()}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One field of a record as a reader sees it; plain words, not HTML."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class RecordLink:
    """An address that is safe to link to, with its label and its kind (`bibliography.WorkLink`)."""

    kind: str
    label: str
    url: str


def has_day_first() -> bool:
    """Whether the active language writes "19 July 1937", as all but that of the United States do."""
    return (get_language() or settings.LANGUAGE_CODE).lower() != "en-us"


def record_lines(record: Any) -> list[RecordLine]:
    """A record field by field: as a catalogue has it: author, title, others, dates, type, and the rest."""
    language = primary_of(get_language() or settings.LANGUAGE_CODE)
    with citing_in(language), bibliography.day_first() if has_day_first() else nullcontext():
        fields = bibliography.fields(record)
    return [
        RecordLine(
            field.name,
            str(FIELDS[field.name]),
            str(TYPES.get(field.value, field.value)) if field.name == "type" else field.value,
        )
        for field in fields
    ]


def record_links(record: Any) -> list[RecordLink]:
    """Where the work is found: its DOI, address, archived copy, and look-ups by its numbers."""
    texts = {"url": _("Read online"), "archive": _("Archived copy")}
    return [
        RecordLink(
            link.kind, texts.get(link.kind) or f"{_SITES[link.kind]} {link.number}", link.url
        )
        for link in bibliography.links(record)
    ]
