"""Opening a bundle, folder or zip, without trusting it: bounded, and never outside of it. Standard library only."""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, Protocol

MAX_FILES = 5_000_000
MAX_BYTES = 1 << 40
# What is read into memory at once; pictures and files of evidence are read in pieces.
MAX_TEXT_BYTES = 64 << 20
# A zip that unpacks to more than this and to more than RATIO times its size is no bundle of texts.
UNPACKED = 64 << 20
RATIO = 100
PIECE = 1 << 20

# Every path of a bundle matches this: no "..", no leading slash, nothing that another system reads differently.
_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_][A-Za-z0-9._~-]*)*\Z")


class BundleError(Exception):
    """Not a bundle, or one that cannot be read; the message names the item."""


class BundleFault(NamedTuple):
    """One thing that is not as it was written: the file or item, and what is wrong with it."""

    item: str
    message: str

    def __str__(self) -> str:
        return f"{self.item}: {self.message}"


class Bundle(Protocol):
    """A folder or zip that may hold a bundle."""

    def names(self) -> list[str]:
        """Every file in it, by path."""

    def size(self, name: str) -> int:
        """In bytes, as the file system or the zip has it."""

    def pieces(self, name: str) -> Iterator[bytes]:
        """The file, in pieces. Raises BundleError when it is missing or broken."""

    def close(self) -> None: ...


def is_safe(name: str) -> bool:
    """Whether a path stays within the folder and means the same on every system."""
    return len(name) <= 1000 and _SAFE.match(name) is not None


def open_bundle(path: Path) -> Bundle:
    """The folder or zip at this path. Raises BundleError for anything else and for what is dangerous."""
    if path.is_dir():
        return _Folder(path)
    if path.is_file():
        return _Zip(path)
    raise BundleError(f"{path}: there is no such folder or file.")


def read(bundle: Bundle, name: str) -> bytes:
    """A whole text file. Raises BundleError for one that is too large."""
    data = bytearray()
    for piece in bundle.pieces(name):
        data += piece
        if len(data) > MAX_TEXT_BYTES:
            raise BundleError(f"{name}: is larger than {MAX_TEXT_BYTES} bytes.")
    return bytes(data)


def _bounded(names: list[str], total: int) -> list[str]:
    if len(names) > MAX_FILES or total > MAX_BYTES:
        raise BundleError(f"It holds {len(names)} files of {total} bytes: more than a bundle may.")
    for name in names:
        if not is_safe(name):
            raise BundleError(f"{name!r}: is not a path that a bundle may have.")
    return names


class _Folder:
    def __init__(self, path: Path) -> None:
        self.root = path
        self._names = _bounded(sorted(self._walk(path, "")), 0)

    def _walk(self, folder: Path, prefix: str) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = f"{prefix}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    yield from self._walk(folder / entry.name, f"{name}/")
                elif entry.is_file(follow_symlinks=False):
                    yield name
                else:
                    raise BundleError(f"{name!r}: is a link or a device; a bundle holds files.")

    def names(self) -> list[str]:
        return self._names

    def size(self, name: str) -> int:
        return (self.root / name).stat().st_size

    def pieces(self, name: str) -> Iterator[bytes]:
        if not is_safe(name):
            raise BundleError(f"{name!r}: is not a path that a bundle may have.")
        try:
            with (self.root / name).open("rb") as stream:
                while piece := stream.read(PIECE):
                    yield piece
        except OSError as error:
            raise BundleError(f"{name}: cannot be read ({error.strerror}).") from error

    def close(self) -> None:
        """Nothing is held open."""


class _Zip:
    def __init__(self, path: Path) -> None:
        try:
            self.archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise BundleError(f"{path.name}: is neither a folder nor a zip ({error}).") from error
        try:
            self._members = self._checked(path)
        except BundleError:
            self.archive.close()
            raise

    def _checked(self, path: Path) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        total = 0
        for info in self.archive.infolist():
            mode = info.external_attr >> 16
            if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
                raise BundleError(
                    f"{info.filename!r}: is a link or a device; a bundle holds files."
                )
            if info.is_dir():
                _bounded([info.filename.rstrip("/")], 0)
                continue
            if info.flag_bits & 1:
                raise BundleError(f"{info.filename!r}: is encrypted.")
            if info.filename in members:
                raise BundleError(f"{info.filename!r}: is in the zip twice.")
            members[info.filename] = info
            total += info.file_size
        if total > UNPACKED and total > RATIO * path.stat().st_size:
            raise BundleError(
                f"{path.name}: unpacks to {total} bytes, far more than a bundle does."
            )
        _bounded(list(members), total)
        return members

    def names(self) -> list[str]:
        return sorted(self._members)

    def size(self, name: str) -> int:
        return self._members[name].file_size

    def pieces(self, name: str) -> Iterator[bytes]:
        if name not in self._members:
            raise BundleError(f"{name}: is missing.")
        remaining = self._members[name].file_size
        try:
            stream: IO[bytes]
            with self.archive.open(self._members[name]) as stream:
                while piece := stream.read(PIECE):
                    remaining -= len(piece)
                    if remaining < 0:
                        raise BundleError(f"{name}: is larger than the zip says.")
                    yield piece
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise BundleError(f"{name}: cannot be read ({error}).") from error

    def close(self) -> None:
        self.archive.close()
