"""Withdrawal: what readers saw of an entry is removed; its address says why. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from encyclopedia import search
from encyclopedia.downloads.kept_names import forget
from encyclopedia.models import Address, Citation, Edition, EditionState, Entry, Link, Tag
from encyclopedia.projection.entry_rows import delete_unused
from encyclopedia.projection.merged_entries import leads_to, merged_into
from encyclopedia.projection.projection_lock import share_projection
from encyclopedia.projection.refreshing import affected, affected_by, identity
from encyclopedia.projection.removals import removed
from encyclopedia.projection.tallies import count
from encyclopedia.projection.withdrawals import withdrawn


class StillCited(Exception):
    """A source cannot be withdrawn while published entries cite it; `entries` are those, by title."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        super().__init__(", ".join(self.titles))

    @property
    def titles(self) -> list[str]:
        return [entry.title for entry in self.entries]


def withdraw(entry_id: UUID, *, reason: str, at: datetime, into: UUID | None = None) -> None:
    """Remove an entry from readers' view: rows, page, search; its editions are withdrawn, its address gives the reason.

    Where it was merged `into` another one that readers see (`leads_on`), its address leads there, and its editions stay
    readable.
    What is not published stays as it is. Raises StillCited.
    """
    share_projection()
    entry = Entry.objects.filter(pk=entry_id).first()
    if entry is None:
        return
    citing = Citation.objects.filter(source=entry_id).exclude(entry=entry_id)
    if citing.exists():
        raise StillCited(list(Entry.objects.filter(pk__in=citing.values("entry")).alphabetical()))
    before = identity(entry_id)
    others = affected(entry_id, before, None)
    others.whole |= affected_by(entry_id)
    tails = set(Link.objects.filter(entry=entry_id).values_list("target", flat=True))
    tails |= set(Citation.objects.filter(entry=entry_id).values_list("source", flat=True))
    tails |= merged_into(entry_id)
    state = EditionState.WITHDRAWN if into is None else EditionState.SUPERSEDED
    _close_addresses(entry, reason, at)
    Edition.objects.filter(entry_id=entry_id).update(state=state)
    search.remove(entry_id)
    tags = list(Tag.objects.filter(tagged__content_object=entry_id))
    Citation.objects.filter(entry=entry_id).delete()
    removed(entry, at)
    withdrawn(entry_id, entry.edition, reason, at)
    entry.delete()
    delete_unused(tags)
    others.tails |= {pk for pk in tails if pk}
    others.follow_up(at)
    count({entry_id, *others.whole})
    transaction.on_commit(partial(forget, entry_id))


def leads_on(entry_id: UUID) -> UUID | None:
    """The published entry into which this published one was merged, if it was."""
    target = leads_to(Entry.objects.filter(pk=entry_id)).get(entry_id)
    return target.pk if target else None


def _close_addresses(entry: Entry, reason: str, at: datetime) -> None:
    """Its own address and its former ones say that the entry was withdrawn, and why.

    Those of a merged entry redirect to the one that was kept: its own does so already.
    """
    target = Address.objects.at(entry.kind, entry.slug).exclude(entry_id=entry.pk).first()
    if target is not None:
        redirect = {"entry_id": target.entry_id, "status": target.status, "reason": target.reason}
        Address.objects.filter(entry_id=entry.pk).update(**redirect)
        return
    withdrawn = {"status": Address.Status.WITHDRAWN, "reason": reason}
    Address.objects.filter(entry_id=entry.pk).update(**withdrawn)
    Address.objects.update_or_create(
        kind=entry.kind,
        slug=entry.slug,
        defaults={**withdrawn, "entry_id": entry.pk, "title": entry.title, "since": at},
    )
