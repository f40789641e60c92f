"""What a manuscript was returned with: the reason, and the comments that were open then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.models import Event, Manuscript, Status, Thread

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def last_return(manuscript: Manuscript) -> Event | None:
    """The event of the return that it is mended after; None where it was not returned."""
    if manuscript.status != Status.RETURNED:
        return None
    returns = Event.objects.filter(manuscript=manuscript, action="return").select_related("by")
    event: Event | None = returns.order_by("-seq").first()
    return event


def still_open(returned: Event | None, by: User) -> int:
    """How many of the comments that were open at that return are open now, of those that this person sees."""
    ids = returned.data.get("threads", []) if returned else []
    return Thread.objects.open().seen_by(by).filter(pk__in=ids).count() if ids else 0
