"""The files that belong to the rows: by the names that they have in the storage, each of which ends in its digest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import default_storage

from editorial.keeping.folders import make_private
from editorial.keeping.sums import PIECE, Summed, digest_of
from editorial.models import Agreement, Evidence, Import, PictureRecord, Upload
from editorial.storage import agreement_files, evidence_files, import_files, permission_files
from encyclopedia import pictures
from encyclopedia.models import Picture

FILES = "files"


def names() -> list[str]:
    """Those of all rows; what is derived, as renditions and pictures of pages, is made again."""
    return sorted(set(_names()))


def _names() -> Iterator[str]:
    for shown in (Picture.objects, Upload.objects):
        yield from map(pictures.name_of, shown.values_list("digest", flat=True))
    attached = Evidence.objects.readable().values_list("digest", flat=True)
    yield from map(evidence_files.name_of, attached)
    signed = Agreement.objects.kept().values_list("digest", flat=True)
    yield from map(agreement_files.name_of, signed)
    proofs = PictureRecord.objects.exclude(permission_digest="")
    yield from map(
        permission_files.name_of, proofs.values_list("permission_digest", flat=True).distinct()
    )
    waiting = Import.objects.needing_their_file().values_list("digest", flat=True)
    yield from map(import_files.name_of, waiting)


def digest_in(name: str) -> str:
    return name.rpartition("/")[2]


def take(name: str, into: Path, previous: Path | None) -> int | None:
    """Keep a file of the storage in a back-up; how many bytes were written, None if there is no such file whole.

    What the previous back-up has is not written again: both have the same file of the disk, which is read first.
    """
    target = into / FILES / name
    if previous and _linked(previous / FILES / name, target, digest_in(name)):
        return 0
    try:
        stored = default_storage.open(name)
    except OSError:  # also of a bucket
        return None
    file = Summed(target)
    with stored, file:
        for piece in stored.chunks(PIECE):
            file.write(piece)
    if file.read_back() != digest_in(name):
        target.unlink()
        return None
    return target.stat().st_size


def _linked(there: Path, target: Path, digest: str) -> bool:
    try:
        if digest_of(there) != digest:
            return False
        make_private(target.parent)
        target.hardlink_to(there)
    except OSError:  # it has none, or the disk knows no such links
        return False
    return True
