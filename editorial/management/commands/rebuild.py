from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rich.console import Console
from rich.progress import Progress, track

from editorial.gate.verdicts import current_standings
from editorial.models import Manuscript
from editorial.projection.from_log import from_log
from editorial.projection.full_rebuild import rebuild_drafts
from editorial.projection.reserved_names import rebuild_reserved
from encyclopedia import projection
from encyclopedia.models import Entry

# What `Rebuilt.part` names: rows of readers' tables, parts of stored pages, the search index.
PARTS = {
    "entry": gettext_lazy("the entry’s own row"),
    "alias": gettext_lazy("other names"),
    "fact": gettext_lazy("facts"),
    "citation": gettext_lazy("citations"),
    "claimcounts": gettext_lazy("the counts of claims"),
    "wording": gettext_lazy("the editions in which claims stood"),
    "rewording": gettext_lazy("what claims came from"),
    "editionsource": gettext_lazy("the sources of editions"),
    "need": gettext_lazy("places that need a citation"),
    "link": gettext_lazy("links"),
    "picture": gettext_lazy("pictures"),
    "renditions": gettext_lazy("renditions of pictures"),
    "tags": gettext_lazy("subjects"),
    "path": gettext_lazy("the page’s address"),
    "language": gettext_lazy("the page’s language"),
    "head": gettext_lazy("the page’s head"),
    "top": gettext_lazy("the page’s top"),
    "facts": gettext_lazy("the page’s facts"),
    "contents": gettext_lazy("the page’s list of contents"),
    "body": gettext_lazy("the page’s text"),
    "notes": gettext_lazy("the page’s notes"),
    "tail": gettext_lazy("the page’s end"),
    "etag": gettext_lazy("the page’s ETag"),
    "search": gettext_lazy("the search index"),
    "tallies": gettext_lazy("what it counts for"),
    "translation": gettext_lazy("what is a translation of what"),
    "doi": gettext_lazy("the DOIs of editions"),
    "withdrawals": gettext_lazy("why it was withdrawn"),
    "removals": gettext_lazy("when it was withdrawn"),
}

# What was done where more than a part differed; `Rebuilt.before` is the entry's path or the subject's name.
OUTCOMES = {
    "removed_entry": gettext_lazy("%(name)s: removed from readers, no edition of it is current"),
    "kept_entry": gettext_lazy("%(name)s: no edition of it is current, but it is cited: kept"),
    "tally": gettext_lazy("the count of %(name)s: written again"),
    "removed_tag": gettext_lazy("the subject “%(name)s”: removed, no entry has it"),
}


class Command(BaseCommand):
    help = (
        "Derive readers' rows, stored pages, search and the desk again. Names what differed and was written again; "
        "when nothing differs it changes nothing. Can be interrupted and run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
        differing = 0
        with Progress(console=console) as bar:
            task = bar.add_task(_("Readers' pages"), total=None)
            differences = projection.rebuild(
                lambda done, total: bar.update(task, completed=done, total=total),
                standings_of=current_standings,
                from_log=from_log(),
            )
            for of_entry in _by_entry(differences):
                differing += len(of_entry)
                self.stdout.write(_line(of_entry))
        total = Manuscript.objects.count()
        for path, differed in track(rebuild_drafts(), _("Desk"), total, console=console):
            if differed:
                differing += 1
                self.stdout.write(
                    _("%(path)s: written again: the desk’s rows and counts") % {"path": path}
                )
        for key in rebuild_reserved():
            differing += 1
            self.stdout.write(_("the wanted name “%(name)s”: written again") % {"name": key})
        self.stdout.write(
            ngettext(
                "%(count)s thing differed: the line above says what was done.",
                "%(count)s things differed: the lines above say what was done.",
                differing,
            )
            % {"count": differing}
            if differing
            else _("Everything is as it should be.")
        )


def _by_entry(differences: Iterable[projection.Rebuilt]) -> Iterator[list[projection.Rebuilt]]:
    """Differences of one entry that follow each other; each outcome by itself."""
    for _key, of_entry in groupby(
        differences,
        lambda differing: (differing.entry, OUTCOMES.get(differing.part) and differing.before),
    ):
        yield list(of_entry)


def _line(of_entry: list[projection.Rebuilt]) -> str:
    first = of_entry[0]
    if first.part in OUTCOMES:
        return OUTCOMES[first.part] % {"name": first.before}
    entry = Entry.objects.filter(pk=first.entry).only("kind", "slug").first()
    return _("%(path)s: written again: %(parts)s") % {
        "path": entry.path if entry else _("an entry that was removed meanwhile"),
        "parts": ", ".join(str(PARTS[differing.part]) for differing in of_entry),
    }
