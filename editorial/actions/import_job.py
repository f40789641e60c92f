"""An import as a whole: ask for it, stop it, go on with it, and import what was only read."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.actions.take_in import require_import
from editorial.models import Import, ImportStatus
from editorial.storage import import_files
from editorial.workflow import NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def request_import(
    *,
    kind: str,
    name: str,
    digest: str,
    size: int,
    by: User,
    title: str = "",
    dry_run: bool = False,
    file: Path | None = None,
) -> Import:
    """Note an import that waits to be carried out; `file` is kept where its task finds it, and is
    gone from its place once the note is committed.

    `digest` is the file's SHA-256 in hex, `size` in bytes. An unfinished import of the same file by the same person
    is the one that is gone on with. Raises Forbidden for whoever may not import, NotAllowed when that import is
    being carried out this minute.
    """
    require_import(by)
    with transaction.atomic():
        same = {"kind": kind, "digest": digest, "dry_run": dry_run, "title": title[:300], "by": by}
        job = Import.objects.select_for_update().filter(**same).unfinished().newest_first().first()
        if job is None:
            job = Import(name=name[:200], size=size, **same)
            job.save(force_insert=True)
        else:
            _refuse_under_way(job)
            job.status = ImportStatus.WAITING
            job.changed_at = timezone.now()
            job.save(update_fields=["status", "changed_at"])
        if file is not None:
            import_files.keep(file, job.pk)
            transaction.on_commit(partial(file.unlink, missing_ok=True))
    return job


def go_on(*, job: uuid.UUID, by: User) -> Import:
    """Let an import that stopped, broke off or lost its worker wait for a worker again.

    Raises NotAllowed when it is under way or finished, Refused when its file is not here any more.
    """
    require_import(by)
    with transaction.atomic():
        found = Import.objects.select_for_update().get(pk=job)
        _refuse_under_way(found)
        if found.is_publishing:
            raise NotAllowed(_("Its drafts are being published right now. Resume after that."))
        if found.status == ImportStatus.FINISHED:
            raise NotAllowed(_("This import is finished: there is nothing to resume."))
        if not import_files.path_of(found.pk).exists():
            raise Refused(
                _(
                    "The file “%(name)s” is not here any more. Upload it again: nothing is done twice."
                )
                % {"name": found.name}
            )
        found.status = ImportStatus.WAITING
        found.changed_at = timezone.now()
        found.save(update_fields=["status", "changed_at"])
    return found


def stop(*, job: uuid.UUID, by: User) -> Import:
    """Ask an import to stop after the item in hand; one that nobody works on is stopped at once."""
    require_import(by)
    with transaction.atomic():
        found = Import.objects.select_for_update().get(pk=job)
        if found.status in {ImportStatus.FINISHED, ImportStatus.BROKEN, ImportStatus.STOPPED}:
            return found
        works = found.is_under_way and not found.is_silent
        found.status = ImportStatus.STOPPING if works else ImportStatus.STOPPED
        found.save(update_fields=["status"])
    return found


def import_now(*, job: uuid.UUID, by: User) -> Import:
    """The import of a file that was only read and reported so far. Raises Refused when its file is gone."""
    require_import(by)
    with transaction.atomic():
        read = Import.objects.select_for_update().get(pk=job)
        file = import_files.path_of(read.pk)
        if not read.dry_run or read.status != ImportStatus.FINISHED:
            raise NotAllowed(_("Only what was read to its end and reported is imported from here."))
        if not file.exists():
            raise Refused(_("The file is not here any more. Upload it again."))
        return request_import(
            kind=read.kind,
            name=read.name,
            digest=read.digest,
            size=read.size,
            by=by,
            title=read.title,
            file=file,
        )


def _refuse_under_way(job: Import) -> None:
    if job.is_under_way and not job.is_silent:
        raise NotAllowed(_("This import is being carried out right now. Wait for it, or stop it."))
