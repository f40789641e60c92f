"""Renditions: a picture in the widths that pages offer, as WebP in sRGB, with nothing else of its file.

They are derived from the original, whose digest documents name, and kept beside it in the storage, where every host
finds them. They are made when a picture is uploaded; else by `rebuild`, or for the first reader who asks.
"""

from __future__ import annotations

import io
from threading import Lock
from typing import Final

from django.core.files.base import File
from django.core.files.storage import default_storage
from PIL import Image

from encyclopedia import stored_files
from encyclopedia.pictures import (
    BROKEN,
    FORMATS,
    StoredPicture,
    as_shown,
    is_too_large,
    name_of,
)

MEDIA_TYPE: Final = "image/webp"
# In pixels; a picture that is narrower than the last has one of its own width besides.
WIDTHS: Final = (320, 640, 960, 1600)
QUALITY: Final = 80

# A decoded picture takes 160 MB, and several times that while a WebP is read: a process decodes one at a time.
DECODING = Lock()


class Undecodable(Exception):
    """The original is no whole picture, so that no rendition can be made of it."""


def widths(stored: StoredPicture) -> tuple[int, ...]:
    """The widths of this picture's renditions, none wider than itself; none at all of one that is not decoded."""
    if is_too_large(stored.width, stored.height):
        return ()
    narrower = tuple(width for width in WIDTHS if width < stored.width)
    return (*narrower, stored.width) if stored.width <= WIDTHS[-1] else narrower


def rendition_name(digest: str, width: int) -> str:
    """The name in the storage of the rendition of this width."""
    return f"{name_of(digest)}.{width}.webp"


def opened(stored: StoredPicture, width: int) -> File[bytes]:
    """The file of one of its `widths`, made with the others and kept where it is not there yet.

    Raises FileNotFoundError without the original, and Undecodable.
    """
    name = rendition_name(stored.digest, width)
    try:
        return default_storage.open(name)
    except FileNotFoundError:
        make(stored)
        return default_storage.open(name)


def missing(stored: StoredPicture) -> list[int]:
    """The widths of which no rendition is stored."""
    return [
        width
        for width in widths(stored)
        if not default_storage.exists(rendition_name(stored.digest, width))
    ]


def make(stored: StoredPicture) -> int:
    """Make and keep the renditions that are missing; how many those were.

    Raises FileNotFoundError without the original, and Undecodable.
    """
    with DECODING:
        to_make = missing(stored)
        if to_make:
            with default_storage.open(name_of(stored.digest)) as file:
                original = file.read()
            for width, content in _made(original, stored, to_make):
                stored_files.keep(content, rendition_name(stored.digest, width))
    return len(to_make)


def _made(original: bytes, stored: StoredPicture, to_make: list[int]) -> list[tuple[int, bytes]]:
    made = []
    try:
        with Image.open(io.BytesIO(original), formats=FORMATS) as picture:
            # A JPEG is decoded at the scale that is needed; other formats take no notice.
            scale = max(to_make) / stored.width
            picture.draft(None, (int(picture.width * scale) + 1, int(picture.height * scale) + 1))
            shown = as_shown(picture)
        # The widest first: each is made from the one before.
        for width in sorted(to_make, reverse=True):
            height = max(1, round(stored.height * width / stored.width))
            shown = shown.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
            # Nothing but pixels goes into the file.
            shown.info.clear()
            out = io.BytesIO()
            shown.save(out, "WEBP", quality=QUALITY, method=4)
            made.append((width, out.getvalue()))
    except BROKEN as error:
        raise Undecodable(stored.digest) from error
    return made
