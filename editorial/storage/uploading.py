"""A file of any size on its way from the browser to the disk: counted, digested, never whole in memory."""

from __future__ import annotations

import codecs
import hashlib
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class StoredUpload(UploadedFile[bytes]):
    """An uploaded file that is at `path` already; `too_large` when the rest of it was discarded."""

    def __init__(self, name: str, path: Path, size: int, digest: str, too_large: bool) -> None:
        super().__init__(None, name, None, size)
        self.path, self.digest, self.too_large = path, digest, too_large

    def turn_into_utf8(self, encoding: str) -> None:
        """Rewrite the file, which is text in `encoding`; UnicodeError where it is not. Its byte order mark says so."""
        content = codecs.BOM_UTF8 + self.path.read_bytes().decode(encoding).encode()
        self.path.write_bytes(content)
        self.size, self.digest = len(content), hashlib.sha256(content).hexdigest()

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)


class ImportUpload(FileUploadHandler):
    """Writes every chunk as it comes. Past the limit nothing more is kept, but the form is read to its end."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.paths: list[Path] = []

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        folder = Path(settings.VAR) / "uploads"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / f"{uuid.uuid4()}.part"
        self.paths.append(self.path)
        self.path.touch(mode=0o600)
        self.stream = self.path.open("wb")
        self.digest = hashlib.sha256()
        self.size = 0
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        self.too_large = self.too_large or self.size > settings.IMPORT_MAX_BYTES
        if not self.too_large:
            self.stream.write(raw_data)
            self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> StoredUpload:
        self.stream.close()
        if self.too_large:
            self.path.unlink(missing_ok=True)
        return StoredUpload(
            self.file_name or "", self.path, file_size, self.digest.hexdigest(), self.too_large
        )

    def upload_interrupted(self) -> None:
        self.drop_all()

    def drop_all(self) -> None:
        """Remove what was not moved away: files of a refused or interrupted form."""
        for path in self.paths:
            path.unlink(missing_ok=True)
