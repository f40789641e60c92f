from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from editorial.importers.jobs.bibliography_steps import bibliography_steps
from editorial.importers.jobs.steps import Steps
from editorial.management.import_command import ImportCommand
from editorial.models import Import, ImportKind


class Command(ImportCommand):
    help = (
        "Import a bibliography (BibTeX, RIS or CSL-JSON) as drafts of sources: nothing is published, nothing merged. "
        "A broken record is named with its line, the rest is read. Can be interrupted and run again: works that are "
        "here already are skipped. Exits with 1 when the file cannot be read, 2 when nothing could be done."
    )
    kind = ImportKind.BIBLIOGRAPHY

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--encoding",
            default="",
            help="the encoding of the file, where it neither declares one nor is UTF-8",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.encoding: str = options["encoding"]
        super().handle(*args, **options)

    def steps(self, job: Import, path: Path) -> Steps:
        return bibliography_steps(path, job.name, encoding=self.encoding)
