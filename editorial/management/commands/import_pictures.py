import hashlib
import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from editorial.actions.import_pictures import request_pictures
from editorial.importers.jobs.running import run, steps_of
from editorial.management.import_command import BROKEN_OFF, NOTHING_DONE, account
from editorial.models import Import, ImportStatus
from editorial.workflow import Refused


class Command(BaseCommand):
    help = (
        "Put the pictures of a folder or a zip into the drafts of an import that want them, by their names. Can be run "
        "again. Exits with 1 when it broke off, 2 when nothing could be done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=uuid.UUID, help="as in the address of the import's page")
        parser.add_argument("pictures", type=Path, help="a folder, or a zip archive")
        parser.add_argument("--by", metavar="USER", help="whose new versions of drafts these are")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["pictures"]
        if not path.exists():
            raise CommandError(
                _("There is no file %(path)s.") % {"path": path}, returncode=NOTHING_DONE
            )
        if not Import.objects.filter(pk=options["id"]).exists():
            raise CommandError(_("There is no such import."), returncode=NOTHING_DONE)
        by = account(options["by"])
        digest, size = _identity(path)
        try:
            job = request_pictures(
                job=options["id"],
                path=path,
                name=path.name,
                digest=digest,
                size=size,
                by=by,
                keep=False,
            )
            with Progress(console=Console(stderr=True)) as bar:
                task = bar.add_task(path.name, total=None)
                for done, total in run(job, steps_of(job, path)):
                    bar.update(task, completed=done, total=total)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=NOTHING_DONE) from refusal
        for name, count in sorted(job.counts.items()):
            self.stdout.write(f"{name}: {count}")
        for line in job.lines.reported().order_by("id").iterator():
            self.stdout.write(f"  {line.name}: {line.message} {line.excerpt}".rstrip())
        if job.status != ImportStatus.FINISHED:
            raise CommandError(job.failure or job.status, returncode=BROKEN_OFF)


def _identity(path: Path) -> tuple[str, int]:
    """What tells one set from another, in hex, and its size in bytes; of a folder by its files' names and sizes."""
    if path.is_file():
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size
    digest = hashlib.sha256()
    size = 0
    for file in sorted(path.rglob("*")):
        if file.is_file():
            size += file.stat().st_size
            digest.update(f"{file.relative_to(path)}\0{file.stat().st_size}\0".encode())
    return digest.hexdigest(), size
