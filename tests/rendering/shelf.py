"""A small library to render against: no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from encyclopedia.core.documents import ArticleDocument, Document
from encyclopedia.core.standing import CitationStanding
from encyclopedia.rendering import (
    EditionFacts,
    Library,
    PageNotice,
    Parts,
    SourceRecord,
    analyse,
    render,
)

DAY = datetime(2026, 5, 3, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 9, 12, tzinfo=UTC)
ENTRY = "6f9619ff-8b86-4011-b42d-00cf4fc964ff"
EDITION = EditionFacts(3, "ab" * 32, DAY, "correction", "A date corrected.", DAY)

SUPPORTS = CitationStanding("supports", DAY, "moderator")
PARTLY = CitationStanding("partly", LATER, "moderator")
CONTRADICTS = CitationStanding("contradicts", DAY, "moderator")
INACCESSIBLE = CitationStanding("could_not_access", DAY, "moderator")
STALE = CitationStanding("stale", DAY, "moderator")
CONTEXT_CHANGED = CitationStanding("context_changed", DAY, "moderator")


def book(family: str, title: str, year: int) -> dict[str, Any]:
    return {
        "type": "book",
        "title": title,
        "author": [{"family": family, "given": "Ann"}],
        "issued": {"date-parts": [[year]]},
        "publisher": "Press",
    }


SERVICE = SourceRecord(
    book("Service", "Trotsky: A Biography", 2009), "Trotsky: A Biography", "source/service"
)
PATENAUDE = SourceRecord(book("Patenaude", "Downfall", 2010), "Downfall", "source/patenaude")
LIBRARY = Library(sources={"service": SERVICE, "patenaude": PATENAUDE})


def retracted(source: SourceRecord, reason: str = "The letters are invented.") -> SourceRecord:
    return replace(source, reliability="retracted", reason=reason)


def article(text: str, **fields: Any) -> ArticleDocument:
    given = {"slug": "an-article", "title": "An article", "summary": "It is one."} | fields
    return ArticleDocument(id=ENTRY, text=text, **given)


def rendered(
    document: Document | str,
    *standings: CitationStanding | None,
    library: Library = LIBRARY,
    edition: EditionFacts | None = EDITION,
    notices: tuple[PageNotice, ...] = (),
) -> Parts:
    """The parts of a document (or of an article with this text); the standings are its citations', in order."""
    if isinstance(document, str):
        document = article(document)
    analysis = analyse(document)
    known = zip(analysis.citations, standings, strict=False)
    return render(
        document,
        analysis=analysis,
        library=library,
        standings={citation.use: standing for citation, standing in known if standing},
        edition=edition,
        notices=notices,
    )
