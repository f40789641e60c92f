"""Which other pages a publication, a new name or a withdrawal changes, and rendering them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from encyclopedia.core.names import name_key
from encyclopedia.models import Alias, Citation, Edition, EditionState, Entry, Kind, Link, Source
from encyclopedia.projection.content_rows import write_content
from encyclopedia.projection.origins import origin_of
from encyclopedia.projection.projection_lock import lock_projection
from encyclopedia.projection.stored_pages import write_page, write_tails
from encyclopedia.projection.tallies import count

# Up to this many pages are rendered again in the publication's own transaction; more are left to the background.
AT_ONCE = 20
# Tails are small, and rendered together.
TAILS_AT_ONCE = 200
_BATCH = 20


@dataclass(frozen=True)
class Identity:
    """What other pages show of an entry: its address, its names (as keys), and what a footnote shows of a source."""

    kind: str
    slug: str
    names: frozenset[str]
    shown: Any = None

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.slug}"


def identity(entry_id: UUID) -> Identity | None:
    """The identity of a published entry; None when it is not published."""
    entry = Entry.objects.filter(pk=entry_id).first()
    if entry is None:
        return None
    names = set(Alias.objects.filter(entry=entry_id).values_list("name_key", flat=True))
    shown = None
    if entry.kind == Kind.SOURCE:
        shown = (
            Source.objects.filter(pk=entry_id)
            .values("record", "title", "reliability", "reliability_reason")
            .get()
        )
    return Identity(
        entry.kind, entry.slug, frozenset({*names, entry.name_key, name_key(entry.path)}), shown
    )


def affected(entry_id: UUID, before: Identity | None, after: Identity | None) -> set[UUID]:
    """The other entries whose parts change because the identity of this one changed."""
    names_before = before.names if before else frozenset()
    names_after = after.names if after else frozenset()
    moved = before is not None and after is not None and before.path != after.path
    cited = (before and (before.path, before.shown)) != (after and (after.path, after.shown))
    entries = affected_by(entry_id if moved else None, names_before ^ names_after)
    if cited:
        citing = Citation.objects.filter(source=entry_id)
        entries.update(citing.values_list("entry", flat=True).distinct())
    return entries - {entry_id}


def affected_by(entry_id: UUID | None, names: Iterable[str] = ()) -> set[UUID]:
    """The entries whose stored parts depend on this entry, or on what these names refer to.

    They link to the entry or cite it, or link by one of the names (titles, aliases or `kind/slug`).
    """
    linking = Q(name_key__in={name_key(name) for name in names})
    if entry_id is not None:
        linking |= Q(target=entry_id)
    entries = set(Link.objects.filter(linking).values_list("entry", flat=True).distinct())
    if entry_id is not None:
        citing = Citation.objects.filter(source=entry_id)
        entries.update(citing.values_list("entry", flat=True).distinct())
    return entries


def follow_up(parts: set[UUID], tails: set[UUID], at: datetime, *, own: UUID | None = None) -> None:
    """Render pages again: their parts, and the tails of others; large numbers are left to the background.

    The tail of `own`, the entry that was published, is written at once.
    """
    late_parts = parts if len(parts) > AT_ONCE else set()
    late_tails = tails - {own} if len(tails) > TAILS_AT_ONCE else set()
    refresh(parts - late_parts, at=at)
    write_tails((tails | {own} if own else tails) - late_tails, at)
    if late_parts or late_tails:
        transaction.on_commit(partial(_enqueue, late_parts, late_tails))


def _enqueue(parts: set[UUID], tails: set[UUID]) -> None:
    refresh_pages.enqueue(sorted(map(str, parts)), sorted(map(str, tails)))


@task()
def refresh_pages(parts: list[str], tails: list[str]) -> int:
    """Render parts and tails of these entries' pages again, after the answer; the number of pages that changed."""
    changed = 0
    for batch in _batches(parts):
        with transaction.atomic():
            changed += len(refresh(batch))
    for batch in _batches(tails):
        with transaction.atomic():
            lock_projection()
            changed += len(write_tails(batch, timezone.now()))
    return changed


def _batches(ids: list[str]) -> list[list[UUID]]:
    """In batches, so that no lock is held for long."""
    entries = [UUID(entry_id) for entry_id in ids]
    return [entries[start : start + _BATCH] for start in range(0, len(entries), _BATCH)]


def refresh(entries: Iterable[UUID], *, at: datetime | None = None) -> list[UUID]:
    """Render the stored parts of these entries again and resolve their links; the entries that changed."""
    lock_projection()
    at = at or timezone.now()
    entry_ids = sorted(set(entries))
    changed = []
    pointed_to: set[UUID] = set()
    editions = Edition.objects.filter(entry_id__in=entry_ids, state=EditionState.CURRENT)
    for edition in editions.order_by("entry_id"):
        before = _targets(edition.entry_id)
        origin = origin_of(edition)
        if write_content(origin) + write_page(origin, at):
            changed.append(edition.entry_id)
        pointed_to |= before ^ _targets(edition.entry_id)
    write_tails(pointed_to, at)
    count(entry_ids)
    return changed


def _targets(entry_id: UUID) -> set[UUID]:
    targets = Link.objects.filter(entry=entry_id).values_list("target", flat=True)
    return {target for target in targets if target}
