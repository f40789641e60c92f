"""Where the files of imports are: by digest in the storage, until they have been read to the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

from editorial.models import Import
from encyclopedia import stored_files


class _Local(File[bytes]):
    """A file of this machine, which a storage on the same disk takes over as it is."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def name_of(digest: str) -> str:
    return f"imports/{digest[:2]}/{digest}"


def keep(file: Path, digest: str) -> None:
    """Move a file of this machine there, where each host finds it."""
    with file.open("rb") as stream:
        stored_files.keep(_Local(stream), name_of(digest))
    file.unlink(missing_ok=True)


def exists(job: Import) -> bool:
    _take_over(job)
    return bool(default_storage.exists(name_of(job.digest)))


def _take_over(job: Import) -> None:
    """Before files were in the storage, an import that had not ended had its own on this machine."""
    former = Path(settings.VAR) / "imports" / str(job.pk)
    if former.is_file():
        keep(former, job.digest)


@contextmanager
def local(job: Import) -> Iterator[Path]:
    """The file on this machine: where it is stored, or a copy as long as it is used. Raises OSError without one."""
    _take_over(job)
    name = name_of(job.digest)
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:  # as Django says that a storage is not on this machine
        with default_storage.open(name) as stored, tempfile.NamedTemporaryFile() as copy:
            shutil.copyfileobj(stored, copy)
            copy.flush()
            yield Path(copy.name)
    else:
        yield path


def drop(job: Import) -> None:
    """Delete the file of this import, unless another one of the same file still needs it."""
    if (
        not Import.objects.needing_their_file()
        .filter(digest=job.digest)
        .exclude(pk=job.pk)
        .exists()
    ):
        default_storage.delete(name_of(job.digest))
