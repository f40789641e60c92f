from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress, TaskID

from editorial.importers.bundles.bundle_import import import_bundle
from editorial.importers.bundles.opened_bundle import ImportRefused
from editorial.verifying.opening import BundleError
from editorial.verifying.whole_bundle import SINCE
from editorial.workflow import Forbidden


class Command(BaseCommand):
    help = (
        "Import a bundle into an empty site. An archive of the office (export_bundle --with-drafts) restores all of "
        "it with the same audit log; a public bundle restores the published entries with a new audit log, in the name "
        "of an approver. All or nothing; can be interrupted and run again. Exits with 1 when the bundle was altered "
        "or is refused, 2 when it cannot be read or nobody is responsible for it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bundle", type=Path, help="the folder or zip")
        parser.add_argument("--by", metavar="USER", help="who is responsible for a public bundle")
        parser.add_argument("--since", action="append", default=[], metavar="HEAD", help=SINCE)
        parser.add_argument(
            "--digest", default="", help="the bundle's digest, as its export printed it"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="do everything, then roll it back"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username=options["by"] or "").first()
        tasks: dict[str, TaskID] = {}
        try:
            with Progress(console=Console(stderr=True)) as bar:

                def report(stage: str, done: int, total: int) -> None:
                    if stage not in tasks:
                        tasks[stage] = bar.add_task(stage, total=None)
                    bar.update(tasks[stage], completed=done, total=total or None)

                imported = import_bundle(
                    options["bundle"],
                    by=by,
                    since=options["since"],
                    digest=options["digest"],
                    dry_run=options["dry_run"],
                    progress=report,
                )
        except ImportRefused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        except (BundleError, Forbidden) as error:
            raise CommandError(str(error), returncode=2) from error
        names = {"entries": imported.entries, "seq": imported.seq, "hash": imported.head}
        message = (
            _("Nothing was saved: %(entries)s entries could be imported, head %(seq)s:%(hash)s.")
            if options["dry_run"]
            else _("%(entries)s entries were imported, head %(seq)s:%(hash)s.")
        )
        self.stdout.write(message % names)
