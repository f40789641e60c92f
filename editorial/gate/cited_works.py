"""Which work a citation key means now: the published source's, else that of a draft."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from editorial.models import Revision
from encyclopedia.bibliography import work_digest
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.documents import SourceDocument
from encyclopedia.models import Kind, Reliability, Source


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A source: its id, its record's edition, the digest of what identifies the work, and its mark; empty for none."""

    id: uuid.UUID | None = None
    edition: int = 1
    work: str = ""
    marked_at: datetime | None = None
    mark: str = Reliability.SOUND
    is_published: bool = False

    @property
    def seen(self) -> str:
        """All that a person who looks at a citation is shown of which work it is, and what is said against it."""
        return f"{self.id} {self.edition} {self.work} {self.mark} {self.marked_at}"


def cited_works(keys: Collection[str]) -> dict[str, CitedWork]:
    """The work of every key that a source has; one query more for those that are drafts."""
    works: dict[str, CitedWork] = {}
    for chunk in in_chunks(sorted(keys)):
        published = Source.objects.filter(slug__in=chunk)
        for key, pk, edition, record, marked_at, mark in published.values_list(
            "slug", "pk", "record_edition", "record", "marked_at", "reliability"
        ):
            works[key] = CitedWork(
                pk, edition, work_digest(record), marked_at, mark, is_published=True
            )
    if missing := set(keys) - works.keys():
        works.update(_drafted(missing))
    return works


def _drafted(keys: set[str]) -> dict[str, CitedWork]:
    works = {}
    for chunk in in_chunks(sorted(keys)):
        drafts = Revision.objects.newest().filter(
            manuscript__kind=Kind.SOURCE,
            manuscript__slug__in=chunk,
            number=F("manuscript__revision"),
        )
        for revision in drafts:
            document = revision.read()
            if isinstance(document, SourceDocument):
                works[document.slug] = CitedWork(
                    revision.manuscript_id, document.record_edition, work_digest(document.record)
                )
    return works
