"""Addresses on this site, from what is stored; and others as they are shown."""

from __future__ import annotations

import re
from urllib.parse import quote

_SHOWN = re.compile(r"(?<=>)https?://[^<>]+(?=</a>)")
_BREAKS = re.compile(r"(?<=/)(?=[^/])|(?<=[^/.])(?=[._?%~])")


def url_of(path: str) -> str:
    """The address of `kind/slug`: whatever characters the slug has, it is one address on this site."""
    return f"/{quote(path, safe='/:@')}/"


def picture_url(digest: str) -> str:
    """The address of a picture's file, by the SHA-256 (hex) of it."""
    return f"/media/{digest}"


def rendition_url(digest: str, width: int) -> str:
    """The address of a rendition of the picture with this digest, by its width in pixels."""
    return f"/media/{digest}-{width}.webp"


def with_breaks(html: str) -> str:
    """Each address that is spelled out as a link's words may end a line where Chicago has it: behind a slash, or before
    a stop. So no stop behind it stands alone in a line, and no word of it is torn.
    """
    return _SHOWN.sub(lambda address: _BREAKS.sub("<wbr>", address[0]), html)
