"""What checks and waivers are keyed by, carried over to another version of digests: one event, no row changed."""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef

from editorial.actions.transaction import record
from editorial.models import Check, DigestUpgrade, Event, Publication, Revision, Waiver
from encyclopedia.analysis import analyse
from encyclopedia.bibliography import work_digest
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.documents import SourceDocument
from encyclopedia.models import Citation, ClaimUpgrade, Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Who acts where a machine does, by the name of an account that nobody can sign in to.
SOFTWARE = "stet"


@dataclass(frozen=True)
class Fallen:
    """A check that nothing could be told of any more: its manuscript and its claim."""

    manuscript: uuid.UUID
    claim: str


@dataclass
class Upgrade:
    """What an upgrade did: the checks carried over, and those that fell; no event where nothing was to be done."""

    event: Event | None = None
    carried: int = 0
    fallen: list[Fallen] = field(default_factory=list)


def software() -> User:
    """The account under which the software itself acts; nobody can sign in to it."""
    account, made = User.objects.get_or_create(username=SOFTWARE, defaults={"is_active": False})
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


def upgrade_digests(*, by: User, progress: Callable[[int, int], None] = lambda *_: None) -> Upgrade:
    """Carry checks and waivers with digests of an earlier version over to this one; a second time does nothing.

    A citation is read again in the very revision that was checked, where its place is known: what is checked now is
    what the moderator saw then. Where no revision holds it any more, its check falls and is named.
    """
    upgrade = Upgrade()
    with transaction.atomic():
        readings = _Readings()
        waiting = [*_checks(), *_waived(readings)]
        if not waiting:
            return upgrade
        works = _Works()
        rows: dict[tuple[str, int], DigestUpgrade] = {}
        claims: dict[str, str] = dict(_published_claims(readings))
        for number, keyed in enumerate(waiting):
            progress(number, len(waiting))
            row = rows.get((keyed.old, keyed.revision))
            if row is None:
                now = _citation_of(keyed, readings)
                row = rows[keyed.old, keyed.revision] = _row(keyed, now, works)
                if now and keyed.claim_digest:
                    claims.setdefault(keyed.claim_digest, now.claim_digest)
            if keyed.claim_digest and row.new:
                upgrade.carried += 1
            elif keyed.claim_digest:
                upgrade.fallen.append(Fallen(keyed.manuscript, keyed.claim))
        upgrade.event = record(
            "upgrade",
            by=by,
            manuscript=None,
            data={
                "version": DIGEST_VERSION,
                "carried": upgrade.carried,
                "fallen": len(upgrade.fallen),
            },
        )
        for row in rows.values():
            row.event = upgrade.event
        DigestUpgrade.objects.bulk_create(rows.values(), batch_size=500)
        ClaimUpgrade.objects.bulk_create(
            [ClaimUpgrade(old=old, new=new) for old, new in claims.items() if old != new],
            ignore_conflicts=True,
            batch_size=500,
        )
    return upgrade


@dataclass(frozen=True)
class _Keyed:
    """A digest that a check or a waiver made at this revision names."""

    manuscript: uuid.UUID
    revision: int
    old: str
    at: datetime
    source_key: str = ""
    claim_digest: str = ""
    claim: str = ""


def _row(keyed: _Keyed, now: DocumentCitation | None, works: _Works) -> DigestUpgrade:
    source, work = works.at(keyed.source_key, keyed.at) if keyed.source_key else (None, "")
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


def _done() -> Exists:
    return Exists(
        DigestUpgrade.objects.filter(old=OuterRef("digest"), revision=OuterRef("revision"))
    )


def _checks() -> Iterator[_Keyed]:
    rows: QuerySet[Check] = Check.objects.filter(~_done(), version__lt=DIGEST_VERSION)
    for check in rows.order_by("manuscript", "revision", "id").iterator(chunk_size=500):
        yield _Keyed(
            check.manuscript_id,
            check.revision,
            check.digest,
            check.at,
            check.source_key,
            check.claim_digest,
            check.claim,
        )


def _waived(readings: _Readings) -> Iterator[_Keyed]:
    """The citations that waivers name, by the second part of an obstacle's key."""
    done = set(DigestUpgrade.objects.values_list("old", "revision"))
    for waiver in Waiver.objects.order_by("manuscript", "revision", "id").iterator(chunk_size=500):
        stored = readings.stored(waiver.manuscript_id, waiver.revision)
        for key in waiver.obstacles:
            for part in key.split(":")[1:]:
                if part in stored and (part, waiver.revision) not in done:
                    yield _Keyed(waiver.manuscript_id, waiver.revision, part, waiver.at)


class _Readings:
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


def _citation_of(keyed: _Keyed, readings: _Readings) -> DocumentCitation | None:
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


def _published_claims(readings: _Readings) -> Iterator[tuple[str, str]]:
    """Each claim's address with readers until now, and the one that its words have from now on."""
    rows = Citation.objects.order_by("entry", "position").values_list("entry", "claim_digest")
    by_entry: dict[uuid.UUID, list[str]] = defaultdict(list)
    for entry, digest in rows.iterator(chunk_size=2_000):
        by_entry[entry].append(digest)
    for entry, digests in by_entry.items():
        live = Publication.objects.filter(manuscript=entry).order_by("-number")
        number = live.values_list("revision__number", flat=True).first()
        citations = readings.citations(entry, number) if number else ()
        if len(citations) == len(digests):
            yield from zip(digests, (now.claim_digest for now in citations), strict=True)


class _Works:
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
