from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from editorial.keeping.backing_up import HEADS
from editorial.keeping.folders import KeepingError
from editorial.keeping.restoring import restore
from editorial.management.progress import bars


class Command(BaseCommand):
    help = (
        "Restore a back-up into an empty database, SQLite or PostgreSQL, and an empty MEDIA_ROOT or bucket; then "
        "migrate, and verify the audit log against the heads that the back-up has. Replaces nothing. Exits with 2 when "
        "nothing was restored, with 1 when what was restored does not hold."
    )
    # There may be no table yet that they could look at.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="DIR",
            help="a back-up, or the folder of all: then the newest",
        )
        parser.add_argument(
            "--keep-files", action="store_true", help="leave other files that the storage has"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with bars() as progress:
                done = restore(
                    options["folder"], keep_files=options["keep_files"], progress=progress
                )
        except KeepingError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(
            _("Restored %(folder)s: %(rows)s rows, %(files)s files, in %(seconds).1f s.")
            % {
                "folder": done.folder,
                "rows": done.rows,
                "files": done.manifest.files,
                "seconds": done.seconds,
            }
        )
        if done.is_older:
            call_command("upgrade_checks", stdout=self.stdout)
            call_command("rebuild", stdout=self.stdout)
        heads = done.folder / HEADS
        call_command(
            "verify_history",
            since=str(heads) if heads.stat().st_size else "",
            stdout=self.stdout,
            stderr=self.stderr,
        )
        self.stdout.write(_("Everybody signs in again: sessions are not restored."))
