"""Where uploaded files are: in Django's default storage, a folder or a bucket, under names made from their content."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage


class WholeFiles(FileSystemStorage):
    """A folder into which a file comes whole or not at all, as into a bucket, over one of its name."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File[Any]) -> str:
        partial = super()._save(f"{name}.{uuid.uuid4().hex}", content)  # type: ignore[misc]
        Path(self.path(partial)).replace(self.path(name))
        return name


def keep(content: bytes | File[bytes], name: str) -> None:
    """Store the complete file or nothing; a file that is there already is the same file."""
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content) if isinstance(content, bytes) else content)
