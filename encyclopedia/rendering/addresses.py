"""Addresses on this site, from what is stored."""

from __future__ import annotations

from urllib.parse import quote


def url_of(path: str) -> str:
    """The address of `kind/slug`: whatever characters the slug has, it is one address on this site."""
    return f"/{quote(path, safe='/:@')}/"


def picture_url(digest: str) -> str:
    """The address of a picture's file, by the SHA-256 (hex) of it."""
    return f"/media/{digest}"


def rendition_url(digest: str, width: int) -> str:
    """The address of a rendition of the picture with this digest, by its width in pixels."""
    return f"/media/{digest}-{width}.webp"
