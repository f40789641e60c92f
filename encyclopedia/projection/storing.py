"""Storing pages that are due: the worker's part. Until it has come, each process of a reader's server makes its own."""

from __future__ import annotations

import logging
from typing import Final
from uuid import UUID

from django.db import DatabaseError, transaction
from django_tasks import task

from encyclopedia import search
from encyclopedia.models import DuePage
from encyclopedia.projection.remaking import Remade, remake
from encyclopedia.projection.stored_pages import SEARCHED

logger = logging.getLogger(__name__)

# So many are made together, outside any transaction, and stored together in a short one.
MAX_TOGETHER: Final = 20


@task()
def store_due_pages() -> int:
    """Store the pages that are due now, those marked first first; the number of pages that differed.

    It can be stopped at any point: what it has not stored stays due.
    """
    changed = 0
    # Marked again while they were made, which asked for another run, or failed.
    left: set[UUID] = set()
    while due := list(DuePage.objects.oldest_first().exclude(pk__in=left)[:MAX_TOGETHER]):
        remade = _try(due)
        if remade is None:
            remade = [item for row in due for item in _try([row]) or ()]
        stored, differed = _store(remade, due)
        changed += differed
        left |= {row.pk for row in due} - stored
    return changed


def _try(due: list[DuePage]) -> list[Remade] | None:
    """The pages made; None where one of them cannot be, which stops none of the others.

    Raises `DatabaseError`: without a database none can be made.
    """
    try:
        return remake(due)
    except DatabaseError:
        raise
    except Exception:
        # Of several it is not known which one fails: they are tried one by one.
        if len(due) == 1:
            logger.exception("due page: %s", due[0].pk)
        return None


def _store(remade: list[Remade], due: list[DuePage]) -> tuple[set[UUID], int]:
    """Store what was made, unless it was marked again meanwhile: the entries of which it was, and how many differed."""
    stamps = {row.pk: row.stamp for row in due}
    with transaction.atomic():
        rows = DuePage.objects.filter(pk__in=list(stamps)).order_by("pk")
        unchanged = {
            row.pk
            for row in rows.select_for_update(skip_locked=True)
            if row.stamp == stamps[row.pk]
        }
        made = [item for item in remade if item.page.pk in unchanged]
        differing = [item for item in made if item.changed]
        for item in differing:
            item.page.save(update_fields=item.changed)
        reworded = [item.page.pk for item in differing if SEARCHED & item.changed]
        if reworded:
            search.index(*reworded)
        stored = {item.page.pk for item in made}
        DuePage.objects.filter(pk__in=stored).delete()
    return stored, len(differing)
