from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress, track

from editorial.gate.verdicts import current_standings
from editorial.models import Manuscript
from editorial.projection.full_rebuild import rebuild_drafts
from encyclopedia import projection, search


class Command(BaseCommand):
    help = (
        "Derive readers' rows, stored pages, search and the desk again. Reports what was wrong "
        "and is fixed; when nothing is wrong it changes nothing. Can be interrupted and run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
        changed = 0
        with Progress(console=console) as bar:
            task = bar.add_task(_("Readers' pages"), total=None)
            for difference in projection.rebuild(
                lambda done, total: bar.update(task, completed=done, total=total),
                standings_of=current_standings,
            ):
                changed += 1
                self.stdout.write(
                    f"{difference.entry} {difference.part}: {_short(difference.before, difference.after)}"
                )
        for title in search.rebuild():
            changed += 1
            self.stdout.write(_("search: %(title)s") % {"title": title})
        total = Manuscript.objects.count()
        for path, was_wrong in track(rebuild_drafts(), _("Desk"), total, console=console):
            if was_wrong:
                changed += 1
                self.stdout.write(_("%(path)s: the desk's rows and counts") % {"path": path})
        self.stdout.write(
            _("%(count)s things were fixed.") % {"count": changed}
            if changed
            else _("Everything is as it should be.")
        )


def _short(before: str, after: str) -> str:
    """The first place where the two differ, with a few characters around it."""
    place = next(
        (n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    around = slice(max(0, place - 10), place + 30)
    return f"…{before[around]}… → …{after[around]}…"
