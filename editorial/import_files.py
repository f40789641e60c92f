"""Where the files of imports lie: by the import's id under VAR/imports, until they are read to their end."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings


def path_of(import_id: uuid.UUID) -> Path:
    return Path(settings.VAR) / "imports" / str(import_id)


def drop(import_id: uuid.UUID) -> None:
    path_of(import_id).unlink(missing_ok=True)
