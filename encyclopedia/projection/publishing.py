"""Publication: an approved document becomes rows, parts and an edition. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from encyclopedia.core import documents
from encyclopedia.core.documents import Document
from encyclopedia.core.standing import Standings
from encyclopedia.models import Citation, Edition, EditionState, Link
from encyclopedia.projection.content_rows import write_content
from encyclopedia.projection.entry_rows import (
    free_address,
    leave_address,
    withdrawn_names,
    write_entry,
)
from encyclopedia.projection.lineages import extend_lineage
from encyclopedia.projection.merged_sources import merged_into
from encyclopedia.projection.origins import Origin
from encyclopedia.projection.projection_lock import lock_projection
from encyclopedia.projection.refreshing import affected, affected_by, follow_up, identity
from encyclopedia.projection.stored_pages import write_page
from encyclopedia.projection.tallies import count
from encyclopedia.rendering import Analysis, EditionFacts, PageNotice, Parts


def publish(
    document: Document,
    *,
    number: int,
    digest: str,
    change: str,
    summary: str,
    at: datetime,
    sign: Callable[[Parts], str],
    standings: Standings,
    notices: Sequence[PageNotice] = (),
    analysis: Analysis | None = None,
) -> None:
    """Write everything readers see of the document: rows, edition `number`, page, search, addresses.

    `change` is a value of `models.Change`, `summary` its public words, `standings` by citation digest. `sign` is called
    once, with the rendered parts, and returns the hash of the event that records their digest. The other pages
    that change are rendered again too: at once when they are few, else in the background once the transaction is
    committed. Raises UnknownSource when it cites what is not published.
    """
    lock_projection()
    entry_id = UUID(document.id)
    before = identity(entry_id)
    pointed_to = _pointed_to(entry_id) if before else set()
    if before and before.path != f"{document.kind}/{document.slug}":
        leave_address(document, before.slug, at)
    reopened = withdrawn_names(document)
    free_address(document)
    origin = Origin(
        document=document,
        edition=EditionFacts(
            number=number,
            digest=digest,
            published_at=at,
            change=change,
            summary=summary,
            first_published_at=_first_published_at(entry_id) or at,
        ),
        notices=tuple(notices),
        standings=standings,
        is_new=before is None,
    )
    if analysis is not None:
        origin.analysis = analysis
    write_entry(origin)
    write_content(origin)
    _write_edition(origin, sign(origin.parts))
    extend_lineage(entry_id, number, origin.analysis)
    write_page(origin, at, named=True)
    after = identity(entry_id)
    pointed_to |= _pointed_to(entry_id)
    changed = affected(entry_id, before, after) | affected_by(None, reopened)
    follow_up(changed - {entry_id}, pointed_to, at, own=entry_id)
    count([entry_id])


def _first_published_at(entry_id: UUID) -> datetime | None:
    editions = Edition.objects.filter(entry_id=entry_id).order_by("number")
    return editions.values_list("published_at", flat=True).first()


def _pointed_to(entry_id: UUID) -> set[UUID]:
    """The entries whose tails name this one: those it links to, the sources it cites, those merged into it."""
    linked = Link.objects.filter(entry=entry_id).exclude(target=None)
    cited = Citation.objects.filter(entry=entry_id)
    return {
        *(pk for pk in linked.values_list("target", flat=True) if pk),
        *cited.values_list("source", flat=True).distinct(),
        *merged_into(entry_id),
    }


def _write_edition(origin: Origin, event_hash: str) -> None:
    current = Edition.objects.filter(entry_id=origin.id, state=EditionState.CURRENT)
    current.update(state=EditionState.SUPERSEDED)
    write_editions([origin], [event_hash])


def write_editions(origins: Sequence[Origin], event_hashes: Sequence[str]) -> None:
    """Write the editions that the origins say, which become the current ones."""
    Edition.objects.bulk_create(
        _edition(origin, event_hash)
        for origin, event_hash in zip(origins, event_hashes, strict=True)
    )


def _edition(origin: Origin, event_hash: str) -> Edition:
    document, edition = origin.document, origin.edition
    return Edition(
        entry_id=origin.id,
        kind=document.kind,
        slug=document.slug,
        number=edition.number,
        title=document.title,
        digest=edition.digest,
        document=documents.canonical(document).decode(),
        change=edition.change,
        summary=edition.summary,
        published_at=edition.published_at,
        notices=[notice.as_data() for notice in origin.notices],
        event_hash=event_hash,
        **origin.parts.as_dict(),
    )
