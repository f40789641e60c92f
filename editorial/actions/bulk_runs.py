"""Keeping what is to be done with many manuscripts, so that it is done in portions, each of them once.

The moves themselves are recorded one by one; this is what is still to do and what became of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import BulkRun
from editorial.workflow import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_CHOSEN = 20_000
KEPT = timedelta(days=30)

# Title, words, whether it is done, id, and whether it was not so already.
ReportRow = tuple[str, str, bool, str, bool]


@transaction.atomic
def plan_run(*, answers: Mapping[str, str], chosen: Sequence[str], by: User) -> BulkRun:
    """Keep it; nothing is done yet. Reports of this person older than a month go. Raises Refused for too many."""
    if len(chosen) > MAX_CHOSEN:
        raise Refused(
            _("That is too many at once: narrow the list to %(most)s.") % {"most": MAX_CHOSEN}
        )
    BulkRun.objects.filter(by=by, at__lt=timezone.now() - KEPT).delete()
    run: BulkRun = BulkRun.objects.create(by=by, answers=dict(answers), chosen=list(chosen))
    return run


@transaction.atomic
def take_portion(*, run: uuid.UUID, most: int, by: User) -> list[str]:
    """The next ones to be done, which nobody is given again; empty at the end."""
    row = BulkRun.objects.select_for_update().get(pk=run, by=by)
    portion: list[str] = row.chosen[row.place : row.place + most]
    row.place += len(portion)
    row.save(update_fields=["place"])
    return portion


@transaction.atomic
def keep_reports(*, run: uuid.UUID, reports: Sequence[ReportRow], by: User) -> None:
    """What became of a portion."""
    row = BulkRun.objects.select_for_update().get(pk=run, by=by)
    row.reports = [*row.reports, *map(list, reports)]
    row.save(update_fields=["reports"])
