"""Which citations wait at the desk, and since when: stored in the rows themselves, so that a queue is an index.

A citation waits when it is unchecked and its manuscript is submitted, approved or scheduled, or when its newest
revision is published.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from editorial.models import DraftCitation, Manuscript, Topic
from editorial.moves import PENDING
from encyclopedia.core.documents import Document
from encyclopedia.core.names import name_key

AT_THE_DESK = Q(status__in=PENDING) | Q(status="published", revision=F("published_revision"))


def is_at_the_desk(manuscript: Manuscript) -> bool:
    """What `AT_THE_DESK` says, of one that is in memory."""
    return manuscript.status in PENDING or (
        manuscript.status == "published" and manuscript.revision == manuscript.published_revision
    )


Manuscripts = Iterable[uuid.UUID] | QuerySet["DraftCitation", uuid.UUID]


def requeue(manuscripts: Manuscripts) -> None:
    """Put the citations of these manuscripts that wait into the queue, remove the others, and count: five statements.

    What waits already keeps its time; what is new waits from now. Call after every change of state or of checks.
    """
    ids = manuscripts if isinstance(manuscripts, QuerySet) else list(manuscripts)
    citations = DraftCitation.objects.filter(manuscript__in=ids)
    waiting = Manuscript.objects.filter(AT_THE_DESK).values("pk")
    citations.waiting().filter(Q(checked=True) | ~Q(manuscript__in=waiting)).update(
        waits_since=None
    )
    citations.filter(checked=False, waits_since=None, manuscript__in=waiting).update(
        waits_since=timezone.now()
    )
    recount(ids)
    oldest = (
        DraftCitation.objects.waiting()
        .filter(manuscript=OuterRef("manuscript"))
        .order_by()
        .values("manuscript")
        .annotate(oldest=Min("waits_since"))
        .values("oldest")
    )
    Topic.objects.filter(manuscript__in=ids).update(waits_since=Subquery(oldest))


def recount(manuscripts: Manuscripts) -> None:
    """Write how many citations of each manuscript have no current check, in one statement."""
    unchecked = (
        DraftCitation.objects.filter(manuscript=OuterRef("pk"))
        .order_by()
        .values("manuscript")
        .annotate(count=Count("pk", filter=Q(checked=False)))
        .values("count")
    )
    Manuscript.objects.filter(pk__in=manuscripts).update(unchecked=Coalesce(Subquery(unchecked), 0))


def topics_of(manuscript: Manuscript, document: Document) -> list[Topic]:
    """The rows of the document's tags; nothing is written."""
    names = {name_key(tag)[:300]: tag[:300] for tag in document.tags if name_key(tag)}
    return [Topic(manuscript=manuscript, key=key, name=name) for key, name in names.items()]


def write_topics(manuscript: Manuscript, document: Document) -> None:
    """The tags of the newest revision, for the desk's queues by topic."""
    topics = topics_of(manuscript, document)
    keys = [topic.key for topic in topics]
    Topic.objects.filter(manuscript=manuscript).exclude(key__in=keys).delete()
    Topic.objects.bulk_create(
        topics,
        update_conflicts=True,
        unique_fields=["manuscript", "key"],
        update_fields=["name"],
    )
