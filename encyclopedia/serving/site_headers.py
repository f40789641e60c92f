"""The headers of every answer: readers' pages have them from here, and so has what Django or WhiteNoise answers."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from encyclopedia.serving.content_policy import content_policy


def site_headers(secure: bool) -> tuple[tuple[str, str], ...]:
    """Each header with its value, from the settings that Django's middlewares read."""
    headers = [
        ("Content-Security-Policy", content_policy()),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("Referrer-Policy", str(settings.SECURE_REFERRER_POLICY)),
        ("Cross-Origin-Opener-Policy", str(settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)),
        ("Permissions-Policy", settings.PERMISSIONS_POLICY),
    ]
    if settings.SECURE_CONTENT_TYPE_NOSNIFF:
        headers.append(("X-Content-Type-Options", "nosniff"))
    if secure and settings.SECURE_HSTS_SECONDS:
        headers.append(("Strict-Transport-Security", strict_transport()))
    return tuple(headers)


def strict_transport() -> str:
    value = f"max-age={settings.SECURE_HSTS_SECONDS}"
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        value += "; includeSubDomains"
    if settings.SECURE_HSTS_PRELOAD:
        value += "; preload"
    return value


def with_site_headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Before all others that could answer: static files and refused requests have the headers too."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in site_headers(request.is_secure()):
            # Django's own pages of an error under DEBUG have their style in them.
            if not (settings.DEBUG and response.status_code in (404, 500)):
                response.headers.setdefault(name, value)
        return response

    return middleware
