"""The office's sources that records look like: looked up for many records at once, with those drafted since."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F

from editorial.models import Revision
from editorial.projection.duplicate_pairs import records
from editorial.projection.new_source_pairs import sharing
from encyclopedia import bibliography
from encyclopedia.bibliography import Sameness
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.documents import SourceDocument
from encyclopedia.models import Kind

# At most this many sources that share a key with a record are compared with it.
MAX_CANDIDATES = 50


class KnownSource(NamedTuple):
    """A source of the office; of hundreds of new ones no more is needed."""

    pk: uuid.UUID
    slug: str

    @property
    def path(self) -> str:
        return f"{Kind.SOURCE.value}/{self.slug}"


@dataclass(frozen=True)
class Known:
    """A source of the office that a record looks like, and why; `sure` when an identifier says so."""

    source: KnownSource
    sameness: Sameness

    @property
    def sure(self) -> bool:
        return self.sameness.by != "title"


class KnownWorks:
    """What the office knows under any of these keys of works; two queries, however many they are."""

    def __init__(self, keys: Collection[str]) -> None:
        self._sharing = sharing(keys, MAX_CANDIDATES) if keys else {}
        self._sources: dict[uuid.UUID, KnownSource] = {}
        self._records: dict[uuid.UUID, dict[str, Any]] = {}
        for chunk in in_chunks(sorted({pk for ids in self._sharing.values() for pk in ids})):
            newest = Revision.objects.filter(manuscript__in=chunk, number=F("manuscript__revision"))
            for revision in newest.select_related("manuscript"):
                document = revision.read()
                if isinstance(document, SourceDocument):
                    source = KnownSource(revision.manuscript_id, revision.manuscript.slug)
                    self._sources[source.pk] = source
                    self._records[revision.manuscript_id] = document.record

    def match(self, record: Mapping[str, Any], keys: Iterable[str]) -> Known | None:
        """The source that is the same work by an identifier, else one that looks like it; `keys` are the record's."""
        return next(iter(self.matches(record, keys)), None)

    def matches(self, record: Mapping[str, Any], keys: Iterable[str]) -> list[Known]:
        """All of them, those that an identifier names first."""
        candidates = {
            pk for key in keys for pk in self._sharing.get(key, ()) if pk in self._records
        }
        matches = [
            Known(self._sources[pk], sameness)
            for pk in sorted(candidates)[:MAX_CANDIDATES]
            if (sameness := bibliography.same_work(record, self._records[pk]))
        ]
        return sorted(matches, key=lambda match: (not match.sure, match.source.slug))

    def records_of(self, sources: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
        """The records of these sources; a query for those that were not looked up."""
        wanted = list(sources)
        if missing := [pk for pk in wanted if pk not in self._records]:
            self._records.update(records(missing))
        return {pk: self._records.get(pk, {}) for pk in wanted}

    def add(self, source: KnownSource, record: dict[str, Any], keys: Iterable[str]) -> None:
        """Note that a source was drafted with this record, or got it."""
        self._sources[source.pk], self._records[source.pk] = source, record
        for key in keys:
            sources = self._sharing.setdefault(key, [])
            if source.pk not in sources:
                sources.append(source.pk)
