"""Publication: an approved document becomes rows, parts and an edition. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.utils import timezone

from encyclopedia.core import documents
from encyclopedia.core.documents import Document
from encyclopedia.core.standing import Standings
from encyclopedia.models import Citation, Edition, EditionState, Extent, Link
from encyclopedia.projection.content_rows import write_content
from encyclopedia.projection.entry_rows import leave_address, take_address, write_entry
from encyclopedia.projection.lineages import extend_lineage
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.merged_entries import merged_into
from encyclopedia.projection.origins import Origin
from encyclopedia.projection.projection_lock import share_projection
from encyclopedia.projection.refreshing import affected, identity, identity_of
from encyclopedia.projection.stored_pages import write_page
from encyclopedia.projection.tallies import count
from encyclopedia.rendering import Analysis, EditionFacts, PageNotice, Parts


class Rendered:
    """A document that is about to be published, rendered but for the time of its publication.

    Rendering is nearly all the work and needs no lock. `look_again` renders anew what has changed since; `publish` then
    writes everything that readers see.
    """

    def __init__(
        self,
        document: Document,
        *,
        number: int,
        digest: str,
        change: str,
        summary: str,
        standings: Standings,
        notices: Sequence[PageNotice] = (),
        analysis: Analysis | None = None,
    ) -> None:
        """`change` is a value of `models.Change`, `summary` its public words, `standings` by use."""
        self._edition = partial(
            EditionFacts, number=number, digest=digest, change=change, summary=summary
        )
        self._origin = Origin(
            document=document,
            # Its time is set by `publish`; nothing that is rendered before shows it.
            edition=self._edition(published_at=timezone.now()),
            notices=tuple(notices),
            standings=standings,
        )
        if analysis is not None:
            self._origin.analysis = analysis
        # Rendered here, before the caller locks anything that others wait for.
        self._content = self._origin.content

    def look_again(self, *, standings: Standings, notices: Sequence[PageNotice]) -> None:
        """Read again what the page shows of other entries and of checks; render it again where that differs."""
        before = self._origin
        self._origin = Origin(
            before.document, before.edition, notices=tuple(notices), standings=standings
        )
        self._origin.analysis = before.analysis
        if (standings, self._origin.library) == (before.standings, before.library):
            self._origin.content = self._content

    def publish(self, *, at: datetime, sign: Callable[[Parts], str]) -> None:
        """Write everything readers see of it: rows, edition, page, search, addresses. Call with the audit log locked.

        `sign` is called once, with the rendered parts, and returns the hash of the event that records their digest.
        Pages of others that change with it are marked as due. Raises UnknownSource when it cites what is not published.
        """
        share_projection()
        origin = self._origin
        document, entry_id = origin.document, origin.id
        before = identity(entry_id)
        pointed_to = _pointed_to(entry_id) if before else set()
        if before and before.path != f"{document.kind}/{document.slug}":
            leave_address(document, before.slug, at)
        reopened = take_address(document)
        origin.edition = self._edition(published_at=at, first_published_at=at)
        if origin.edition.number > 1:
            first_at = _first_published_at(entry_id) or at
            origin.edition = replace(origin.edition, first_published_at=first_at)
        origin.is_new = before is None
        write_entry(origin)
        write_content(origin)
        _write_edition(origin, sign(origin.parts))
        extend_lineage(entry_id, origin.edition.number, origin.analysis)
        others = affected(entry_id, before, identity_of(origin))
        others.also(reopened)
        others.tails |= pointed_to | _pointing_to(origin)
        # Its own tail with theirs. Pages are written after all marks: the worker too locks a mark, then its page.
        others.tails.add(entry_id)
        counted = others.follow_up(at)
        write_page(origin, at, named=True)
        if origin.is_new:
            mark_due([entry_id], Extent.TAIL, at)
        count({entry_id, *counted})


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


def _pointing_to(origin: Origin) -> set[UUID]:
    """The same of rows that were just written."""
    linked = {target.id for target in origin.targets.values() if target}
    return linked | set(origin.source_ids.values()) | merged_into(origin.id)


def _write_edition(origin: Origin, event_hash: str) -> None:
    if origin.edition.number > 1:
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
