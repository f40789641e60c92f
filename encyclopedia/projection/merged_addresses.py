"""Sources merged into another: where their addresses redirect, now or later. Inside the caller's transaction.

A former address that is still the address of an entry belongs to a merged source: its page names the other source, and
it redirects there as soon as the entry is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from encyclopedia.models import Address, Entry, Extent, Kind
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.merged_sources import merged_into
from encyclopedia.projection.projection_lock import share_projection


def merge(source: UUID, into: UUID, *, earlier: Iterable[str] = (), at: datetime) -> None:
    """Redirect the source's address to `into`, once readers no longer see it; until then its page says so.

    `earlier` are the keys of those that were merged into the source before: they redirect to `into` from now on. `into`
    has to be published if the source is; where neither is, nothing is known to readers and nothing is written.
    """
    share_projection()
    redirected = Address.objects.filter(kind=Kind.SOURCE, entry_id=source)
    entry = Entry.objects.filter(pk=source).first()
    if entry is not None:
        redirected = redirected.filter(slug__in=list(earlier))
        Address.objects.update_or_create(
            kind=entry.kind,
            slug=entry.slug,
            defaults={
                "entry_id": into,
                "title": entry.title,
                "status": Address.Status.MOVED,
                "reason": "",
                "since": at,
            },
        )
    redirected.update(entry_id=into)
    if Entry.objects.filter(pk=into).exists():
        Address.objects.filter(entry_id=into).update(status=Address.Status.MOVED, reason="")
    mark_due({source, *merged_into(into)}, Extent.TAIL, at)
