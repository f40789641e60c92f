from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from editorial.keeping.drilling import drill
from editorial.keeping.folders import KeepingError

_NAMED = 20


class Command(BaseCommand):
    help = (
        "Restore a back-up into a scratch database and folder, make all that is derived anew, verify the audit log "
        "against the heads that the back-up has, and compare every public answer byte for byte with this site's. "
        "Prints minutes and bytes. Exits with 1 when anything differs, with 2 when a step failed. Leaves nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="DIR",
            help="a back-up, or the folder of all: then the newest",
        )
        parser.add_argument(
            "--database",
            default="",
            metavar="URL",
            help="an empty database of PostgreSQL, which is emptied again; without it, a file of SQLite",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = drill(options["folder"], database=options["database"], say=self.stdout.write)
        except KeepingError as error:
            raise CommandError(str(error), returncode=2) from error
        steps = ", ".join(f"{step} {taken / 60:.1f}" for step, taken in done.seconds.items())
        self.stdout.write(
            _("%(folder)s: %(bytes)s bytes; %(minutes).1f minutes (%(steps)s).")
            % {
                "folder": done.folder.name,
                "bytes": done.bytes,
                "minutes": sum(done.seconds.values()) / 60,
                "steps": steps,
            }
        )
        if done.since:
            self.stdout.write(
                _(
                    "The site has moved on since the back-up: %(count)s answers may have changed and were not "
                    "compared. A drill right after a back-up compares them all."
                )
                % {"count": done.since}
            )
        for address in done.differing[:_NAMED]:
            self.stderr.write(_("%(address)s differs.") % {"address": address})
        if done.differing or not done.compared:
            raise CommandError(
                _("%(differing)s of %(compared)s answers differ.")
                % {"differing": len(done.differing), "compared": done.compared},
                returncode=1,
            )
        self.stdout.write(_("All %(compared)s answers are the same.") % {"compared": done.compared})
