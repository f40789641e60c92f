"""Entries merged into another: where their addresses and names lead, now or later. Inside the caller's transaction.

A former address that is still the address of an entry belongs to a merged one: its page names the other entry, and it
redirects there as soon as the entry is withdrawn. The other names of a merged entry lead to the other one in the same
way, each at the address made from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from encyclopedia.core.names import slugify
from encyclopedia.models import Address, Edition, Entry, Extent
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.merged_entries import merged_into
from encyclopedia.projection.projection_lock import share_projection
from encyclopedia.projection.refreshing import Affected
from encyclopedia.projection.tallies import count


def merge(gone: UUID, into: UUID, *, earlier: Iterable[UUID] = (), at: datetime) -> None:
    """Redirect the entry's address to `into`, once readers no longer see it; until then its page says so.

    `earlier` are those that were merged into it before: they redirect to `into` from now on. `into` has to be published
    if the entry is; where neither is, nothing is known to readers and nothing is written.
    """
    share_projection()
    redirected = Address.objects.filter(entry_id=gone)
    entry = Entry.objects.filter(pk=gone).first()
    names = dict(_names(gone))
    of_earlier = {slug: name for pk in earlier for slug, name in _names(pk)}
    if entry is not None:
        redirected = redirected.filter(slug__in=of_earlier)
        _lead(entry.kind, entry.slug, entry.title, into, at)
    redirected.update(entry_id=into)
    kind = ""
    if names:
        kind = Edition.objects.filter(entry_id=gone).values_list("kind", flat=True)[0]
        taken = {*Address.objects.at(kind, *names).values_list("slug", flat=True)}
        taken |= {
            *Entry.objects.of_kind(kind).filter(slug__in=names).values_list("slug", flat=True)
        }
        for slug in sorted(names.keys() - taken):
            _lead(kind, slug, names[slug], into, at)
    if Entry.objects.filter(pk=into).exists():
        Address.objects.filter(entry_id=into).update(status=Address.Status.MOVED, reason="")
    if names := of_earlier | names:
        # The kept one is among them: its own text may name the one that goes.
        others = Affected()
        others.also({*names.values(), *(f"{kind}/{slug}" for slug in names)})
        count({*others.follow_up(at), *others.whole})
    mark_due({gone, *merged_into(into)}, Extent.TAIL, at)


def _lead(kind: str, slug: str, title: str, into: UUID, at: datetime) -> None:
    Address.objects.update_or_create(
        kind=kind,
        slug=slug,
        defaults={
            "entry_id": into,
            "title": title,
            "status": Address.Status.MOVED,
            "reason": "",
            "since": at,
        },
    )


def _names(entry_id: UUID) -> Iterator[tuple[str, str]]:
    """Address and name, for each name that an edition of the entry had, and each address; the newest last."""
    editions = Edition.objects.filter(entry_id=entry_id).order_by("number")
    for text in editions.values_list("document", flat=True).iterator(chunk_size=50):
        document = json.loads(text)
        for name in (*document.get("aliases", ()), document["title"]):
            if slug := slugify(name):
                yield slug, name
        yield document["slug"], document["title"]
