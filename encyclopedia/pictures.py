"""Pictures as they are stored: one file under MEDIA_ROOT for each digest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image, UnidentifiedImageError

MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A stored picture's file; size in pixels."""

    digest: str
    media_type: str
    width: int
    height: int


def path_of(digest: str) -> Path:
    """The path of the file with this digest (SHA-256, hex)."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def stored_picture(digest: str) -> StoredPicture | None:
    """The picture of this digest, by its header alone; None when there is none that can be shown."""
    if not _DIGEST.match(digest):
        return None
    try:
        with Image.open(path_of(digest), formats=tuple(MEDIA_TYPES)) as picture:
            return StoredPicture(
                digest, MEDIA_TYPES[str(picture.format)], picture.width, picture.height
            )
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
