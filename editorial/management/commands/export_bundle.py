from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from editorial.exporters.bundles import export
from editorial.exporters.scope import Scope
from editorial.exporters.writing import ExportError


class Command(BaseCommand):
    help = (
        "Write the published encyclopedia with its audit log as a bundle of readable files: a folder, or a zip when "
        "the name ends in .zip. Prints the bundle's digest and the head of the audit log: keep them elsewhere, "
        "verify_bundle needs them. Exits with 2 when nothing could be written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bundle", type=Path, help="the folder or .zip to write")
        parser.add_argument(
            "--tag", default="", help="only entries with this subject, and their sources"
        )
        parser.add_argument(
            "--entry", default="", metavar="KIND/SLUG", help="only this entry, and its sources"
        )
        parser.add_argument(
            "--with-drafts",
            action="store_true",
            help="an archive of the whole office, from which it can be restored: keep it private",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            scope = Scope(drafts=options["with_drafts"], tag=options["tag"], entry=options["entry"])
            with Progress(console=Console(stderr=True)) as bar:
                task = bar.add_task(options["bundle"].name, total=None)
                bundle = export(
                    options["bundle"],
                    scope,
                    lambda done, total: bar.update(task, completed=done, total=total),
                )
        except ExportError as error:
            raise CommandError(str(error), returncode=2) from error
        for digest in bundle.lacking:
            self.stderr.write(_("The picture %(digest)s is lost.") % {"digest": digest})
        self.stdout.write(
            _("%(entries)s entries, %(editions)s editions, %(checks)s checks, %(events)s events.")
            % bundle.counts
        )
        self.stdout.write(_("digest %(digest)s") % {"digest": bundle.digest})
        self.stdout.write(_("head %(seq)s:%(hash)s") % bundle.head)
