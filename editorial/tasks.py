"""Imports, carried out outside the request. They wait in a queue of their own, since they are long."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django_tasks import task

from editorial.actions.publish_imported import carry_out
from editorial.importers.jobs.running import run, steps_of
from editorial.importers.jobs.steps import ImportBroken, Steps
from editorial.models import Import
from editorial.storage import import_files
from editorial.workflow import Refused

IMPORTS = "imports"


@task(queue_name=IMPORTS)
def carry_out_import(pk: str) -> str:
    """Import the file; returns the state of the import at the end, or why it was refused."""
    job = Import.objects.select_related("by").get(pk=pk)
    try:
        for _done in run(job, _steps(job)):
            continue
    except Refused as refusal:
        return str(refusal)
    return job.status


def _steps(job: Import) -> Steps:
    """The steps of its stored file, which is opened with the first: a bucket's answer is part of the import."""
    try:
        with import_files.local(job) as path:
            yield from steps_of(job, path)
    except FileNotFoundError as error:
        raise ImportBroken(_("The file is not here any more. Upload it again.")) from error


@task(queue_name=IMPORTS)
def carry_out_publication(
    pk: str, waiting: list[str], by: int, reason: str, expires_at: str
) -> str:
    """Publish drafts of an import in that person's name; returns why it was refused, or nothing."""
    try:
        for _done in carry_out(
            job=uuid.UUID(pk),
            waiting=[uuid.UUID(manuscript) for manuscript in waiting],
            by=User.objects.get(pk=by),
            reason=reason,
            expires_at=datetime.fromisoformat(expires_at),
        ):
            continue
    except Refused as refusal:
        return str(refusal)
    return ""
