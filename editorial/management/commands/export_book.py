import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import Progress

from encyclopedia.downloads import books
from encyclopedia.downloads.pdf import Unprintable
from encyclopedia.models import Entry, Tag


class Command(BaseCommand):
    help = (
        "Write published entries as one book, PDF or EPUB as FILE ends: a subject, a selection, or the whole. "
        "Exits with 2 when there is no such subject or entry, or the book cannot be made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("output", type=Path, metavar="FILE")
        parser.add_argument("entries", nargs="*", metavar="KIND/SLUG", help="by default all")
        parser.add_argument("--subject", metavar="SLUG", help="the entries of this subject")
        parser.add_argument(
            "--title", help="on the cover; by default the subject's or the site's name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        ending = output.suffix[1:].lower()
        if ending not in books.offered_endings():
            message = _("FILE has to end in one of: %(endings)s.")
            _fail(message % {"endings": ", ".join(books.offered_endings())})
        tag = Tag.objects.filter(slug=options["subject"]).first() if options["subject"] else None
        if options["subject"] and tag is None:
            _fail(_("There is no subject %(slug)s.") % {"slug": options["subject"]})
        scope = books.scope_of(tag)
        if options["title"]:
            scope = books.Scope(scope.slug, options["title"])
        editions = _selected(options["entries"]) if options["entries"] else scope.editions()
        if not 1 <= len(editions) <= books.MAX_ENTRIES:
            message = _("A book has 1 to %(most)s entries, this would have %(count)s.")
            _fail(message % {"most": books.MAX_ENTRIES, "count": len(editions)})
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task(_("entries"), total=len(editions))
            trees = books.trees_of(editions, lambda done, total: bar.update(task, completed=done))
        try:
            output.write_bytes(books.written(scope, trees, ending))
        except (Unprintable, OSError) as error:
            _fail(_("The book was not made: %(why)s") % {"why": error})
        message = ngettext("%(count)s entry written.", "%(count)s entries written.", len(trees))
        self.stderr.write(message % {"count": len(trees)})


def _selected(paths: list[str]) -> list[tuple[str, int]]:
    """Entry and current edition of each path, in the order given."""
    editions = []
    for path in paths:
        kind, _slash, slug = path.strip("/").partition("/")
        entry = Entry.objects.of_kind(kind).filter(slug=slug).first()
        if entry is None:
            _fail(
                _("There is no published entry %(path)s: give kind and address.") % {"path": path}
            )
        else:
            editions.append((str(entry.pk), entry.edition))
    return editions


def _fail(words: str) -> None:
    raise CommandError(words, returncode=2)
