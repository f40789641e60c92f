"""The audit log of everything that was done, read-only, for approvers."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.blind_events import told
from editorial.admin.office_view import office_view, person, show
from editorial.models import Commission, Event

MAX_ON_PAGE = 100


def _topics(events: Sequence[Event]) -> dict[str, Commission]:
    """What was commissioned, by id, of those of these events that are about no entry yet."""
    ids = {event.data.get("commission") for event in events if event.manuscript_id is None}
    ids.discard(None)
    rows = Commission.objects.only("title").in_bulk(list(ids)) if ids else {}
    return {str(pk): row for pk, row in rows.items()}


@office_view(permissions.VIEW_EVENT, permissions.APPROVE_MANUSCRIPT)
def audit_log(request: HttpRequest) -> HttpResponseBase:
    """Events, the newest first; `?before=` asks for those before the one of that number."""
    before = request.GET.get("before", "")
    events = Event.objects.select_related("by", "manuscript").order_by("-seq")
    if before.isascii() and before.isdigit() and len(before) < 18:
        events = events.filter(seq__lt=int(before))
    listed = list(events[: MAX_ON_PAGE + 1])
    topics = _topics(listed)
    rows = [
        {
            "event": event,
            "done": done,
            "reason": reason,
            "topic": topics.get(event.data.get("commission", "")),
        }
        for event, done, reason in told(listed[:MAX_ON_PAGE], person(request))
    ]
    return show(
        request,
        "editorial/audit_log.html",
        {
            "title": _("Audit log"),
            "rows": rows,
            "next": listed[MAX_ON_PAGE - 1].seq if len(listed) > MAX_ON_PAGE else 0,
        },
    )
