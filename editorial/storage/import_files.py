"""Where the files of imports lie: by the import's id under VAR/imports, until they are read to their end."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings


def path_of(import_id: uuid.UUID) -> Path:
    return Path(settings.VAR) / "imports" / str(import_id)


def keep(file: Path, import_id: uuid.UUID) -> None:
    """Put a file of the same disk there under a second name: until the first is taken away, a crash loses neither."""
    kept = path_of(import_id)
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (kept.exists() and kept.samefile(file)):
        drop(import_id)
        kept.hardlink_to(file)


def drop(import_id: uuid.UUID) -> None:
    path_of(import_id).unlink(missing_ok=True)
