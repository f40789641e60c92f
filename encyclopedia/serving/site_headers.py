"""The headers of every reader's page, from the settings that Django's middlewares read."""

from __future__ import annotations

from django.conf import settings

from encyclopedia.serving.content_policy import content_policy


def site_headers(secure: bool) -> tuple[tuple[str, str], ...]:
    """The headers of every reader's page, from the settings that Django's middlewares read."""
    headers = [
        ("Content-Security-Policy", content_policy()),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("Referrer-Policy", str(settings.SECURE_REFERRER_POLICY)),
        ("Cross-Origin-Opener-Policy", str(settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)),
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
