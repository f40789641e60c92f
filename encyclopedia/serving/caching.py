"""What browsers and proxies may keep of what readers are sent (RFC 9111)."""

from __future__ import annotations

from django.conf import settings


def cache_control() -> str:
    """The `Cache-Control` of every answer to readers.

    Browsers store it and ask each time whether it has changed: it is always fresh, and a 304 costs almost nothing. A
    proxy may send what it has stored for PROXY_CACHE_SECONDS without asking.
    """
    shared = f", s-maxage={settings.PROXY_CACHE_SECONDS}" if settings.PROXY_CACHE_SECONDS else ""
    return f"public, max-age=0, must-revalidate{shared}"
