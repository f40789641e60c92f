"""A work as the `meta` elements that reference managers read from a page's head: Highwire's, PRISM's and Dublin Core's.

They are chosen by what Zotero's translators make of them ("Embedded Metadata" of 13 June 2024, and "RDF"): the names
`citation_journal_title`, `citation_inbook_title`, `citation_conference_title`, `citation_dissertation_institution` and
`citation_technical_report_institution` decide the type whatever else is said, so that each stands at its type alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from encyclopedia.bibliography.chicago.work import Work
from encyclopedia.bibliography.links_and_fields import links
from encyclopedia.bibliography.records.personal_names import Name, spaced
from encyclopedia.bibliography.records.record_dates import RecordDate, worded
from encyclopedia.bibliography.records.rich_text import plain

Meta = tuple[str, str]

# Zotero's name of each type of CSL; what has none is a document.
ZOTERO_TYPES: Final = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "classic": "book",
    "dataset": "dataset",
    "entry": "dictionaryEntry",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "figure": "artwork",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "pamphlet": "book",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "regulation": "statute",
    "report": "report",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "statute",
    "webpage": "webpage",
}
# Who a work without an author goes by.
_MAKERS: Final = ("director", "composer", "performer", "script-writer", "host", "compiler")
_FIELDS: Final = {
    "collection-title": "citation_series_title",
    "volume": "citation_volume",
    "issue": "citation_issue",
    "language": "citation_language",
    "abstract": "citation_abstract",
    "edition": "prism.edition",
    "version": "prism.edition",
    "publisher-place": "eprints.place_of_pub",
    "number-of-pages": "bibo.numPages",
    "number-of-volumes": "bibo.numVolumes",
    "title-short": "bibo.shortTitle",
    "section": "article.section",
}
_IDENTIFIERS: Final = {"ISSN": "citation_issn", "ISBN": "citation_isbn"}
_PAGES = re.compile(r"([A-Za-z]?\d+)\s*[-\u2013]\s*([A-Za-z]?\d+)")


def head_metadata(record: Any) -> list[Meta]:
    """Name and content of each element, of any record; a work without a date is said to have none.

    Otherwise Zotero takes the first date that it finds on the page: that of our publication.
    """
    work = Work(record)
    return [meta for meta in _metadata(work) if meta[1]]


def _metadata(work: Work) -> Iterator[Meta]:
    kind = ZOTERO_TYPES.get(work.kind, "document")
    yield "DC.type", kind
    yield "citation_title", plain(work.text("title"))
    yield from _people(work)
    yield _date(work)
    yield from _container(work, kind)
    yield from _publisher(work, kind)
    for field, name in _FIELDS.items():
        yield name, plain(work.text(field))
    yield from _pages(plain(work.text("page")))
    for field, name in _IDENTIFIERS.items():
        for number in work.raw(field).replace(";", ",").split(","):
            yield name, number.strip()
    addresses = {link.kind: link for link in reversed(links(work.record))}
    if doi := addresses.get("doi"):
        yield "citation_doi", doi.number
    if address := addresses.get("url") or doi:
        yield "citation_public_url", address.url


def _people(work: Work) -> Iterator[Meta]:
    authors, editors = work.names("author"), work.names("editor")
    if not authors and not editors:
        authors = next((names for field in _MAKERS if (names := work.names(field))), [])
    for name, people in (("citation_author", authors), ("citation_editor", editors)):
        for person in people:
            yield name, _person(person, alone=len(people) == 1)


def _person(name: Name, *, alone: bool) -> str:
    """ "Gogh, Vincent van"; a body's name ends with a comma, since Zotero parts any other at its last space.

    Names are parted at semicolons and commas, and a name that stands alone even between "van der Linden" and "Marcel
    Peter"; so a body's name holds none of the first, and such a family name no space that is not fixed.
    """
    if name.literal or not name.given:
        words = name.literal or spaced(name.particle, name.family)
        return re.sub(r"\s*[,;]\s*", " – ", words).rstrip(" –") + ","
    family = spaced(name.particle, name.family)
    given = " ".join(filter(None, (spaced(name.given, name.dropping), name.suffix)))
    if alone and " " in given:
        family = family.replace(" ", "\u00a0")
    return f"{family}, {given}"


def _date(work: Work) -> Meta:
    date = work.date("issued") or work.date("event-date")
    if date is None:
        return "DC.date", "n.d."
    return "citation_publication_date", _slashed(date) or worded(date)


def _slashed(date: RecordDate) -> str:
    """A single date as Highwire has it ("2026/05/03", "1937/07"); empty for any other."""
    if date.circa or date.literal or len(date.parts) != 1:
        return ""
    year, *rest = date.parts[0]
    if year < 1 or any(month > 12 for month in rest[:1]):
        return ""
    return "/".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def _container(work: Work, kind: str) -> Iterator[Meta]:
    title = plain(work.text("container-title"))
    if kind == "journalArticle":
        yield "citation_journal_title", title
    elif kind == "bookSection":
        yield "citation_inbook_title", title
    else:
        yield "prism.publicationName", title
    if kind == "conferencePaper":
        yield "citation_conference_title", plain(work.text("event-title")) or title


def _publisher(work: Work, kind: str) -> Iterator[Meta]:
    publisher = plain(work.text("publisher"))
    if kind == "thesis":
        yield "citation_dissertation_institution", publisher
        yield "eprints.thesis_type", plain(work.text("genre"))
    elif kind == "report":
        yield "citation_technical_report_institution", publisher
        yield "citation_technical_report_number", plain(work.text("number"))
    else:
        yield "citation_publisher", publisher


def _pages(pages: str) -> Iterator[Meta]:
    if span := _PAGES.fullmatch(pages):
        yield "citation_firstpage", span[1]
        yield "citation_lastpage", span[2]
    else:
        yield "bib.pages", pages
