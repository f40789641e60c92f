"""Which published entries were merged into which: by the former address that is still an entry's own."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from encyclopedia.models import Address, Entry


def merged_into(entry_id: UUID) -> set[UUID]:
    """The published entries that were merged into this one: their pages say so."""
    former = set(Address.objects.filter(entry_id=entry_id).values_list("kind", "slug"))
    if not former:
        return set()
    entries = Entry.objects.filter(slug__in={slug for _kind, slug in former}).exclude(pk=entry_id)
    rows = entries.values_list("pk", "kind", "slug")
    return {pk for pk, kind, slug in rows if (kind, slug) in former}


def leads_to(entries: Iterable[Entry]) -> dict[UUID, Entry]:
    """The published entry that each of these was merged into; one query while none was."""
    by_path = {(entry.kind, entry.slug): entry.pk for entry in entries}
    if not by_path:
        return {}
    slugs = {slug for _kind, slug in by_path}
    target_ids = {
        by_path[kind, slug]: pk
        for kind, slug, pk in Address.objects.filter(
            kind__in={kind for kind, _slug in by_path}, slug__in=slugs
        ).values_list("kind", "slug", "entry_id")
        if (kind, slug) in by_path
    }
    targets = Entry.objects.in_bulk(list(target_ids.values())) if target_ids else {}
    return {
        merged: targets[pk] for merged, pk in target_ids.items() if pk in targets and pk != merged
    }
