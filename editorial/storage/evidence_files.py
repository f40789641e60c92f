"""Where the files of evidence are: by digest under MEDIA_ROOT/evidence, which no public address reaches."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from django.conf import settings

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def path_of(digest: str) -> Path:
    """The path of the file with this digest (SHA-256, hex). Raises ValueError for anything else."""
    if not _DIGEST.match(digest):
        raise ValueError("not a digest")
    return Path(settings.MEDIA_ROOT) / "evidence" / digest[:2] / digest


def picture_path(digest: str, number: int) -> Path:
    """Where the picture of page `number` (from 0) is kept. Raises ValueError for what is no digest."""
    file = path_of(digest)
    return file.with_name(f"{file.name}.pages") / str(number)


def keep(data: bytes, digest: str) -> None:
    """Write the complete file or nothing; a file that is there already is the same file."""
    _keep(data, path_of(digest))


def keep_picture(data: bytes, digest: str, number: int) -> None:
    """Keep the picture of page `number` (from 0) of this file beside it."""
    _keep(data, picture_path(digest, number))


def _keep(data: bytes, path: Path) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_bytes(data)
    partial.chmod(0o600)
    partial.replace(path)


def drop(digest: str) -> None:
    """Delete the file, and the pictures of its pages."""
    path_of(digest).unlink(missing_ok=True)
    shutil.rmtree(picture_path(digest, 0).parent, ignore_errors=True)
