"""Sessions that nobody uses for a while end, and each some time after it began, however much it is used."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Seconds between two notes of when a session was used: each is a row that is written.
NOTED_EVERY = 300
# Where in a session it stands.
USED_AT = "used_at"
BEGAN_AT = "began_at"


def idle_time_out(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware after that of sessions: in the office only, so that readers' pages are the same for everybody."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        in_office = request.path.startswith(("/admin/", "/account/"))
        if in_office and settings.SESSION_COOKIE_NAME in request.COOKIES:
            _end_or_note(request)
        return get_response(request)

    return middleware


def _end_or_note(request: HttpRequest) -> None:
    if "_auth_user_id" not in request.session:
        return
    now = int(time.time())
    used = request.session.get(USED_AT, now)
    most = settings.SESSION_IDLE_SECONDS
    noted_every = min(NOTED_EVERY, most // 4) if most else NOTED_EVERY
    if (most and now - used > most) or (
        now - request.session.get(BEGAN_AT, now) > settings.SESSION_COOKIE_AGE
    ):
        logout(request)
        return
    if BEGAN_AT not in request.session:
        request.session[BEGAN_AT] = now
    if USED_AT not in request.session or now - used > noted_every:
        request.session[USED_AT] = now
