"""The desk's numbers: how much waits and for how long, and whether a revision needs no moderator."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from editorial.models import Check, DraftCitation, Manuscript, Revision
from editorial.models.among_seen import among_seen
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document, SourceDocument

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class QueueWaiting:
    """How many citations wait, since when the oldest does, and the median of their waiting times."""

    count: int = 0
    oldest: datetime | None = None
    median: timedelta | None = None
    # How many verdicts support a quotation that is not word for word in the copy kept here.
    against_the_copy: int = 0

    @property
    def oldest_since(self) -> datetime | None:
        """Since when the oldest waits; None under a minute, which is not worth showing."""
        soon = timezone.now() - timedelta(minutes=1)
        return self.oldest if self.oldest is not None and self.oldest <= soon else None

    @property
    def median_since(self) -> datetime | None:
        """Since when the median citation waits; None under a minute."""
        if self.median is None or self.median < timedelta(minutes=1):
            return None
        return timezone.now() - self.median


def waiting(by: User) -> QueueWaiting:
    """How much waits at the desk for this person now; four look-ups."""
    citations = among_seen(DraftCitation.objects.waiting(), by).order_by("waits_since")
    times = citations.values_list("waits_since", flat=True)
    count = citations.count()
    against = among_seen(Check.objects.against_the_copy(), by).count()
    if not count:
        return QueueWaiting(against_the_copy=against)
    oldest = times.first()
    middle = [since for since in times[(count - 1) // 2 : (count - 1) // 2 + 1] if since]
    median = timezone.now() - middle[0] if middle else None
    return QueueWaiting(count, oldest, median, against)


def needs_no_moderator(manuscript: Manuscript) -> bool:
    """Whether the newest revision touches no claim, citation or fact of the published one, and every check holds.

    Such a revision (layout, tags, another order of paragraphs) goes directly to approval. A changed
    word in a sentence is a changed claim, cited or not.
    """
    if (
        not manuscript.is_live
        or manuscript.unchecked
        or manuscript.revision <= manuscript.published_revision
    ):
        return False
    numbers = (manuscript.published_revision, manuscript.revision)
    both = list(Revision.objects.filter(manuscript=manuscript, number__in=numbers))
    if len(both) != len(numbers):
        return False
    before, after = (revision.read() for revision in both)
    return before.facts == after.facts and _claims(before) == _claims(after)


def _claims(document: Document) -> tuple[object, ...]:
    """Everything that the document claims in words; of a source, its record too."""
    analysis = analyse(document)
    sentences = Counter(sentence.text for sentence in analysis.parsed.sentences)
    uses = Counter(citation.use for citation in analysis.citations)
    record = (
        (document.record, document.record_edition) if isinstance(document, SourceDocument) else ()
    )
    return document.title, document.summary, sentences, uses, record
