"""Which entries are no longer published: written when one is withdrawn, and made again from editions and addresses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from encyclopedia.models import Address, Edition, Entry, Removal


def removed(entry: Entry, at: datetime) -> None:
    """The entry is no longer published. Inside the caller's transaction."""
    Removal.objects.update_or_create(pk=entry.pk, defaults={"kind": entry.kind, "removed_at": at})


def settle_removals() -> list[tuple[UUID, str, str, str]]:
    """A row for every entry that has editions and is not published, and no other; what differed, as corrections.

    When that was is known from its address, or, where another entry has taken that since, no better than by its last
    edition. A row that is there knows it better.
    """
    corrections = []
    for row in Removal.objects.filter(pk__in=Entry.objects.values("pk")).order_by("pk"):
        corrections.append((row.pk, "removals", repr(row.removed_at), ""))
        row.delete()
    gone = Edition.objects.exclude(Exists(Entry.objects.filter(pk=OuterRef("entry_id")))).exclude(
        Exists(Removal.objects.filter(pk=OuterRef("entry_id")))
    )
    last: dict[UUID, Edition] = {}
    for edition in gone.listed().order_by("entry_id", "number").iterator():
        last[edition.entry_id] = edition
    for entry_id, edition in last.items():
        address = Address.objects.at(edition.kind, edition.slug).first()
        at = max(address.since, edition.published_at) if address else edition.published_at
        Removal.objects.create(pk=entry_id, kind=edition.kind, removed_at=at)
        corrections.append((entry_id, "removals", "", repr(at)))
    return corrections
