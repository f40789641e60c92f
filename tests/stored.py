"""Where a stored file is on this machine, for tests that look at it or spoil it."""

from __future__ import annotations

from pathlib import Path

from django.core.files.storage import default_storage


def path_of(name: str) -> Path:
    return Path(default_storage.path(name))
