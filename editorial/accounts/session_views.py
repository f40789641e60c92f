"""The page of one's own sessions."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from editorial.accounts import sessions
from editorial.accounts.client_address import client_address
from editorial.admin.office_view import person, show


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def own_sessions(request: HttpRequest) -> HttpResponseBase:
    """Lists them; the button beside one ends that one, the button below all others, once one shows who one is."""
    by, this = person(request), request.session.session_key
    if request.method == "POST":
        number = request.POST.get("session", "")
        address = client_address(request) or ""
        if not number:
            sessions.end_other_sessions(this=this, by=by, address=address)
            messages.success(request, _("You are signed in here only."))
        elif number.isascii() and number.isdigit() and len(number) < 16:
            ended = sessions.end_session(number=int(number), by=by, address=address)
            messages.success(request, _("Ended.") if ended else _("It had ended before."))
        return HttpResponseRedirect(reverse("usersessions_list"))
    open_now = sessions.open_sessions(by, this)
    return show(
        request,
        "usersessions/usersession_list.html",
        {
            "title": _("Where you are signed in"),
            "sessions": open_now,
            "has_others": any(not session.is_this for session in open_now),
        },
    )
