from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from editorial.keeping.answers import own_application
from editorial.static_edition.processes import usable_processes
from editorial.static_edition.whole import write_edition
from editorial.static_edition.writing import SiteError


class Command(BaseCommand):
    help = (
        "Write the whole encyclopedia as plain files, which open from a folder and from any host of static files: "
        "every entry, source, claim, edition, list, feed and picture, a search in the page, and the audit log's public "
        "part with its verifier. Run again with the same folder, it writes only what has changed; stopped, it goes on. "
        "Exits with 2 when it cannot be written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, help="an empty folder, a new one, or an earlier edition"
        )
        parser.add_argument(
            "--processes",
            type=int,
            default=0,
            metavar="N",
            help="how many make pages at once; as many as there are cores unless you say",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("collectstatic", interactive=False, verbosity=0)
        try:
            with Progress(console=Console(stderr=True)) as bar:
                task = bar.add_task(options["folder"].name, total=None)
                edition = write_edition(
                    options["folder"],
                    own_application(),
                    lambda done, known: bar.update(task, completed=done, total=known),
                    options["processes"] or usable_processes(),
                )
        except (SiteError, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(
            _("%(files)s files, of which %(changed)s were written now.")
            % {"files": edition.files, "changed": edition.changed}
        )
        for address, status in edition.lacking.items():
            self.stderr.write(
                _("%(address)s answers %(status)s.") % {"address": address, "status": status}
            )
        self.stdout.write(_("head %(head)s") % {"head": edition.head})
