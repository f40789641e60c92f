import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import Progress

from encyclopedia.bibliography import FORMATS
from encyclopedia.bibliography.formats.streaming import Records, written
from encyclopedia.export import every_record, records
from encyclopedia.models import Entry, Source

BY_ENDING = {form.ending: key for key, form in FORMATS.items()}


class Command(BaseCommand):
    help = (
        "Write the published sources as BibTeX, RIS or CSL-JSON: all of them, those that one entry cites, or one. "
        "Exits with 2 when there is no such entry or source, or the file cannot be written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--format", choices=list(BY_ENDING), help="by default as FILE ends, else bib"
        )
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--entry", metavar="KIND/SLUG", help="only what this entry cites")
        which.add_argument("--source", metavar="KEY", help="only this source")
        parser.add_argument("--output", type=Path, metavar="FILE", help="instead of printing it")

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path | None = options["output"]
        ending = options["format"] or (output.suffix[1:].lower() if output else "")
        key = BY_ENDING.get(ending, "bibtex")
        total, batches = _chosen(options["entry"], options["source"])
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task(_("sources"), total=total)

            def counted() -> Iterator[Records]:
                for batch in batches:
                    yield batch
                    bar.advance(task, len(batch))

            with _writing(output, self.stdout) as write:
                for piece in written(key, counted()):
                    write(piece)
        message = ngettext("%(count)s source written.", "%(count)s sources written.", total)
        self.stderr.write(message % {"count": total})


def _chosen(entry: str | None, source: str | None) -> tuple[int, Iterable[Records]]:
    """How many records, and the records in batches. Raises CommandError for what is not published."""
    if entry:
        kind, _slash, slug = entry.strip("/").partition("/")
        citing_entry = Entry.objects.of_kind(kind).filter(slug=slug).first()
        if citing_entry is None:
            message = _("There is no published entry %(path)s: give kind and address.")
            raise CommandError(message % {"path": entry}, returncode=2)
        cited = records(Source.objects.cited_by(citing_entry).by_key())
        return len(cited), [cited]
    if source:
        matches = records(Source.objects.filter(slug=source))
        if not matches:
            message = _("There is no published source %(key)s.") % {"key": source}
            raise CommandError(message, returncode=2)
        return 1, [matches]
    return Source.objects.count(), every_record()


@contextmanager
def _writing(output: Path | None, printed: OutputWrapper) -> Iterator[Callable[[str], object]]:
    """The function that writes each piece; a file gets its name only when it is complete."""
    if output is None:
        yield lambda piece: printed.write(piece, ending="")
        return
    partial = output.with_name(f"{output.name}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream.write
        partial.replace(output)
    except OSError as error:
        message = _("%(path)s cannot be written: %(reason)s.")
        values = {"path": output, "reason": error.strerror or error}
        raise CommandError(message % values, returncode=2) from error
    finally:
        partial.unlink(missing_ok=True)
