"""The notices of one person: what happened to what they wrote or worked on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.admin.office_view import office_view, person, show
from editorial.models import Notice
from editorial.moves import done_words

PAGE = 50


@office_view()
def notices(request: HttpRequest) -> HttpResponseBase:
    """The unread ones, then those read, the newest first."""
    mine = Notice.objects.filter(user=person(request)).select_related(
        "event", "event__manuscript", "event__by"
    )
    unread = mine.filter(read_at__isnull=True).order_by("-made_at", "-id")[:PAGE]
    read = mine.filter(read_at__isnull=False).order_by("-made_at", "-id")[:PAGE]
    return show(
        request,
        "editorial/notices.html",
        {
            "title": _("Notices"),
            "lists": [
                (_("New"), [_notice_row(notice) for notice in unread]),
                (_("Read"), [_notice_row(notice) for notice in read]),
            ],
        },
    )


def _notice_row(notice: Notice) -> dict[str, object]:
    done = done_words(notice.event.action, notice.event.data | notice.event.private)
    return {"notice": notice, "event": notice.event, "done": done}


@office_view(post=True)
def mark_read(request: HttpRequest) -> HttpResponseBase:
    """Mark one (`notice`) or, without it, all of one's own as read."""
    mine = Notice.objects.unread(person(request))
    number = request.POST.get("notice", "")
    if number:
        is_number = number.isascii() and number.isdigit() and len(number) < 18
        mine = mine.filter(pk=int(number)) if is_number else mine.none()
    count = mine.update(read_at=timezone.now())
    if count:
        messages.success(request, _("Marked as read."))
    return HttpResponseRedirect(reverse("admin:notices"))
