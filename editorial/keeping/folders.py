"""The folders of back-ups: their names, which of them are whole, and that one is made at a time."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext as _

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)(?:-\d+)?\Z", re.ASCII)
_STAMP = "%Y-%m-%dT%H%M%SZ"
# What is being made or removed has such a name, so that nothing takes it for a back-up.
_MAKING = ".making-"
_REMOVING = ".removing-"
_LOCK = ".lock"


class KeepingError(Exception):
    """What cannot be backed up or restored; the message says why, and what to do."""


def made_at(folder: Path) -> datetime | None:
    """The time in the name of a back-up's folder; None for another name."""
    match = _NAME.match(folder.name)
    try:
        return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


def whole(folder: Path) -> list[Path]:
    """The back-ups in this folder, the oldest first. Raises OSError where it cannot be read."""
    return sorted(
        (path for path in folder.iterdir() if made_at(path) and (path / SUMS).is_file()),
        key=lambda path: (made_at(path), len(path.name), path.name),
    )


def newest(folder: Path) -> Path:
    """The folder itself if it is a back-up, else the newest in it. Raises KeepingError without one."""
    if (folder / SUMS).is_file():
        return folder
    try:
        there = whole(folder)
    except OSError as error:
        raise KeepingError(
            _("%(folder)s cannot be read: %(why)s. Give the folder of back-ups, or one of them.")
            % {"folder": folder, "why": error.strerror}
        ) from error
    if not there:
        raise KeepingError(
            _(
                "There is no back-up in %(folder)s. Give the folder that `manage.py backup` wrote to, or one of "
                "those in it."
            )
            % {"folder": folder}
        )
    return there[-1]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else makes a back-up in this folder. Raises KeepingError where somebody does, OSError."""
    make_private(folder)
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise KeepingError(
                _("Another back-up is being made in %(folder)s. Wait until it has ended.")
                % {"folder": folder}
            ) from error
        yield
    finally:
        os.close(descriptor)


@contextmanager
def made_whole(folder: Path, at: datetime) -> Iterator[tuple[Path, Path]]:
    """A folder to write to, and the name that it has once all went well; nothing is left of it otherwise.

    Call with the folder locked: what a process that was killed left behind is removed first.
    """
    for left in (*folder.glob(f"{_MAKING}*"), *folder.glob(f"{_REMOVING}*")):
        shutil.rmtree(left)
    stamp = at.astimezone(UTC).strftime(_STAMP)
    target, number = folder / stamp, 1
    while target.exists():
        number += 1
        target = folder / f"{stamp}-{number}"
    making = folder / f"{_MAKING}{target.name}"
    making.mkdir(mode=0o700)
    try:
        yield making, target
        for path, _folders, _files in os.walk(making):
            flush(Path(path))
        making.rename(target)
        flush(folder)
    finally:
        if making.exists():
            shutil.rmtree(making, ignore_errors=True)


def make_private(folder: Path) -> None:
    """The folder, and those above it that are missing, for their owner alone."""
    for path in reversed((folder, *folder.parents)):
        if not path.is_dir():
            path.mkdir(mode=0o700, exist_ok=True)


def flush(path: Path) -> None:
    """Have the disk keep what was written to this file, or which files are in this folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_older(folder: Path, keep: int) -> list[str]:
    """Remove all but the newest `keep` back-ups; the names of the removed. Call with the folder locked."""
    removed = []
    for path in whole(folder)[:-keep]:
        going = folder / f"{_REMOVING}{path.name}"
        path.rename(going)
        shutil.rmtree(going)
        removed.append(path.name)
    return removed
