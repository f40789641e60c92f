"""Sources merged into another: where their addresses lead, now or later. Inside the caller's transaction.

A former address at which an entry still stands is that of a merged source: its page says where it leads, and it
leads there as soon as the entry is gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from encyclopedia.models import Address, Entry, Kind
from encyclopedia.projection.merged_sources import merged_into
from encyclopedia.projection.projection_lock import lock_projection
from encyclopedia.projection.stored_pages import write_tails


def merge(source: UUID, into: UUID, *, earlier: Iterable[str] = (), at: datetime) -> None:
    """Let the source's address lead to `into`, once readers no longer see it; until then its page says so.

    `earlier` are the keys of those that were merged into the source before: they lead to `into` from now on. `into`
    has to be published if the source is; where neither is, nothing is known to readers and nothing is written.
    """
    lock_projection()
    led = Address.objects.filter(kind=Kind.SOURCE, entry_id=source)
    entry = Entry.objects.filter(pk=source).first()
    if entry is not None:
        led = led.filter(slug__in=list(earlier))
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
    led.update(entry_id=into)
    if Entry.objects.filter(pk=into).exists():
        Address.objects.filter(entry_id=into).update(status=Address.Status.MOVED, reason="")
    write_tails({source, *merged_into(into)}, at)
