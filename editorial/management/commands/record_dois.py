import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from editorial import actions, workflow
from editorial.management.edition_addresses import edition_at
from editorial.management.import_command import NOTHING_DONE
from editorial.workflow import Refused


class Command(BaseCommand):
    help = (
        "Record the DOIs that a registration agency has given to editions. FILE is CSV: the address of an edition, its "
        "DOI; a first line that names the columns is passed over. Says what became of each line. Can be interrupted "
        "and run again. Exits with 1 when something was refused, 2 when nothing could be done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--by", metavar="USER", required=True, help="an account that may publish"
        )
        parser.add_argument(
            "--correct",
            action="store_true",
            help="also replace the DOI of an edition that has another one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username=options["by"]).first()
        if by is None or not workflow.may(by, "record_doi"):
            raise CommandError(
                _("Say in whose name it is recorded: --by USER, an account that may publish."),
                returncode=NOTHING_DONE,
            )
        lines = list(_lines(options["file"]))
        refused = 0
        for number, (address, doi) in lines:
            try:
                outcome = self._record(address, doi, by=by, may_replace=options["correct"])
            except Refused as refusal:
                refused += 1
                self.stderr.write(
                    _("line %(number)s: %(words)s") % {"number": number, "words": refusal}
                )
                continue
            what = _("recorded") if outcome.changed else _("was recorded already")
            self.stdout.write(f"{address}: {doi}: {what}")
        if refused:
            raise CommandError(
                _("%(count)s could not be recorded.") % {"count": refused}, returncode=1
            )

    def _record(self, address: str, doi: str, *, by: User, may_replace: bool) -> actions.Outcome:
        edition = edition_at(address)
        if edition is None:
            raise Refused(
                _("“%(address)s” is not the address of an edition.") % {"address": address}
            )
        if not doi:
            raise Refused(_("The DOI is missing."))
        return actions.record_doi(
            manuscript=edition.entry_id,
            edition=edition.number,
            doi=doi,
            may_replace=may_replace,
            by=by,
        )


def _lines(path: Path) -> Iterator[tuple[int, tuple[str, str]]]:
    """Each line's number, address and DOI; raises CommandError for a file that is no CSV in UTF-8."""
    try:
        rows = csv.reader(
            io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True
        )
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells) or (rows.line_num == 1 and "/" not in cells[0]):
                continue
            yield rows.line_num, (cells[0], cells[1] if len(cells) > 1 else "")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(
            _("%(file)s cannot be read: %(why)s") % {"file": path, "why": error},
            returncode=NOTHING_DONE,
        ) from error
