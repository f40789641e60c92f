"""Where a bundle is written: a folder or a zip, complete or not at all, with the digest of every file."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.utils.translation import gettext as _

from editorial.verifying.manifest import (
    CONTENT,
    FILES,
    MANIFEST,
    content_digest,
    digest_of,
    pretty,
)


class ExportError(Exception):
    """What cannot be exported, or cannot be written there; the message says why."""


class _Target(Protocol):
    def write(self, name: str, pieces: Iterable[bytes]) -> None: ...

    def finish(self) -> None: ...

    def abandon(self) -> None: ...


class Writer:
    """Writes the files of a bundle one by one; `finish` lists them and writes the manifest."""

    def __init__(self, target: _Target) -> None:
        self._target = target
        self._list = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `finish`
        self._count = 0
        self._content: dict[str, str] = {}

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write one file piece by piece, without holding it in memory."""
        digest, size = hashlib.sha256(), 0

        def hashed() -> Iterator[bytes]:
            nonlocal size
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                yield piece

        self._target.write(name, hashed())
        line = {"path": name, "size": size, "sha256": digest.hexdigest()}
        self._list.write(as_line(line))
        self._count += 1
        if name.startswith(CONTENT):
            self._content[name] = digest.hexdigest()

    def lines(self, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Write a file with one JSON object a line; returns how many."""
        count = 0

        def encoded() -> Iterator[bytes]:
            nonlocal count
            for row in rows:
                count += 1
                yield as_line(row)

        self.write(name, encoded())
        return count

    def finish(self, manifest: dict[str, Any]) -> str:
        """Write the list of files and the manifest, and put the bundle where it belongs; returns its digest."""
        digest = hashlib.sha256()

        def list_pieces() -> Iterator[bytes]:
            self._list.seek(0)
            while piece := self._list.read(1 << 20):
                digest.update(piece)
                yield piece

        self._target.write(FILES, list_pieces())
        self._list.close()
        files = {"path": FILES, "sha256": digest.hexdigest(), "count": self._count}
        manifest = {**manifest, "files": files, "content": content_digest(self._content)}
        manifest["digest"] = digest_of(manifest)
        self._target.write(MANIFEST, [pretty(manifest)])
        self._target.finish()
        return str(manifest["digest"])


def as_line(row: Mapping[str, Any]) -> bytes:
    return (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A writer to `path`: a zip when it ends in .zip, else a folder. Nothing is left there after a failure.

    Raises ExportError when something is there already, or `path` cannot be written to.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise ExportError(_("%(path)s is there already. Choose another name.") % {"path": path})
    target: _Target | None = None
    try:
        target = _ZipTarget(path) if path.suffix.lower() == ".zip" else _FolderTarget(path)
        yield Writer(target)
    except OSError as error:
        raise ExportError(f"{error.filename or path}: {error.strerror or error}") from error
    finally:
        if target is not None:
            target.abandon()


def _partial_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.partial")


class _FolderTarget:
    def __init__(self, path: Path) -> None:
        self.path, self.partial = path, _partial_path(path)
        self.partial.mkdir(parents=True)

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        file = self.partial / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            for piece in pieces:
                stream.write(piece)

    def finish(self) -> None:
        if self.path.exists():
            self.path.rmdir()
        self.partial.rename(self.path)

    def abandon(self) -> None:
        shutil.rmtree(self.partial, ignore_errors=True)


class _ZipTarget:
    def __init__(self, path: Path) -> None:
        self.path, self.partial = path, _partial_path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.archive = zipfile.ZipFile(self.partial, "x", zipfile.ZIP_DEFLATED)

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        with self.archive.open(name, "w", force_zip64=True) as stream:
            for piece in pieces:
                stream.write(piece)

    def finish(self) -> None:
        self.archive.close()
        self.partial.replace(self.path)

    def abandon(self) -> None:
        self.archive.close()
        self.partial.unlink(missing_ok=True)
