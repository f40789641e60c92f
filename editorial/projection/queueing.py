"""Which citations wait at the desk, and since when: stored in the rows themselves, so that a queue is an index.

A citation waits when it is unchecked and its manuscript is submitted, approved or scheduled, or when its newest
revision is published.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from editorial.models import DraftCitation, Manuscript, Topic
from editorial.models.turns import STEP_OF_STATE
from editorial.moves import PENDING
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.documents import Document
from encyclopedia.core.names import name_key

AT_THE_DESK = Q(status__in=PENDING) | Q(status="published", revision=F("published_revision"))


def is_at_the_desk(manuscript: Manuscript) -> bool:
    """What `AT_THE_DESK` says, of one that is in memory."""
    return manuscript.status in PENDING or (
        manuscript.status == "published" and manuscript.revision == manuscript.published_revision
    )


_WAITS_NOT = """
UPDATE editorial_draftcitation SET waits_since = NULL
WHERE manuscript_id IN ({manuscripts}) AND waits_since IS NOT NULL
"""
_WAITS = """
UPDATE editorial_draftcitation SET waits_since = %s
WHERE manuscript_id IN ({manuscripts}) AND waits_since IS NULL AND NOT checked
"""
# What is submitted is judged again: `editorial.projection.steps`.
_STEPS = " ".join(f"WHEN '{state}' THEN '{step}'" for state, step in STEP_OF_STATE.items())
_COUNT = """
UPDATE editorial_manuscript SET unchecked = (
    SELECT COUNT(*) FROM editorial_draftcitation citation
    WHERE citation.manuscript_id = editorial_manuscript.id AND NOT citation.checked
), step = CASE status {steps} END WHERE id IN ({manuscripts})
""".replace("{steps}", _STEPS)
_OLDEST = """
UPDATE editorial_topic SET waits_since = (
    SELECT MIN(citation.waits_since) FROM editorial_draftcitation citation
    WHERE citation.manuscript_id = editorial_topic.manuscript_id
) WHERE manuscript_id IN ({manuscripts})
"""


def requeue(manuscripts: Iterable[uuid.UUID]) -> None:
    """Put the citations of these manuscripts that wait into the queue, remove the others, and count: six statements.

    What waits already keeps its time; what is new waits from now. Call after every change of state or of checks.
    """
    ids = list(manuscripts)
    at_the_desk: set[uuid.UUID] = set()
    for chunk in in_chunks(ids):
        rows = Manuscript.objects.filter(AT_THE_DESK, pk__in=chunk).order_by()
        at_the_desk.update(rows.values_list("pk", flat=True))
    now = DraftCitation._meta.get_field("waits_since").get_db_prep_value(timezone.now(), connection)
    _update(_WAITS_NOT, [pk for pk in ids if pk not in at_the_desk])
    _update(f"{_WAITS_NOT} AND checked", list(at_the_desk))
    _update(_WAITS, list(at_the_desk), now)
    _update(_COUNT, ids)
    _update(_OLDEST, ids)


def _update(statement: str, manuscripts: Sequence[uuid.UUID], *parameters: Any) -> None:
    """As every move and every check does: Django takes ten times as long as the database to write such a statement."""
    key = Manuscript._meta.pk
    for chunk in in_chunks(manuscripts):
        ids = [key.get_db_prep_value(pk, connection) for pk in chunk]
        with connection.cursor() as cursor:
            cursor.execute(
                statement.format(manuscripts=", ".join(["%s"] * len(ids))), [*parameters, *ids]
            )


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
