"""What is sent with a static file depends on its content alone, not on when a host collected it."""

from __future__ import annotations

from wsgiref.headers import Headers

# Of a file whose address names its content: that it never changes is all there is to say.
NEVER_CHANGED = "Thu, 01 Jan 1970 00:00:00 GMT"


def same_on_every_host(headers: Headers, path: str, url: str) -> None:
    """For WhiteNoise, which otherwise makes both headers from the file's time on this host."""
    if "immutable" in (headers["Cache-Control"] or ""):
        headers["ETag"] = f'"{url.rpartition("/")[2]}"'
        headers["Last-Modified"] = NEVER_CHANGED
