"""Which published sources were merged into which: by the former address that is still an entry's own."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from encyclopedia.models import Address, Entry, Kind


def merged_into(entry_id: UUID) -> set[UUID]:
    """The published sources that were merged into this one: their pages say so."""
    addresses = Address.objects.filter(kind=Kind.SOURCE, entry_id=entry_id)
    merged = Entry.objects.filter(kind=Kind.SOURCE, slug__in=addresses.values("slug"))
    return set(merged.exclude(pk=entry_id).values_list("pk", flat=True))


def leads_to(sources: Iterable[Entry]) -> dict[UUID, Entry]:
    """The published source that each of these was merged into; one query while none was."""
    by_slug = {source.slug: source.pk for source in sources if source.kind == Kind.SOURCE}
    if not by_slug:
        return {}
    target_ids = dict(Address.objects.at(Kind.SOURCE, *by_slug).values_list("slug", "entry_id"))
    targets = Entry.objects.in_bulk(list(target_ids.values())) if target_ids else {}
    return {
        by_slug[slug]: targets[pk]
        for slug, pk in target_ids.items()
        if pk in targets and pk != by_slug[slug]
    }
