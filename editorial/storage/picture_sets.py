"""A folder or a zip of pictures, by the names that texts call them: read one by one, never unpacked as a whole."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.conf import settings
from django.utils.translation import gettext as _

from editorial.workflow import Refused

MAX_FILES = 50_000
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
# What is shown as another kind of file on a wiki, and comes as one of these.
_NOT_SHOWN_HERE = frozenset({".svg", ".tif", ".tiff", ".gif", ".pdf", ".djvu", ".bmp"})
_SHOWN_HERE = (".png", ".jpg", ".jpeg", ".webp")


class PictureSet(Protocol):
    """Files by their names."""

    def names(self) -> list[str]: ...

    def read(self, name: str) -> bytes:
        """The file of this name, as far as a picture may be large and a little more. Raises Refused."""
        ...


class PictureNames:
    """Which file of a set a name in a text means.

    Spaces and underscores are alike, and the case of the first letter and of the ending; a drawing ("Map.svg") may
    come as the picture of it ("Map.svg.png", "Map.png").
    """

    def __init__(self, names: list[str]) -> None:
        self.twice: list[str] = []
        self._files: dict[str, str] = {}
        for name in names:
            key = picture_key(name)
            if key in self._files:
                self.twice.append(name)
            self._files.setdefault(key, name)

    def file_of(self, wanted: str) -> str:
        """The name of the file in the set; "" where there is none."""
        key = picture_key(wanted)
        if key in self._files:
            return self._files[key]
        stem, ending = _parted(key)
        if ending in _NOT_SHOWN_HERE:
            others = [f"{before}{shown}" for before in (key, stem) for shown in _SHOWN_HERE]
            return next((self._files[other] for other in others if other in self._files), "")
        return ""


def picture_key(name: str) -> str:
    """The same for every spelling of one name."""
    last = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    words = " ".join(last.replace("_", " ").split())
    stem, ending = _parted(words[:1].upper() + words[1:])
    return stem + ending


def _parted(name: str) -> tuple[str, str]:
    stem, point, ending = name.rpartition(".")
    return (stem, f".{ending.lower()}") if point else (name, "")


def _is_picture_file(path: PurePosixPath) -> bool:
    """Whether it is more than what systems put beside the files of a person."""
    hidden = path.name.startswith(".") or path.name in {"Thumbs.db", "desktop.ini"}
    return bool(path.name) and not hidden and "__MACOSX" not in path.parts


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        files: list[str] = []
        for file in sorted(self._path.rglob("*")):
            relative = file.relative_to(self._path)
            if _is_picture_file(PurePosixPath(relative.as_posix())) and _is_inside(
                file, self._path
            ):
                files.append(relative.as_posix())
                if len(files) > MAX_FILES:
                    raise _too_many()
        return files

    def read(self, name: str) -> bytes:
        try:
            with (self._path / name).open("rb") as stream:
                return stream.read(settings.PICTURE_MAX_BYTES + 1)
        except OSError as error:
            raise Refused(_("The file “%(name)s” cannot be read.") % {"name": name}) from error


def _is_inside(file: Path, folder: Path) -> bool:
    """Whether it is a file of the folder, and no link that leads out of it."""
    return file.is_file() and file.resolve().is_relative_to(folder.resolve())


class _Zip:
    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts: dict[str, ZipInfo] = {}
        for part in archive.infolist():
            path = PurePosixPath(part.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts:
                raise Refused(
                    _("The archive holds a file whose path leads out of it: “%(name)s”.")
                    % {"name": part.filename[:100]}
                )
            if part.flag_bits & 0x1:
                raise Refused(_("The archive is locked with a password. Make one without."))
            if not part.is_dir() and _is_picture_file(path):
                self._parts.setdefault(part.filename, part)
        if len(self._parts) > MAX_FILES:
            raise _too_many()

    def names(self) -> list[str]:
        return list(self._parts)

    def read(self, name: str) -> bytes:
        # Only as much as a picture may have is ever unpacked, whatever the archive says of it.
        try:
            with self._archive.open(self._parts[name]) as stream:
                return stream.read(settings.PICTURE_MAX_BYTES + 1)
        except _BROKEN as error:
            raise Refused(
                _("The file “%(name)s” in the archive is damaged.") % {"name": name[:100]}
            ) from error


@contextmanager
def opened(path: Path) -> Iterator[PictureSet]:
    """The pictures of a folder or a zip archive. Raises Refused, in words, for anything else and what is unsafe."""
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        stream: IO[bytes] = path.open("rb")
    except OSError as error:
        raise Refused(_("The file is not here any more. Upload it again.")) from error
    with stream:
        if not stream.read(4).startswith((b"PK\x03\x04", b"PK\x05\x06")):
            raise Refused(_("This is not a zip archive. Pack the pictures into one (.zip)."))
        stream.seek(0)
        try:
            archive = ZipFile(stream)
        except _BROKEN as error:
            raise Refused(_("The archive is damaged. Pack the pictures again.")) from error
        with archive:
            pictures = _Zip(archive)
            if not pictures.names():
                raise Refused(_("There is no file in the archive."))
            yield pictures


def _too_many() -> Refused:
    return Refused(_("There are more than %(most)s files. Split them.") % {"most": MAX_FILES})
