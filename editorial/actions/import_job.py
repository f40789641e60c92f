"""An import as a whole: request it, stop it, resume it, and import a file after its dry run."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.actions.import_sources import require_import
from editorial.models import Import, ImportKind, ImportStatus
from editorial.models.imports import MADE
from editorial.storage import import_files
from editorial.storage.scanning import refuse_unclean
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
    decisions: Mapping[str, Any] | None = None,
) -> Import:
    """Create an import that waits to be carried out; `file` is moved first to where its task finds it, on any host.

    `digest` is the file's SHA-256 in hex, `size` in bytes. An unfinished import of the same file by the same person
    is resumed instead. Raises Forbidden for a person who may not import, NotAllowed when that import is being carried
    out right now.
    """
    require_import(by)
    if file is not None:
        refuse_unclean(file)
        import_files.keep(file, digest)
    with transaction.atomic():
        identity = {
            "kind": kind,
            "digest": digest,
            "dry_run": dry_run,
            "title": title[:300],
            "by": by,
        }
        job = (
            Import.objects.select_for_update()
            .filter(**identity)
            .unfinished()
            .newest_first()
            .first()
        )
        if job is None:
            job = Import(name=name[:200], size=size, decisions=dict(decisions or {}), **identity)
            job.save(force_insert=True)
        else:
            _refuse_under_way(job)
            job.status = ImportStatus.WAITING
            job.changed_at = timezone.now()
            job.decisions = dict(decisions or job.decisions)
            job.save(update_fields=["status", "changed_at", "decisions"])
    return job


def resume(*, job: uuid.UUID, by: User) -> Import:
    """Resume an import that was stopped or interrupted, or whose worker died: it waits for a worker again.

    Raises NotAllowed when it is under way or finished, Refused when its file is no longer here.
    """
    require_import(by)
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=job)
        _refuse_under_way(row)
        if row.is_publishing:
            raise NotAllowed(_("Its drafts are being published right now. Resume after that."))
        if row.status == ImportStatus.FINISHED:
            raise NotAllowed(_("This import is finished: there is nothing to resume."))
        if not import_files.exists(row):
            raise Refused(
                _(
                    "The file “%(name)s” is not here any more. Upload it again: nothing is done twice."
                )
                % {"name": row.name}
            )
        row.status = ImportStatus.WAITING
        row.changed_at = timezone.now()
        row.save(update_fields=["status", "changed_at"])
    return row


def read_again(*, job: uuid.UUID, by: User) -> Import:
    """Read the file of a dry run again, with what was said of its templates since.

    Raises NotAllowed where it is no dry run of a wiki's export or is not finished, Refused when the file is gone.
    """
    require_import(by)
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=job)
        is_read = row.status == ImportStatus.FINISHED and row.kind == ImportKind.MEDIAWIKI
        if not (row.dry_run and is_read):
            raise NotAllowed(_("Only what was read to its end and reported is read again."))
        if not import_files.exists(row):
            raise Refused(_("The file is not here any more. Upload it again."))
        row.status = ImportStatus.WAITING
        row.changed_at = timezone.now()
        row.save(update_fields=["status", "changed_at"])
    return row


def stop(*, job: uuid.UUID, by: User) -> Import:
    """Ask an import to stop after the current item; an import without a worker is stopped at once."""
    require_import(by)
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=job)
        if row.status in {ImportStatus.FINISHED, ImportStatus.BROKEN, ImportStatus.STOPPED}:
            return row
        is_working = row.is_under_way and not row.is_silent
        row.status = ImportStatus.STOPPING if is_working else ImportStatus.STOPPED
        row.save(update_fields=["status"])
    return row


def import_now(*, job: uuid.UUID, by: User) -> Import:
    """Import a file after its dry run. Raises NotAllowed before that is finished, Refused when the file is gone."""
    require_import(by)
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=job)
        # A manuscript's notes are read on their page, however far its report has come.
        is_read = row.status == ImportStatus.FINISHED or row.kind == ImportKind.TEXT
        if not row.dry_run or not is_read:
            raise NotAllowed(_("Only what was read to its end and reported is imported from here."))
        if row.made:
            raise NotAllowed(_("The drafts of this file are made already."))
        if not import_files.exists(row):
            raise Refused(_("The file is not here any more. Upload it again."))
        imported = request_import(
            kind=row.kind,
            name=row.name,
            digest=row.digest,
            size=row.size,
            by=by,
            title=row.title,
            decisions=row.decisions,
        )
        if row.kind == ImportKind.TEXT:
            row.decisions = {**row.decisions, MADE: str(imported.pk)}
            row.save(update_fields=["decisions"])
        return imported


def _refuse_under_way(job: Import) -> None:
    if job.is_under_way and not job.is_silent:
        raise NotAllowed(_("This import is being carried out right now. Wait for it, or stop it."))
