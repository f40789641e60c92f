"""What the copies of a source that the office keeps say of a quotation."""

from __future__ import annotations

import uuid
from functools import cached_property, lru_cache
from typing import Final

from editorial.evidence.book_words import BookPage
from editorial.evidence.passages import Passages
from editorial.evidence.quotations import EvidenceText, Match
from editorial.models import DraftCitation, Evidence, EvidencePage, Manuscript
from encyclopedia.core.telling import (
    DIFFERS,
    NOT_FOUND,
    NOTHING_TOLD,
    WITH_CHANGES,
    WORD_FOR_WORD,
    Telling,
)
from encyclopedia.models import Citation as PublishedCitation
from encyclopedia.models import Kind

# How many of the newest pieces of evidence are searched for one citation.
MAX_COUNT: Final = 12
BEST_FIRST: Final = ("found", "elsewhere", "changed", "near", "missing")
_TOLD: Final = {
    "found": WORD_FOR_WORD,
    "elsewhere": WORD_FOR_WORD,
    "changed": WITH_CHANGES,
    "near": DIFFERS,
    "missing": NOT_FOUND,
}


class EvidenceReading:
    """The pages of one piece of evidence, parsed once for any number of citations."""

    def __init__(self, pages: tuple[BookPage, ...]) -> None:
        self.pages = pages

    @cached_property
    def library(self) -> EvidenceText:
        return EvidenceText(self.pages)

    @cached_property
    def passages(self) -> Passages:
        return Passages(self.pages)

    @property
    def has_text(self) -> bool:
        """Whether there is anything to be searched; a scan has pictures alone."""
        return any(page.text.strip() for page in self.pages)


def read(evidence: Evidence) -> EvidenceReading:
    """The pages of this piece of evidence; one query unless they were read a moment ago."""
    return _read(evidence.pk, evidence.digest, evidence.at.isoformat())


@lru_cache(maxsize=6)
def _read(evidence: int, digest: str, at: str) -> EvidenceReading:
    """Pages never change, so they are cached for the next card.

    `digest` and `at` are there because another row may have had the same id.
    """
    rows = EvidencePage.objects.filter(evidence=evidence).order_by("position")
    return EvidenceReading(
        tuple(BookPage(label, text) for label, text in rows.values_list("label", "text"))
    )


def copies_of(source: Manuscript) -> list[Evidence]:
    """What is kept of the source, the newest first."""
    evidence = Evidence.objects.readable().filter(source=source).newest()
    return list(evidence.select_related("by")[:MAX_COUNT])


def is_copy_kept(source: uuid.UUID | None) -> bool:
    """Whether the office keeps anything of this source that was not set aside."""
    return source is not None and Evidence.objects.readable().filter(source=source).exists()


def found_in_copies(manuscript: uuid.UUID, digest: str) -> Telling:
    """How the quotation of this citation stands in the copies kept of its source, the best of them; nothing told for
    a citation without a quotation, or of a source without a copy.

    The digest binds key, locator and quotation, so this may be looked up before the manuscript is locked.
    """
    drafted = DraftCitation.objects.filter(manuscript=manuscript, digest=digest)
    columns = drafted.values_list("source_key", "locator", "quotation").first()
    if columns is None:
        published = PublishedCitation.objects.filter(entry=manuscript, digest=digest)
        columns = published.values_list("source__slug", "locator", "quotation").first()
    if columns is None or not columns[2]:
        return NOTHING_TOLD
    key, locator, quotation = columns
    source = Manuscript.objects.of_kind(Kind.SOURCE).filter(slug=key).first()
    copies = copies_of(source) if source else []
    readings = [reading for copy in copies if (reading := read(copy)).has_text]
    matches = [reading.library.locate(quotation, locator) for reading in readings]
    if not matches:
        return NOTHING_TOLD
    return _told(min(matches, key=lambda match: BEST_FIRST.index(match.status)))


def _told(match: Match) -> Telling:
    return Telling(
        found=_TOLD[match.status],
        found_page=match.page,
        found_places=len(match.differences) + len(match.changes),
    )
