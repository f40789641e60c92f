import csv
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from editorial.importers.mediawiki.dump import DumpError
from editorial.importers.running import Item, Run, run
from editorial.workflow import Forbidden


class Command(BaseCommand):
    help = (
        "Take in a MediaWiki export (plain, .bz2 or .gz) as drafts: nothing is published. Can be interrupted and run "
        "again; the same revision of a page does nothing, a newer one becomes a new draft. Exits with 1 when the file "
        "breaks off, 2 when nothing could be done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", metavar="USER", help="in whose name the drafts are saved")
        parser.add_argument("--dry-run", action="store_true", help="read and report, save nothing")
        parser.add_argument(
            "--report", type=Path, metavar="CSV", help="write what was not carried over to a file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("There is no file %(path)s.") % {"path": path}, returncode=2)
        by = None if options["dry_run"] else _account(options["by"])
        state = Run()
        broken: DumpError | None = None
        try:
            with Progress(console=Console(stderr=True)) as bar:
                task = bar.add_task(path.name, total=None)
                for done, total in run(path, by=by, state=state):
                    bar.update(task, completed=done, total=total)
        except DumpError as error:
            broken = error
        except Forbidden as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self._tell(state, options["report"])
        if broken:
            raise CommandError(str(broken), returncode=1)

    def _tell(self, state: Run, report: Path | None) -> None:
        for name, count in sorted(state.counts.items()):
            self.stdout.write(f"{name}: {count}")
        self.stdout.write(f"sources: {state.sources}")
        self.stdout.write(_("not carried over: %(count)s") % {"count": len(state.items)})
        if report:
            _write(report, state.items)
        else:
            for item in state.items:
                self.stdout.write(f"  {item.page}, {item.place} {item.construct}: {item.message}")


def _account(name: str | None) -> User:
    user = User.objects.filter(username=name or "").first()
    if user is None:
        raise CommandError(
            _("Say in whose name the drafts are saved: --by USER, an account that may import."),
            returncode=2,
        )
    return user


def _write(path: Path, items: list[Item]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["page", "place", "construct", "message", "excerpt"])
        for item in items:
            writer.writerow([item.page, item.place, item.construct, item.message, item.excerpt])
