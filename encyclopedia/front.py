"""The middleware that stands first: a reader's entry page is answered from one query, before all the others.

What it answers is byte for byte and header for header what the ordinary view would answer; it only spares the
reader the other middlewares. Whoever has a session, a path that is no stored page, a request over HTTP where
HTTPS is asked, an unknown host: all of them go on to the ordinary road.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from encyclopedia.models import Kind
from encyclopedia.views.entries import stored_page

Answer = Callable[[HttpRequest], HttpResponseBase]


class FrontMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.headers = constant_headers()
        self.kinds = frozenset(Kind.values)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request) or self.get_response(request)
        if response.status_code == 304 and "Content-Length" in response:
            # It would have to be the length of the page that is not sent (RFC 9110, 8.6), not of this answer.
            del response["Content-Length"]
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            # The length stays that of the page; servers complain of a body that they may not send.
            response.content = b""
        return response

    def answer(self, request: HttpRequest) -> HttpResponse | None:
        """The stored page that this request asks for, if it may be answered here."""
        if request.method not in ("GET", "HEAD"):
            return None
        path = request.path_info
        kind, slash, slug = path[1:-1].partition("/")
        if not slash or kind not in self.kinds or path[-1] != "/" or "/" in slug or "\x00" in slug:
            return None
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return None
        secure = request.is_secure()
        if settings.SECURE_SSL_REDIRECT and not secure:
            return None
        try:
            request.get_host()
        except DisallowedHost:
            return None
        language = settings.LANGUAGE_CODE
        response = stored_page(request, f"{kind}/{slug}", language)
        if response is not None:
            self.complete(response, language, secure)
        return response

    def complete(self, response: HttpResponse, language: str, secure: bool) -> None:
        """Add what the other middlewares would have added."""
        headers = response.headers
        for name, value in self.headers:
            headers[name] = value
        headers["Content-Language"] = language
        if secure and settings.SECURE_HSTS_SECONDS:
            headers["Strict-Transport-Security"] = strict_transport()
        if response.status_code == 200:
            headers["Content-Length"] = str(len(response.content))


def constant_headers() -> list[tuple[str, str]]:
    """The headers of every reader's page, from the settings that the ordinary middlewares read."""
    headers = [
        ("Vary", "Accept-Language"),
        ("Content-Security-Policy", build_policy()),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("Referrer-Policy", str(settings.SECURE_REFERRER_POLICY)),
        ("Cross-Origin-Opener-Policy", str(settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)),
    ]
    if settings.SECURE_CONTENT_TYPE_NOSNIFF:
        headers.append(("X-Content-Type-Options", "nosniff"))
    return headers


def strict_transport() -> str:
    value = f"max-age={settings.SECURE_HSTS_SECONDS}"
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        value += "; includeSubDomains"
    if settings.SECURE_HSTS_PRELOAD:
        value += "; preload"
    return value
