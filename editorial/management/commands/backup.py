from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from editorial.keeping.backing_up import back_up
from editorial.keeping.folders import KeepingError
from editorial.management.progress import bars


class Command(BaseCommand):
    help = (
        "Back up the database and its files, while the site is at work: a new folder in DIR, named by its time, read "
        "back before it has that name. Files that the former back-up has are not written again. Exits with 1 when a "
        "file was lacking, with 2 when no back-up was made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            nargs="?",
            metavar="DIR",
            help="the folder of all back-ups, best on another disk; without it, BACKUP_DIR",
        )
        parser.add_argument(
            "--keep", type=int, default=0, metavar="N", help="remove all but the newest N; 0: none"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"] or (settings.BACKUP_DIR and Path(settings.BACKUP_DIR))
        if not folder:
            raise CommandError(_("Give a folder, or set BACKUP_DIR."), returncode=2)
        if options["keep"] < 0:
            raise CommandError(_("--keep is a number of back-ups, at least 1."), returncode=2)
        try:
            with bars() as progress:
                made = back_up(folder, keep=options["keep"], progress=progress)
        except KeepingError as error:
            raise CommandError(str(error), returncode=2) from error
        manifest = made.manifest
        self.stdout.write(str(made.folder))
        self.stdout.write(
            _("%(rows)s rows, %(files)s files; %(written)s bytes written in %(seconds).1f s.")
            % {
                "rows": sum(table.rows for table in manifest.tables),
                "files": manifest.files,
                "written": made.written,
                "seconds": made.seconds,
            }
        )
        self.stdout.write(
            _("head %(seq)s:%(hash)s") % dict(zip(("seq", "hash"), manifest.head, strict=True))
        )
        for name in made.removed:
            self.stdout.write(_("removed %(name)s") % {"name": name})
        if manifest.lacking:
            for name in manifest.lacking:
                self.stderr.write(
                    _("%(name)s is missing in the storage, or was altered.") % {"name": name}
                )
            raise CommandError(
                _(
                    "The back-up is made, without these files. `manage.py verify_history` says whose they are."
                ),
                returncode=1,
            )
