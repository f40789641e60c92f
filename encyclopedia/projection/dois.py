"""The DOIs of editions: written as the audit log says, and shown on the page of the entry.

An edition's stored parts stay as they were published; what shows its DOI is made when its page is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from encyclopedia.models import Edition, EditionDoi, EditionState, Entry, Extent, TaggedEntry
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.projection_lock import share_projection

# Entry and number of an edition → its DOI, "" where it was taken away, and since when.
GivenDois = Mapping[tuple[UUID, int], tuple[str, datetime]]


def give_doi(edition: Edition, doi: str, at: datetime) -> None:
    """This edition has this DOI from now on, "" for none. Inside the caller's transaction."""
    share_projection()
    EditionDoi.objects.update_or_create(
        pk=edition.pk, defaults={"doi": doi or None, "changed_at": at}
    )
    if edition.state == EditionState.CURRENT:
        Entry.objects.filter(pk=edition.entry_id).update(changed_at=at)
        TaggedEntry.objects.filter(content_object=edition.entry_id).update(changed_at=at)
        mark_due([edition.entry_id], Extent.WHOLE, at)


def settle_dois(given: GivenDois) -> list[tuple[UUID, str, str, str]]:
    """A row for every edition that was given a DOI, and no other; what differed, as corrections."""
    stored = {
        (row.edition.entry_id, row.edition.number): row
        for row in EditionDoi.objects.select_related("edition").defer("edition__document")
    }
    differing = [
        (key, stored.get(key), given.get(key))
        for key in sorted(stored.keys() | given.keys())
        if (key not in stored or _said(stored[key]) != given.get(key))
    ]
    # First all that go: another edition may have their DOI now.
    EditionDoi.objects.filter(pk__in=[row.pk for _key, row, _given in differing if row]).delete()
    corrections = []
    for (entry_id, number), row, said in differing:
        edition = Edition.objects.filter(entry_id=entry_id, number=number).only("pk").first()
        if said and edition:
            EditionDoi.objects.create(pk=edition.pk, doi=said[0] or None, changed_at=said[1])
        if row or edition:
            before = repr(_said(row)) if row else ""
            corrections.append((entry_id, "doi", before, repr(said) if said else ""))
    return corrections


def _said(row: EditionDoi) -> tuple[str, datetime]:
    return row.doi or "", row.changed_at
