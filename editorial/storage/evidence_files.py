"""Where the files of evidence are: by digest under MEDIA_ROOT/evidence, which no public address reaches."""

from __future__ import annotations

import os
import re
from pathlib import Path

from django.conf import settings

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def path_of(digest: str) -> Path:
    """The path of the file with this digest (SHA-256, hex). Raises ValueError for anything else."""
    if not _DIGEST.match(digest):
        raise ValueError("not a digest")
    return Path(settings.MEDIA_ROOT) / "evidence" / digest[:2] / digest


def keep(data: bytes, digest: str) -> None:
    """Write the complete file or nothing; a file that is there already is the same file."""
    path = path_of(digest)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_bytes(data)
    partial.chmod(0o600)
    partial.replace(path)


def drop(digest: str) -> None:
    path_of(digest).unlink(missing_ok=True)
