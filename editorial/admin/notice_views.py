"""The notices of one person: what is theirs to do, what became of their work; and which letters they get."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import ExpressionWrapper, Q
from django.db.models.fields import BooleanField
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editorial.actions.choose_paces import choose_paces
from editorial.admin.office_view import office_view, person, show
from editorial.forms.paces_form import PacesForm
from editorial.notices.letters import LETTER_HOUR, paces_of
from editorial.notices.lines import lines
from editorial.notices.telling import seen_by

MAX_ON_PAGE = 50
MAX_PAGE = 10_000


@office_view()
def notices(request: HttpRequest) -> HttpResponseBase:
    """The unread ones, then those read, the newest first; a page at a time."""
    user, number = person(request), _page(request)
    is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
    mine = seen_by(user).select_related("event", "event__manuscript", "event__by__restriction")
    start = (number - 1) * MAX_ON_PAGE
    ordered = mine.annotate(is_read=is_read).order_by("is_read", "-made_at", "-id")
    rows = list(ordered[start : start + MAX_ON_PAGE + 1])
    shown = list(lines(rows[:MAX_ON_PAGE], user))
    return show(
        request,
        "editorial/notices.html",
        {
            "title": _("Notices"),
            "lists": [
                (
                    pgettext("notices", "New"),
                    [line for line in shown if line.notice.read_at is None],
                ),
                (
                    pgettext("notices", "Read"),
                    [line for line in shown if line.notice.read_at is not None],
                ),
            ],
            "previous": number - 1,
            "next": number + 1 if len(rows) > MAX_ON_PAGE else 0,
        },
    )


@office_view(post=True)
def mark_read(request: HttpRequest) -> HttpResponseBase:
    """Mark one (`notice`) or, without it, all of one's own as read; with `open`, go to what that one tells of."""
    user = person(request)
    mine = seen_by(user).unread()
    number = request.POST.get("notice", "")
    if number:
        is_number = number.isascii() and number.isdigit() and len(number) < 18
        mine = mine.filter(pk=int(number)) if is_number else mine.none()
    if number and request.POST.get("open"):
        opened = list(mine.select_related("event", "event__manuscript", "event__by__restriction"))
        mine.update(read_at=timezone.now())
        address = next((line.address for line in lines(opened, user)), reverse("admin:notices"))
        return HttpResponseRedirect(address)
    if mine.update(read_at=timezone.now()):
        messages.success(request, _("Marked as read."))
    return HttpResponseRedirect(reverse("admin:notices"))


@office_view()
def notice_settings(request: HttpRequest) -> HttpResponseBase:
    """Which letters this person gets, by kind of notice."""
    user = person(request)
    form = PacesForm(request.POST if request.method == "POST" else None, paces=paces_of(user.pk))
    if form.is_valid():
        choose_paces(paces=form.cleaned_data, by=user)
        messages.success(request, _("Saved. It applies from the next e-mail on."))
        return HttpResponseRedirect(reverse("admin:notice_settings"))
    return show(
        request,
        "editorial/notice_settings.html",
        {"title": _("E-mails"), "form": form, "hour": LETTER_HOUR, "address": user.email},
        status=422 if form.is_bound else 200,
    )


def _page(request: HttpRequest) -> int:
    """The number of the page asked for; the first for what is none."""
    text = request.GET.get("page", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), MAX_PAGE)
