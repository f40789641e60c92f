"""Mark a source as retracted, forged or unreliable, or as sound again."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions.refresh_standings import lock_citing, outdate, restate
from editorial.actions.transaction import Outcome, locked, record
from editorial.models import Event, Manuscript
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia import projection
from encyclopedia.models import Reliability, Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def mark(*, manuscript: uuid.UUID, reliability: str, reason: str, by: User) -> Outcome:
    """Mark a source as retracted, forged, unreliable or sound.

    Every citation of it shows this to readers at once, and is queued for a new check unless one found a fault.
    """
    if not workflow.may(by, "mark"):
        raise Forbidden(_("You may not mark sources."))
    if reliability not in Reliability.values:
        raise Refused(_("Choose sound, unreliable, retracted or forged."))
    if not reason.strip():
        raise Refused(_("Say why: readers are shown the reason at every footnote."))
    with locked(manuscript) as row:
        if not workflow.allowed(row, "mark"):
            raise NotAllowed(_("Only a published source can be marked."))
        source = Source.objects.get(pk=row.pk)
        if (source.reliability, source.reliability_reason) == (reliability, reason.strip()):
            return Outcome(row, changed=False)
        lock_citing(row.slug)
        event = record(
            "mark",
            by=by,
            manuscript=row,
            reason=reason.strip(),
            data={"reliability": reliability},
        )
        set_mark(row, event, is_new=True)
    return Outcome(row, event)


def set_mark(manuscript: Manuscript, event: Event, *, is_new: bool = False) -> None:
    """Show a mark to readers, and put the citations of the source back into the desk's queue.

    Of one that is made now, no standing has to be judged: whatever was seen in the source was seen before.
    """
    reliability = event.data["reliability"]
    sound = reliability == Reliability.SOUND
    reason = "" if sound else event.reason
    # A mark that was imported from another site is valid from the time it was set there.
    at = datetime.fromisoformat(event.data["at"]) if "at" in event.data else event.at
    # Before the standings are read again: they compare the mark that each check names with this one.
    Source.objects.filter(pk=manuscript.pk).update(
        marked_at=None if sound else at,
        reliability=reliability,
        reliability_reason=reason,
    )
    show = partial(projection.mark_source, manuscript.pk, reliability=reliability, reason=reason)
    if is_new and not sound:
        outdate(manuscript.slug)
        show(is_new=True)
    else:
        show(standings=restate(manuscript.slug))


def last_mark(manuscript: Manuscript) -> Event | None:
    """The newest mark of a source, if it was ever marked."""
    return Event.objects.filter(manuscript=manuscript, action="mark").order_by("-seq").first()
