"""Pictures as they are stored: one file for each digest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
MAX_REMEMBERED = 10_000

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A stored picture's file; size in pixels."""

    digest: str
    media_type: str
    width: int
    height: int


def name_of(digest: str) -> str:
    """The name in the storage of the file with this digest (SHA-256, hex)."""
    return f"{digest[:2]}/{digest}"


def stored_picture(digest: str) -> StoredPicture | None:
    """The picture of this digest, by its header alone; None when there is none that can be shown."""
    if not _DIGEST.match(digest):
        return None
    try:
        return read_header(digest)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None


@lru_cache(maxsize=MAX_REMEMBERED)
def read_header(digest: str) -> StoredPicture:
    """What the file says it is; its name says that it never changes, so a bucket is asked once by each process.

    Raises OSError and Pillow's errors, and remembers none of them.
    """
    with (
        default_storage.open(name_of(digest)) as file,
        Image.open(file, formats=tuple(MEDIA_TYPES)) as picture,
    ):
        return StoredPicture(
            digest, MEDIA_TYPES[str(picture.format)], picture.width, picture.height
        )
