"""Suppression: what an edition said is gone from readers' tables. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from encyclopedia.core.suppressed import TITLE
from encyclopedia.downloads.kept_names import forget
from encyclopedia.models import (
    PARTS,
    ClaimUpgrade,
    Edition,
    EditionState,
    Extent,
    Generation,
    PublishedCheck,
    Wording,
)
from encyclopedia.projection.lineages import write_lineage
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.projection_lock import share_projection


def suppress(entry_id: UUID, numbers: Collection[int], *, left: str, at: datetime) -> None:
    """Nothing of these editions stays but number, day, digest, and `left`, a canonical document that gives the ground.

    None of them may be the one that readers see. What claims came from is told without them from now on.
    """
    share_projection()
    gone = {"document": left, "title": TITLE, "state": EditionState.WITHDRAWN}
    Edition.objects.filter(entry_id=entry_id, number__in=numbers).update(
        **gone, **dict.fromkeys(PARTS, "")
    )
    write_lineage(entry_id)
    _forget_checks(entry_id)
    mark_due([entry_id], Extent.WHOLE, at)
    Generation.count_up()
    transaction.on_commit(partial(forget, entry_id))


def _forget_checks(entry_id: UUID) -> None:
    """The checks of claims that no edition with words has: readers are told of none of them any more."""
    standing = Wording.objects.filter(entry_id=entry_id).values("digest")
    earlier = ClaimUpgrade.objects.filter(new__in=standing).values("old")
    checks = PublishedCheck.objects.filter(entry_id=entry_id)
    checks.exclude(claim_digest__in=standing).exclude(claim_digest__in=earlier).delete()
