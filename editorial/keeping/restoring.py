"""Restoring a back-up into an empty database of either kind and an empty storage."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState, StateApps
from django.utils.translation import gettext as _

from editorial.keeping import folders, sums
from editorial.keeping.backing_up import HEADS, Progress
from editorial.keeping.folders import KeepingError
from editorial.keeping.kept_files import FILES, digest_in
from editorial.keeping.loading import load
from editorial.keeping.manifest import Manifest, read_manifest
from editorial.operating import readiness

# Rows of these are somebody's work; a database that was only migrated has none.
_WORK = ("auth_user", "editorial_manuscript", "editorial_event")
_NAMED = 3
Node = tuple[str, str]


@dataclass(frozen=True)
class Restored:
    """`is_older`: the back-up is of an earlier release; what its changelog asks for is still to be done."""

    folder: Path
    manifest: Manifest
    rows: int
    is_older: bool
    seconds: float


def restore(folder: Path, *, keep_files: bool, progress: Progress) -> Restored:
    """Restore the newest back-up of the folder, or this one. Raises KeepingError, in words.

    The database has all rows or none. Begun again after it was broken off, it goes on with the files that are missing.
    """
    begun = time.monotonic()
    folder = folders.newest(folder)
    manifest = verified(folder, progress)
    applied = {(app, name) for app, name in manifest.migrations}
    _refuse_newer(applied)
    _refuse_work()
    names = [
        name.removeprefix(f"{FILES}/") for name in sums.read_sums(folder) if name[:6] == f"{FILES}/"
    ]
    if not keep_files:
        _refuse_other_files(set(names))
    try:
        _restore_files(folder, names, progress)
    except OSError as error:
        raise KeepingError(
            _(
                "A file could not be stored: %(why)s. Make room, or mend the folder; then restore again."
            )
            % {"why": error.strerror or error}
        ) from error
    _private_database()
    rows = load(folder, manifest, _migrated_to(applied), progress)
    call_command("migrate", verbosity=0, interactive=False)
    if manifest.sample:
        (Path(settings.VAR) / "sample").touch()
    _restore_heads(folder)
    is_older = bool(_ours() - applied)
    return Restored(folder, manifest, rows, is_older, time.monotonic() - begun)


def verified(folder: Path, progress: Progress) -> Manifest:
    """What the back-up says of itself, once every file of it was found to be as it was written. Raises KeepingError."""
    digests = sums.read_sums(folder)
    faults = list(sums.faults(folder, digests, lambda done, of: progress(_("Verified"), done, of)))
    manifest = read_manifest(folder) if not faults else None
    if manifest and manifest.files != sum(name.startswith(f"{FILES}/") for name in digests):
        faults.append(_("It says that it has more or fewer files."))
    if manifest is None or faults:
        raise KeepingError(
            _(
                "The back-up in %(folder)s is not whole, and nothing was restored: %(faults)s Take another one."
            )
            % {"folder": folder, "faults": " ".join(faults[:_NAMED])}
        )
    return manifest


def _ours() -> set[Node]:
    return {node for node in readiness.known_migrations() if node[0] in readiness.OURS}


def _refuse_newer(applied: set[Node]) -> None:
    if newer := sorted(".".join(node) for node in applied - readiness.known_migrations()):
        raise KeepingError(
            _(
                "The back-up was made by a later release than this (%(names)s). Install that release, then restore."
            )
            % {"names": ", ".join(newer[:_NAMED])}
        )


def _refuse_work() -> None:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table in _WORK:
            if table not in tables:
                continue
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608
            if cursor.fetchone():
                raise KeepingError(
                    _(
                        "The database is not empty (%(table)s), and a restore replaces nothing. Let DATABASE_URL name "
                        "a new, empty one (`createdb`, or another file); move MEDIA_ROOT away too."
                    )
                    % {"table": table}
                )
        if tables and "django_migrations" not in tables:
            raise KeepingError(
                _("The database has tables of another program. Let DATABASE_URL name an empty one.")
            )


def _refuse_other_files(names: set[str]) -> None:
    others = []
    for name in _stored(""):
        if name not in names:
            others.append(name)
            if len(others) == _NAMED:
                break
    if others:
        raise KeepingError(
            _(
                "The storage has files that are not of this back-up (%(names)s …). Move MEDIA_ROOT away, or empty the "
                "bucket; with --keep-files they stay, beside those of the back-up."
            )
            % {"names": ", ".join(others)}
        )


def _stored(folder: str) -> Iterator[str]:
    try:
        inside, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    start = f"{folder}/" if folder else ""
    yield from (f"{start}{name}" for name in files)
    for name in inside:
        yield from _stored(f"{start}{name}")


def _restore_files(folder: Path, names: list[str], progress: Progress) -> None:
    for done, name in enumerate(names, start=1):
        if not _is_stored(name):
            with (folder / FILES / name).open("rb") as file:
                default_storage.save(name, File(file))
        progress(_("Files"), done, len(names))


def _is_stored(name: str) -> bool:
    """Whether the file is there whole: one that was altered is stored again."""
    if not default_storage.exists(name):
        return False
    with default_storage.open(name) as file:
        content = hashlib.sha256()
        for piece in file.chunks(sums.PIECE):
            content.update(piece)
    return content.hexdigest() == digest_in(name)


def _private_database() -> None:
    """A new file of SQLite is for its owner alone."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        path = Path(str(connection.settings_dict["NAME"]))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)


def _migrated_to(applied: set[Node]) -> StateApps:
    """Bring the tables to the state that the back-up has, from nothing; the models of that state."""
    loader = MigrationLoader(connection)
    if ahead := sorted(".".join(node) for node in set(loader.applied_migrations) - applied):
        raise KeepingError(
            _(
                "The database was migrated further than the back-up (%(names)s). Let DATABASE_URL name a new, empty "
                "one: its tables are made as they were, filled, and then migrated."
            )
            % {"names": ", ".join(ahead[:_NAMED])}
        )
    graph = loader.graph
    last = [
        node
        for node in sorted(applied)
        if not any(
            str(child[0]) == node[0] and tuple(child) in applied
            for child in graph.node_map[node].children
        )
    ]
    if set(loader.applied_migrations) != applied:
        MigrationExecutor(connection).migrate(last)
    state: ProjectState = graph.make_state(nodes=last, real_apps=loader.unmigrated_apps)
    return state.apps


def _restore_heads(folder: Path) -> None:
    """The kept heads go where they are kept, unless some are there: those outside are the better witness."""
    path = Path(settings.HISTORY_HEADS_FILE) if settings.HISTORY_HEADS_FILE else None
    if path and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / HEADS, path)
