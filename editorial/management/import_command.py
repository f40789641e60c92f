"""What the import commands share: the owner of the drafts, the progress bar, the report and the exit codes."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from editorial.actions.import_job import request_import
from editorial.importers.jobs.report import rows
from editorial.importers.jobs.running import run, steps_of
from editorial.importers.jobs.steps import Steps
from editorial.importers.texts.format_detection import unfit
from editorial.models import Import, ImportStatus, LineState
from editorial.wording import words
from editorial.workflow import Refused

BROKEN_OFF = 1
NOTHING_DONE = 2
INTERRUPTED = 130


class ImportCommand(BaseCommand):
    """Imports one file as drafts; a subclass names its `kind`, and describes it in `help`.

    The office shows the import like one that was uploaded there.
    """

    kind: ClassVar[str]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", metavar="USER", help="the account whose drafts these become")
        parser.add_argument("--dry-run", action="store_true", help="read and report, save nothing")
        parser.add_argument(
            "--report", type=Path, metavar="CSV", help="write what was not carried over to a file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(
                _("There is no file %(path)s.") % {"path": path}, returncode=NOTHING_DONE
            )
        by = account(options["by"])
        if problem := unfit(path, self.kind):
            raise CommandError(words(problem), returncode=NOTHING_DONE)
        try:
            job = request_import(
                kind=self.kind,
                name=path.name,
                digest=_digest(path),
                size=path.stat().st_size,
                by=by,
                title=options.get("title") or "",
                dry_run=options["dry_run"],
            )
            self._carry_out(job, path)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=NOTHING_DONE) from refusal
        except KeyboardInterrupt:
            raise CommandError(
                _("Stopped. Run the same command again to resume: nothing is done twice."),
                returncode=INTERRUPTED,
            ) from None
        self._report(job, options["report"])
        if job.status == ImportStatus.BROKEN:
            raise CommandError(job.failure, returncode=BROKEN_OFF)
        if job.status != ImportStatus.FINISHED:
            raise CommandError(
                _("Stopped from the office. Run the same command again to resume."),
                returncode=INTERRUPTED,
            )

    def _carry_out(self, job: Import, path: Path) -> None:
        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task(path.name, total=None)
            for done, total in run(job, self.steps(job, path)):
                bar.update(task, completed=done, total=total)

    def steps(self, job: Import, path: Path) -> Steps:
        """The steps of this import; a subclass may read the file with more options than the office offers."""
        return steps_of(job, path)

    def _report(self, job: Import, report: Path | None) -> None:
        for name, count in sorted(job.counts.items()):
            if name != LineState.LEFT:
                self.stdout.write(f"{name}: {count}")
        self.stdout.write(f"sources: {job.sources}")
        lines = job.lines.reported().order_by("id")
        self.stdout.write(_("to review: %(count)s") % {"count": lines.count()})
        if report:
            with report.open("w", newline="", encoding="utf-8") as stream:
                csv.writer(stream).writerows(rows(lines.iterator()))
        else:
            for line in lines.iterator():
                self.stdout.write(f"  {line.name}, {line.place} {line.construct}: {line.message}")


def account(name: str | None) -> User:
    """The account of this name. Raises CommandError without one."""
    user = User.objects.filter(username=name or "").first()
    if user is None:
        raise CommandError(
            _("Say in whose name the drafts are saved: --by USER, an account that may import."),
            returncode=NOTHING_DONE,
        )
    return user


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
