"""The audit log of everything that was done, read-only, for those who answer for the whole."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.office_view import office_view, show
from editorial.models import Event
from editorial.moves import done_words

PAGE = 100


@office_view(permissions.VIEW_EVENT, permissions.APPROVE_MANUSCRIPT)
def record(request: HttpRequest) -> HttpResponseBase:
    """Events, the newest first, `?before=` the one of that number."""
    given = request.GET.get("before", "")
    events = Event.objects.select_related("by", "manuscript").order_by("-seq")
    if given.isascii() and given.isdigit() and len(given) < 18:
        events = events.filter(seq__lt=int(given))
    listed = list(events[: PAGE + 1])
    rows = [{"event": event, "done": done_words(event.action)} for event in listed[:PAGE]]
    return show(
        request,
        "editorial/record.html",
        {
            "title": _("Audit log"),
            "rows": rows,
            "next": listed[PAGE - 1].seq if len(listed) > PAGE else 0,
        },
    )
