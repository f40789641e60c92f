"""The whole static edition: pages, search, the record with its verifier, and a word about it all."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from django.conf import settings

from editorial.exporters.bundles import export
from editorial.exporters.scope import Scope
from editorial.models import Event
from editorial.static_edition.made_of import HERE
from editorial.static_edition.page_files import SCRIPT, SEARCH_SCRIPT
from editorial.static_edition.search_files import search_files
from editorial.static_edition.writing import Progress, StaticEdition

RECORD = "record"


@dataclass(frozen=True, slots=True)
class WrittenEdition:
    """How many files it has, how many of them this run wrote, and the audit log's head at which it stands.

    `lacking` are addresses that the site names and does not answer, with their status.
    """

    files: int
    changed: int
    head: str
    lacking: dict[str, str]


def write_edition(
    folder: Path, application: Any, progress: Progress | None = None, processes: int = 1
) -> WrittenEdition:
    """Write it, or what has changed since it was written there. `application` is the site's, by WSGI.

    Nothing may have been asked of it in this process yet if there are several `processes`.

    Raises SiteError, and OSError of the file system.
    """
    edition = StaticEdition(folder, application, progress or (lambda done, known: None), processes)
    head = edition.write_pages()
    if not edition.is_as_it_was:
        for file, body in search_files():
            edition.write(file, body)
        _write_record(edition)
    for file in (SCRIPT, SEARCH_SCRIPT):
        edition.write(file, (HERE / Path(file).name).read_bytes())
    about = Template((HERE / "readme.md").read_text(encoding="utf-8"))
    words = {
        "name": settings.SITE_NAME,
        "url": settings.SITE_URL,
        "licence": settings.SITE_LICENCE,
        "licence_url": settings.SITE_LICENCE_URL,
        "head": head,
    }
    edition.write("README.md", about.substitute(words).encode())
    edition.finish()
    return WrittenEdition(len(edition.kept.written), edition.changed, head, edition.lacking)


def _write_record(edition: StaticEdition) -> None:
    """The public bundle, as of the last event, so that the same encyclopedia gives the same bytes."""
    last = Event.objects.in_order().last()
    with tempfile.TemporaryDirectory() as scratch:
        bundle = Path(scratch) / RECORD
        export(bundle, Scope(), made_at=last.at if last else None)
        for path in sorted(bundle.rglob("*")):
            if path.is_file():
                edition.write(f"{RECORD}/{path.relative_to(bundle).as_posix()}", path.read_bytes())
