"""Where the files of imports are: by the import's id under VAR/imports, until they have been read to the end."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings


def path_of(import_id: uuid.UUID) -> Path:
    return Path(settings.VAR) / "imports" / str(import_id)


def keep(file: Path, import_id: uuid.UUID) -> None:
    """Link a file of the same disk there: until its first name is removed, a crash loses neither."""
    path = path_of(import_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (path.exists() and path.samefile(file)):
        drop(import_id)
        path.hardlink_to(file)


def drop(import_id: uuid.UUID) -> None:
    path_of(import_id).unlink(missing_ok=True)
