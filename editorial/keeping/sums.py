"""SHA256SUMS: the digest of every file of a back-up, as `sha256sum -c SHA256SUMS` reads it too."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from editorial.keeping.folders import SUMS, KeepingError, make_private

Progress = Callable[[int, int], None]
PIECE = 1 << 20
_LINE = re.compile(r"([0-9a-f]{64})  (.+)\Z", re.ASCII)
# No other name is ever written; none leads out of the folder.
_NAME = re.compile(
    r"(?:manifest\.json|heads"
    r"|tables/[a-z0-9_]{1,63}\.jsonl\.gz"
    r"|files/(?:evidence/|agreements/|permissions/|imports/)?(?P<start>[0-9a-f]{2})/(?P=start)[0-9a-f]{62})\Z",
    re.ASCII,
)


class Summed:
    """A file to write to, for its owner alone, with the digest of what was written."""

    def __init__(self, path: Path) -> None:
        make_private(path.parent)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file: IO[bytes] = os.fdopen(descriptor, "wb")
        self._digest = hashlib.sha256()
        self._path = path

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def __enter__(self) -> Summed:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        with self._file:
            if kind is None:
                self._file.flush()
                os.fsync(self._file.fileno())

    def read_back(self) -> str:
        """The digest, once the file was read back from the disk and is the same. Raises KeepingError."""
        if digest_of(self._path, from_disk=True) != (written := self._digest.hexdigest()):
            raise KeepingError(
                _(
                    "%(path)s is not on the disk as it was written. Look at the disk, then try again."
                )
                % {"path": self._path}
            )
        return written


def digest_of(path: Path, *, from_disk: bool = False) -> str:
    """SHA-256 (hex) of a regular file, which no link stands for. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        if from_disk:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path, digests: Mapping[str, str]) -> None:
    """Name → digest, written as the last file of a back-up."""
    file = Summed(folder / SUMS)
    with file:
        for name, digest in sorted(digests.items()):
            file.write(f"{digest}  {name}\n".encode())
    file.read_back()


def read_sums(folder: Path) -> dict[str, str]:
    """Name → digest. Raises KeepingError for what no back-up says, as a name that leads elsewhere."""
    digests: dict[str, str] = {}
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise _no_back_up(folder, str(error)) from error
    for line in lines:
        match = _LINE.match(line)
        if match is None or not _NAME.match(match[2]) or match[2] in digests:
            raise _no_back_up(folder, _("a line of %(file)s is foreign") % {"file": SUMS})
        digests[match[2]] = match[1]
    return digests


def faults(folder: Path, digests: Mapping[str, str], progress: Progress) -> Iterator[str]:
    """What is not as it was written, in words: a file that is altered, missing, foreign, or a link."""
    total = len(digests)
    for done, (name, digest) in enumerate(digests.items(), start=1):
        try:
            linked = any((folder / part).is_symlink() for part in _parts(name))
            if linked or not (folder / name).is_file() or digest_of(folder / name) != digest:
                yield _("%(name)s was altered, or is missing.") % {"name": name}
        except OSError as error:
            yield _("%(name)s cannot be read: %(why)s.") % {"name": name, "why": error.strerror}
        progress(done, total)
    for path, folders, files in os.walk(folder):
        here = Path(path).relative_to(folder)
        for name in files:
            if (inside := str(here / name)) not in digests and inside != SUMS:
                yield _("%(name)s is not of this back-up.") % {"name": inside}
        for name in folders:
            if (Path(path) / name).is_symlink():
                yield _("%(name)s leads out of this back-up.") % {"name": str(here / name)}


def _parts(name: str) -> Iterator[str]:
    pieces = name.split("/")
    for count in range(1, len(pieces) + 1):
        yield "/".join(pieces[:count])


def _no_back_up(folder: Path, why: str) -> KeepingError:
    return KeepingError(
        _("%(folder)s is no back-up that can be read: %(why)s. Take another one.")
        % {"folder": folder, "why": why}
    )
