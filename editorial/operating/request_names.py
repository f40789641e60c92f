"""Every request that Django answers has a name, and hands it on to what comes of it (`encyclopedia.logs`)."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from encyclopedia import logs
from encyclopedia.serving import counting

HEADER = "X-Request-ID"
OFFICE = ("/admin/", "/account/")
BROKEN = 500
_NAME = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)


def named(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware around all others. The name is the proxy's where one is trusted, else a new one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # It stays until this thread's next request: Django logs a refusal after the last middleware.
        name = name_of(request)
        logs.name.set(name)
        response = get_response(request)
        # Readers' pages are the same bytes and headers for everybody.
        if response.status_code >= BROKEN or request.path_info.startswith(OFFICE):
            response.headers[HEADER] = name
        counting.count("answers", f"{response.status_code // 100}xx")
        return response

    return middleware


def name_of(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "")
    return given if settings.TRUSTED_PROXIES and _NAME.fullmatch(given) else logs.new_name()
