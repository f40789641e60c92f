"""manage.py import_text: one text as the draft of an article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from editorial.html import messages
from editorial.html.decoding import decoded
from editorial.html.imported import ImportProblem
from editorial.importers.jobs.steps import Steps
from editorial.importers.jobs.text_steps import text_steps
from editorial.importers.references.reference_lists import given_references
from editorial.management.import_command import NOTHING_DONE, ImportCommand
from editorial.models import Import, ImportKind
from editorial.wording import words

MAX_LIST_BYTES = 4_000_000


class Command(ImportCommand):
    help = (
        "Import a text as the draft of an article: plain text with numbered marks, Markdown, HTML, Word or ODT, "
        "recognised by its content. Marks with a reference become citations, the others mark a missing one. The same "
        "file again is skipped, a changed one becomes the next revision of the draft. Exits with 1 when the file "
        "cannot be read, 2 when nothing could be done."
    )
    kind = ImportKind.TEXT
    references: dict[str, str]

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--title", default="", help="instead of the text’s own title")
        parser.add_argument(
            "--references",
            type=Path,
            metavar="FILE",
            help="the references of the marks, one a line: “1. @key, p. 12”, or the reference in words",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.references = _references(options["references"]) if options["references"] else {}
        super().handle(*args, **options)

    def steps(self, job: Import, path: Path) -> Steps:
        return text_steps(path, title=job.title, name=job.name, references=self.references)


def _references(path: Path) -> dict[str, str]:
    if not path.is_file():
        raise CommandError(
            _("There is no file %(path)s.") % {"path": path}, returncode=NOTHING_DONE
        )
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise ImportProblem(messages.TOO_LONG)
        return given_references(decoded(path.read_bytes())[0])
    except ImportProblem as problem:
        sentence = f"{path}: {words(problem.message)} {problem.detail}"
        raise CommandError(sentence.strip(), returncode=NOTHING_DONE) from problem
