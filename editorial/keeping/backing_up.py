"""Making a back-up: the tables of one moment, then their files, read back, and only then to be seen under its name."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.keeping import folders, kept_files
from editorial.keeping.dumping import dump, kept_models
from editorial.keeping.folders import MANIFEST, KeepingError
from editorial.keeping.manifest import Manifest
from editorial.keeping.sums import Summed, write_sums
from editorial.models import ChainHead
from editorial.operating import readiness
from editorial.operating.findings import State
from editorial.record.snapshot import snapshot
from editorial.record.witness import head_line

HEADS = "heads"
# How often the tables are read again because a file went with its row while files were copied.
_TRIES = 3
Progress = Callable[[str, int, int], None]


@dataclass
class BackUp:
    """`written` are the bytes of this back-up alone; files of the former one are not among them."""

    folder: Path
    manifest: Manifest
    written: int
    seconds: float
    removed: list[str] = field(default_factory=list)


def back_up(folder: Path, *, keep: int = 0, progress: Progress) -> BackUp:
    """Make a back-up in this folder, and remove all but the newest `keep`, of 0 none.

    Raises KeepingError, in words, and leaves nothing behind then.
    """
    begun = time.monotonic()
    try:
        with folders.locked(folder):
            _refuse_other_schema()
            there = folders.whole(folder)
            at = timezone.now()
            with folders.made_whole(folder, at) as (making, target):
                manifest = _fill(making, there[-1] if there else None, at.isoformat(), progress)
                written = sum(
                    entry.stat().st_size
                    for entry in making.rglob("*")
                    if entry.is_file() and entry.stat().st_nlink == 1
                )
            removed = folders.remove_older(folder, keep) if keep else []
    except OSError as error:
        raise _unwritten(folder, error) from error
    except DatabaseError as error:
        raise KeepingError(
            _("The database could not be read to its end: %(why)s. No back-up was made; try again.")
            % {"why": error}
        ) from error
    return BackUp(target, manifest, written, time.monotonic() - begun, removed)


def _refuse_other_schema() -> None:
    if (finding := readiness.schema()).state != State.OK:
        raise KeepingError(
            _(
                "%(told)s No back-up was made. Use the release that the tables belong to, or run "
                "`manage.py migrate` first."
            )
            % {"told": finding.told}
        )


def _fill(making: Path, previous: Path | None, at: str, progress: Progress) -> Manifest:
    digests: dict[str, str] = {}
    sizes: dict[str, int | None] = {}
    for _try in range(_TRIES):
        with snapshot():
            manifest, tables = _tables(making, at, progress)
            names = kept_files.names()
        for done, name in enumerate(names, start=1):
            if sizes.get(name) is None:
                sizes[name] = kept_files.take(name, making, previous)
            progress(_("Files"), done, len(names))
        lacking = [name for name in names if sizes[name] is None]
        # Evidence may have been set aside meanwhile, and an import may have ended: then no row asks for it by now.
        if not set(lacking) - set(kept_files.names()):
            break
    for name in sizes.keys() - set(names):
        (making / kept_files.FILES / name).unlink(missing_ok=True)
    kept = [name for name in names if sizes[name] is not None]
    digests |= tables | {f"{kept_files.FILES}/{name}": kept_files.digest_in(name) for name in kept}
    stored = sum((making / kept_files.FILES / name).stat().st_size for name in kept)
    whole = replace(manifest, files=len(kept), file_bytes=stored, lacking=lacking)
    digests[MANIFEST] = _write(making / MANIFEST, whole.written())
    digests[HEADS] = _write(making / HEADS, _heads(whole))
    write_sums(making, digests)
    return whole


def _tables(making: Path, at: str, progress: Progress) -> tuple[Manifest, dict[str, str]]:
    models, tables, digests = list(kept_models(apps)), [], {}
    for path in (making / "tables").glob("*"):  # of a former try
        path.unlink()
    for done, model in enumerate(models, start=1):
        table, name, digest = dump(model, making)
        tables.append(table)
        digests[name] = digest
        progress(_("Tables"), done, len(models))
    head = ChainHead.objects.get(pk=1)
    applied = sorted(map(list, MigrationRecorder(connection).applied_migrations()))
    manifest = Manifest(
        made_at=at,
        database=connection.vendor,
        head=(head.seq, head.hash),
        sample=bool(settings.SAMPLE_CONTENT),
        migrations=applied,
        tables=tables,
        files=0,
        file_bytes=0,
    )
    return manifest, digests


def _heads(manifest: Manifest) -> bytes:
    """The kept heads up to this moment, with the head that the back-up has as the last line."""
    seq, hashed = manifest.head
    lines = []
    if settings.HISTORY_HEADS_FILE and (path := Path(settings.HISTORY_HEADS_FILE)).is_file():
        lines = [
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.split() and int(line.split()[0]) <= seq
        ]
    if seq:
        lines.append(head_line(seq, hashed, datetime.fromisoformat(manifest.made_at)))
    return "".join(f"{line}\n" for line in lines).encode()


def _write(path: Path, content: bytes) -> str:
    file = Summed(path)
    with file:
        file.write(content)
    return file.read_back()


def _unwritten(folder: Path, error: OSError) -> KeepingError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        said = _("The disk of %(folder)s is full. No back-up was made, and nothing is left of it.")
        mend = _("Make room there, or let fewer be kept (--keep).")
    else:
        said = _("%(folder)s could not be written to: %(why)s. No back-up was made.")
        mend = _("Give it to the account that runs this, or name another folder.")
    words = said % {"folder": folder, "why": error.strerror or error}
    return KeepingError(f"{words} {mend}")
