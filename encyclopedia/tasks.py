"""Work done after the answer: rendering the many pages that one publication changes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from encyclopedia.projection import refresh, write_tails
from encyclopedia.projection.turns import take_turn

_BATCH = 20


@task()
def refresh_pages(parts: list[str], tails: list[str]) -> int:
    """Render parts and tails of these entries' pages again; the number of pages whose bytes changed."""
    changed = 0
    for batch in batches(parts):
        with transaction.atomic():
            changed += len(refresh(batch))
    for batch in batches(tails):
        with transaction.atomic():
            take_turn()
            changed += len(write_tails(batch, timezone.now()))
    return changed


def batches(ids: list[str]) -> list[list[UUID]]:
    """In pieces that hold no lock for long."""
    found = [UUID(each) for each in ids]
    return [found[start : start + _BATCH] for start in range(0, len(found), _BATCH)]
