"""Where the files of evidence are: by digest, under names that no public address reaches."""

from __future__ import annotations

import re
from contextlib import suppress

from django.core.files.storage import default_storage

from encyclopedia import stored_files

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def name_of(digest: str) -> str:
    """The name in the storage of the file with this digest (SHA-256, hex). Raises ValueError for anything else."""
    if not _DIGEST.match(digest):
        raise ValueError("not a digest")
    return f"evidence/{digest[:2]}/{digest}"


def picture_name(digest: str, number: int) -> str:
    """The name of the picture of page `number` (from 0). Raises ValueError for what is no digest."""
    return f"{_pictures_of(digest)}/{number}"


def _pictures_of(digest: str) -> str:
    return f"{name_of(digest)}.pages"


def keep(data: bytes, digest: str) -> None:
    """Store the complete file or nothing; a file that is there already is the same file."""
    stored_files.keep(data, name_of(digest))


def keep_picture(data: bytes, digest: str, number: int) -> None:
    """Keep the picture of page `number` (from 0) of this file beside it."""
    stored_files.keep(data, picture_name(digest, number))


def drop(digest: str) -> None:
    """Delete the file, and the pictures of its pages."""
    default_storage.delete(name_of(digest))
    folder = _pictures_of(digest)
    with suppress(OSError):  # there are none, or another is being made right now
        for number in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{number}")
        default_storage.delete(folder)
