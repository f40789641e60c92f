"""What a manuscript was returned with: the reason, and the comments that were open then."""

from __future__ import annotations

from editorial.models import Event, Manuscript, Status, Thread


def last_return(manuscript: Manuscript) -> Event | None:
    """The event of the return that it is mended after; None where it was not returned."""
    if manuscript.status != Status.RETURNED:
        return None
    returns = Event.objects.filter(manuscript=manuscript, action="return").select_related("by")
    event: Event | None = returns.order_by("-seq").first()
    return event


def still_open(returned: Event | None) -> int:
    """How many of the comments that were open at that return are open now."""
    ids = returned.data.get("threads", []) if returned else []
    return Thread.objects.open().filter(pk__in=ids).count() if ids else 0
