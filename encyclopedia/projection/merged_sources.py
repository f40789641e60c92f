"""Which published sources were merged into which: by the former address at which one still stands."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from encyclopedia.models import Address, Entry, Kind


def merged_into(entry_id: UUID) -> set[UUID]:
    """The published sources that were merged into this one: their pages tell of it."""
    leading = Address.objects.filter(kind=Kind.SOURCE, entry_id=entry_id)
    found = Entry.objects.filter(kind=Kind.SOURCE, slug__in=leading.values("slug"))
    return set(found.exclude(pk=entry_id).values_list("pk", flat=True))


def leads_to(sources: Iterable[Entry]) -> dict[UUID, Entry]:
    """The published source that each of these was merged into; one query while none was."""
    by_slug = {source.slug: source.pk for source in sources if source.kind == Kind.SOURCE}
    if not by_slug:
        return {}
    leading = dict(Address.objects.at(Kind.SOURCE, *by_slug).values_list("slug", "entry_id"))
    kept = Entry.objects.in_bulk(list(leading.values())) if leading else {}
    return {
        by_slug[slug]: kept[pk]
        for slug, pk in leading.items()
        if pk in kept and pk != by_slug[slug]
    }
