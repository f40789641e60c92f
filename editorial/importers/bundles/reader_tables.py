"""Readers' tables of an imported bundle: derived from its editions, as on this site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from editorial.actions.mark import last_mark, set_mark
from editorial.gate.verdicts import current_standings
from editorial.importers.bundles.opened_bundle import BundleEntry, Row
from editorial.models import Manuscript
from editorial.projection.from_log import from_log
from editorial.projection.full_rebuild import rebuild_drafts
from encyclopedia import projection
from encyclopedia.core.documents import Document
from encyclopedia.models import Edition, EditionState, Kind
from encyclopedia.projection.entry_rows import write_entry
from encyclopedia.projection.origins import Origin, origin_of
from encyclopedia.rendering import EditionFacts, PageNotice, SourceRecord

Progress = Callable[[int, int], None]


def origin(
    document: Document, row: Row, entry: BundleEntry, notices: Sequence[PageNotice]
) -> Origin:
    """What an edition of a bundle is rendered from, given what is imported so far."""
    result = Origin(
        document=document,
        edition=EditionFacts(
            number=row["number"],
            digest=row["digest"],
            published_at=datetime.fromisoformat(row["published_at"]),
            change=row["change"],
            summary=row["summary"],
            first_published_at=first_published(entry),
        ),
        notices=tuple(notices),
    )
    result.standings = current_standings(result.id, result.analysis.citations)
    if missing_keys := result.analysis.keys - result.library.sources.keys():
        # An earlier edition may cite a source that has been withdrawn: only its key is left.
        stubs = {
            key: SourceRecord({"type": "document"}, key, f"source/{key}") for key in missing_keys
        }
        result.library = replace(result.library, sources={**stubs, **result.library.sources})
    return result


def first_published(entry: BundleEntry) -> datetime:
    return datetime.fromisoformat(min(row["published_at"] for row in entry.rows["edition"]))


def show_names(entries: Iterable[BundleEntry], read: Callable[[Row], Document]) -> None:
    """The rows by which entries refer to each other, and the marks of sources: before editions are rendered."""
    for entry in entries:
        for row in entry.rows.get("edition", ()):
            if row["state"] == EditionState.CURRENT:
                write_entry(origin(read(row), row, entry, []))
    _set_marks()


def show(progress: Progress) -> None:
    """Derive everything that readers and the office see from editions, revisions, checks and marks."""
    current = Edition.objects.filter(state=EditionState.CURRENT).with_doi().order_by("entry_id")
    for edition in current.iterator(chunk_size=20):
        write_entry(origin_of(edition, current_standings))
    _set_marks()
    for _fix in projection.rebuild(progress, standings_of=current_standings, from_log=from_log()):
        """Every new row is reported as a fix."""
    for _path, _wrong in rebuild_drafts():
        """So are the desk's rows."""


def _set_marks() -> None:
    live = Manuscript.objects.filter(kind=Kind.SOURCE, live_edition__gte=1)
    for source in live.order_by("pk").iterator(chunk_size=200):
        if mark := last_mark(source):
            set_mark(source, mark)
