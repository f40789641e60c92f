"""Approving and publishing an entry together with the sources that it waits for: all of them, or none."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.actions.publish import publish
from editorial.actions.refresh_standings import lock_citing
from editorial.actions.review import approve, refuse_other_revision
from editorial.actions.transaction import Outcome, done_already
from editorial.gate.going_with import to_publish_with
from editorial.models import Manuscript, Status
from editorial.workflow import Conflict, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class SetRefused(Refused):
    """One of the sources cannot be published, so nothing was: which, and its refusal."""

    def __init__(self, source: Manuscript, refusal: Refused) -> None:
        self.source = source
        self.refusal = refusal
        super().__init__(told_of_set(source, str(refusal)))


def told_of_set(source: Manuscript, why: str) -> str:
    """The sentence about a source that keeps all from being published."""
    words = _("Nothing was approved or published, because of “%(title)s”: %(why)s")
    return words % {"title": source.title, "why": why}


def publish_set(
    *,
    manuscript: uuid.UUID,
    revision: int,
    sources: Mapping[uuid.UUID, int],
    by: User,
    **approval: Any,
) -> Outcome:
    """Approve, where that is still to be done, and publish the sources and then the entry, in one transaction.

    `sources` are those that the person saw, with the revision of each; `approval` is what `approve` takes of the entry.
    Each makes its own moves, passes the gate and the four eyes, and has its own events. Raises Conflict when a source
    or a revision came that was not shown, SetRefused when a source cannot be published, and what `approve` and
    `publish` raise of the entry.
    """
    with transaction.atomic():
        row, waiting = _lock(manuscript)
        if row.status == Status.PUBLISHED and row.revision == row.published_revision == revision:
            return done_already(row, by, "publish")
        refuse_other_revision(row, revision)
        for source in waiting:
            if sources.get(source.pk) != source.revision:
                raise Conflict(
                    _("Meanwhile “%(title)s” has changed, which is published with it. Look again.")
                    % {"title": source.title},
                    current=row.revision,
                )
        for source in waiting:
            try:
                if source.status == Status.SUBMITTED:
                    approve(manuscript=source.pk, revision=source.revision, by=by)
                publish(manuscript=source.pk, by=by)
            except Refused as error:
                raise SetRefused(source, error) from error
        if row.status == Status.SUBMITTED:
            approve(manuscript=row.pk, revision=revision, by=by, **approval)
        return publish(manuscript=row.pk, by=by)


def _lock(manuscript: uuid.UUID) -> tuple[Manuscript, list[Manuscript]]:
    """The entry and its sources, locked: sources first, then all that cites them, as a publication does."""
    entry = Manuscript.objects.get(pk=manuscript)
    ids = [source.pk for source in to_publish_with(entry)]
    rows = list(Manuscript.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    lock_citing(*(row.slug for row in rows))
    row = Manuscript.objects.select_for_update().get(pk=manuscript)
    return row, to_publish_with(row)
