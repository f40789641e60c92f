"""Where the files are that prove that a picture may be used: by digest, under names that no public address reaches."""

from __future__ import annotations

import re

from encyclopedia import stored_files

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def name_of(digest: str) -> str:
    """The name in the storage of the file with this digest (SHA-256, hex). Raises ValueError for anything else."""
    if not _DIGEST.match(digest):
        raise ValueError("not a digest")
    return f"permissions/{digest[:2]}/{digest}"


def keep(data: bytes, digest: str) -> None:
    """Store the complete file or nothing; a file that is there already is the same file."""
    stored_files.keep(data, name_of(digest))
