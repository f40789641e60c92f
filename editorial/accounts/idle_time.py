"""Sessions that nobody uses for a while end."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Seconds between two notes of when a session was used: each is a row that is written.
NOTED_EVERY = 300
_KEY = "used_at"


def idle_time_out(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware after that of sessions: in the office only, so that readers' pages are the same for everybody."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        in_office = request.path.startswith(("/admin/", "/account/"))
        if (
            in_office
            and settings.SESSION_IDLE_SECONDS
            and settings.SESSION_COOKIE_NAME in request.COOKIES
        ):
            _end_or_note(request)
        return get_response(request)

    return middleware


def _end_or_note(request: HttpRequest) -> None:
    if "_auth_user_id" not in request.session:
        return
    now = int(time.time())
    used = request.session.get(_KEY, now)
    if now - used > settings.SESSION_IDLE_SECONDS:
        logout(request)
    elif _KEY not in request.session or now - used > min(
        NOTED_EVERY, settings.SESSION_IDLE_SECONDS // 4
    ):
        request.session[_KEY] = now
