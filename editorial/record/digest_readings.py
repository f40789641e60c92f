"""Citations with digests of an earlier version, read again in the revisions that were checked."""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from editorial.models import Check, DigestUpgrade, Publication, Revision
from encyclopedia.analysis import analyse
from encyclopedia.bibliography import work_digest
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.documents import SourceDocument
from encyclopedia.models import Kind


@dataclass(frozen=True)
class Keyed:
    """A digest that a check made at this revision names."""

    manuscript: uuid.UUID
    revision: int
    old: str
    at: datetime
    source_key: str
    claim_digest: str
    claim: str

    @classmethod
    def of_check(cls, check: Check) -> Keyed:
        return cls(
            check.manuscript_id,
            check.revision,
            check.digest,
            check.at,
            check.source_key,
            check.claim_digest,
            check.claim,
        )


def upgraded(keyed: Keyed, now: DocumentCitation | None, works: Works) -> DigestUpgrade:
    """What the digest became, as a row that is not saved and has no event."""
    source, work = works.at(keyed.source_key, keyed.at)
    return DigestUpgrade(
        manuscript_id=keyed.manuscript,
        revision=keyed.revision,
        old=keyed.old,
        new=now.digest if now else "",
        version=DIGEST_VERSION,
        context=now.context if now else "",
        source=source,
        work=work,
    )


class Readings:
    """The citations of revisions, by the digests that were stored with them and as they are read now."""

    def __init__(self) -> None:
        self.stored = lru_cache(maxsize=64)(self._stored)
        self.citations = lru_cache(maxsize=64)(self._citations)

    def _stored(self, manuscript: uuid.UUID, number: int) -> list[str]:
        digests = Revision.objects.filter(manuscript=manuscript, number=number)
        return digests.values_list("citation_digests", flat=True).first() or []

    def _citations(self, manuscript: uuid.UUID, number: int) -> tuple[DocumentCitation, ...]:
        revision = Revision.objects.get(manuscript=manuscript, number=number)
        return analyse(revision.read()).citations


def citation_of(keyed: Keyed, readings: Readings) -> DocumentCitation | None:
    """The citation as it is read now, in the revision named or the newest before it that holds it.

    A check may have been made of the live edition while a newer draft lacked the citation. None where no revision
    holds it, or where one digest now is several: then it cannot be told which was meant.
    """
    numbers = Revision.objects.filter(manuscript=keyed.manuscript, number__lte=keyed.revision)
    for number in numbers.order_by("-number").values_list("number", flat=True):
        stored = readings.stored(keyed.manuscript, number)
        if keyed.old not in stored:
            continue
        citations = readings.citations(keyed.manuscript, number)
        if len(citations) != len(stored):
            return None
        meant = [now for old, now in zip(stored, citations, strict=True) if old == keyed.old]
        return meant[0] if len({citation.digest for citation in meant}) == 1 else None
    return None


class Works:
    """Which work a key meant at a time: the published source's of then, else that of the newest draft."""

    def __init__(self) -> None:
        self._published: Mapping[str, list[tuple[datetime, uuid.UUID, str]]] = defaultdict(list)
        self._drafted: Mapping[str, list[tuple[datetime, uuid.UUID, str]]] = defaultdict(list)
        publications = Publication.objects.filter(manuscript__kind=Kind.SOURCE)
        published = dict(publications.values_list("revision", "at"))
        sources = Revision.objects.filter(manuscript__kind=Kind.SOURCE).order_by("saved_at", "id")
        for revision in sources.iterator(chunk_size=500):
            document = revision.read()
            if not isinstance(document, SourceDocument):
                continue
            pk, work = revision.manuscript_id, work_digest(document.record)
            self._drafted[document.slug].append((revision.saved_at, pk, work))
            if revision.pk in published:
                self._published[document.slug].append((published[revision.pk], pk, work))
        for shelf in self._published.values():
            shelf.sort(key=lambda entry: entry[0])

    def at(self, key: str, at: datetime) -> tuple[uuid.UUID | None, str]:
        """The source's id and its work's digest; (None, "") where no source had the key."""
        for shelf in (self._published.get(key, []), self._drafted.get(key, [])):
            place = bisect_right(shelf, at, key=lambda entry: entry[0])
            if place:
                _at, source, work = shelf[place - 1]
                return source, work
        return None, ""
