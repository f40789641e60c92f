"""What checks are keyed by, carried over to another version of digests: one event, no row changed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef

from editorial.actions.transaction import record
from editorial.models import Check, DigestUpgrade, Event, Publication
from editorial.record.columns import columns
from editorial.record.digest_readings import Keyed, Readings, Works, citation_of, upgraded
from editorial.verifying.upgrades import claims_digest, row_digest, rows_digest
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.models import Citation, ClaimUpgrade

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


def upgrade_digests(
    *,
    by: User,
    progress: Callable[[int, int], None] = lambda *_: None,
    at: datetime | None = None,
) -> Upgrade:
    """Carry checks with digests of an earlier version over to this one; a second time does nothing.

    A citation is read again in the very revision that was checked, where its place is known: what is checked now is
    what the moderator saw then. Where no revision holds it any more, its check falls and is named. `at` is the time of
    the event; without it, now.
    """
    upgrade = Upgrade()
    with transaction.atomic():
        readings = Readings()
        waiting = list(_checks())
        if not waiting:
            return upgrade
        works = Works()
        rows: dict[tuple[str, int], DigestUpgrade] = {}
        claims: dict[str, str] = dict(_published_claims(readings))
        for number, keyed in enumerate(waiting):
            progress(number, len(waiting))
            row = rows.get((keyed.old, keyed.revision))
            if row is None:
                now = citation_of(keyed, readings)
                row = upgraded(keyed, now, works)
                row.position = len(rows)
                rows[keyed.old, keyed.revision] = row
                if now:
                    claims.setdefault(keyed.claim_digest, now.claim_digest)
            if row.new:
                upgrade.carried += 1
            else:
                upgrade.fallen.append(Fallen(keyed.manuscript, keyed.claim))
        upgrade.event = record(
            "upgrade",
            by=by,
            manuscript=None,
            at=at,
            data={
                "version": DIGEST_VERSION,
                "carried": upgrade.carried,
                "fallen": len(upgrade.fallen),
                "count": len(rows),
                # Nothing else tells of these rows: a changed one is found by them.
                "rows": rows_digest(row_digest(columns(row)) for row in rows.values()),
                "claims": claims_digest(_all_claims(claims).items()),
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


def _done() -> Exists:
    return Exists(
        DigestUpgrade.objects.filter(old=OuterRef("digest"), revision=OuterRef("revision"))
    )


def _checks() -> Iterator[Keyed]:
    rows: QuerySet[Check] = Check.objects.filter(~_done(), version__lt=DIGEST_VERSION)
    for check in rows.order_by("manuscript", "revision", "id").iterator(chunk_size=500):
        yield Keyed.of_check(check)


def _all_claims(claims: dict[str, str]) -> dict[str, str]:
    """These and those of earlier upgrades, which stay."""
    changed = {old: new for old, new in claims.items() if old != new}
    return changed | dict(ClaimUpgrade.objects.values_list("old", "new"))


def _published_claims(readings: Readings) -> Iterator[tuple[str, str]]:
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
