"""Where former addresses lead readers (301), or that they say of a withdrawal (410), against the editions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from editorial.models import Event, Manuscript, Merge
from editorial.verifying.document_files import as_stored
from editorial.verifying.moments import MAX_APART
from encyclopedia.core.names import slugify
from encyclopedia.core.suppressed import TITLE
from encyclopedia.models import Address, Edition, Entry

# Kind and address.
Place = tuple[str, str]
_APART = timedelta(seconds=MAX_APART)


def address_faults(
    manuscript: Manuscript, name: str, published: Collection[Mapping[str, Any]], *, live: bool
) -> Iterator[str]:
    """An address that an edition had leads on, and none leads here that neither this entry nor one merged into it had.

    `published` has kind, slug and title of every edition, `live` whether readers see one of them.
    """
    rows = list(Address.objects.filter(entry_id=manuscript.pk).order_by("pk"))
    own = {(names["kind"], names["slug"]) for names in published}
    yield from _lost(own, {(row.kind, row.slug) for row in rows}, name)
    if not rows:
        return
    titles = {names["title"] for names in published}
    merged = list(Merge.objects.filter(into=manuscript).values_list("merged", flat=True))
    imported = _imported_at()
    for row in rows:
        if imported is not None and row.since <= imported:
            # As another site told of it: what was merged there may not be here.
            continue
        # What a suppressed edition was called nobody can tell.
        is_own = (row.kind, row.slug) in own and (row.title in titles or TITLE in titles)
        if not (is_own or (merged and _is_of(merged, row))):
            what = _("leads here under a name that no edition had")
        elif not _is_told(row, [manuscript.pk, *merged]):
            what = _("leads here since a day on which nothing was done")
        elif not (live or merged) and row.status == Address.Status.MOVED:
            what = _("does not say that the entry was withdrawn")
        else:
            continue
        yield _("%(name)s: the address %(slug)s %(what)s.") % {
            "name": name,
            "slug": row.slug,
            "what": what,
        }


def stray_addresses() -> Iterator[str]:
    """Addresses that lead to what the office does not have, unless they were taken over from another site."""
    strays = Address.objects.exclude(entry_id__in=Manuscript.objects.values("pk"))
    imported = _imported_at()
    for row in strays.order_by("pk"):
        if imported is None or row.since > imported:
            yield _("%(path)s: the address leads to an entry that the office does not have.") % {
                "path": f"{row.kind}/{row.slug}"
            }


def _lost(own: Collection[Place], known: Collection[Place], name: str) -> Iterator[str]:
    """Those of its addresses at which readers find nothing; another entry may have one by now."""
    for kind, slug in sorted(set(own) - set(known)):
        taken = Address.objects.at(kind, slug).exists()
        if not (taken or Entry.objects.filter(kind=kind, slug=slug).exists()):
            yield _("%(name)s: readers find nothing any more at its address %(slug)s.") % {
                "name": name,
                "slug": slug,
            }


def _is_of(merged: Collection[Any], row: Address) -> bool:
    """Whether an edition of one of these had the row's name, and its address or the row's is made of the name."""
    editions = Edition.objects.filter(entry_id__in=merged, kind=row.kind)
    documents = editions.values_list("document", flat=True).iterator(chunk_size=100)
    made = slugify(row.title) == row.slug
    for document in map(as_stored, documents):
        if (row.title, row.slug) == (document.get("title"), document.get("slug")):
            return True
        if made and row.title in (document.get("title"), *document.get("aliases", ())):
            return True
    return False


def _is_told(row: Address, of: Collection[Any]) -> bool:
    near = (row.since - _APART, row.since + _APART)
    return Event.objects.filter(manuscript__in=of, at__range=near).exists()


def _imported_at() -> datetime | None:
    """When a public bundle of another site was taken over, if one was."""
    events = Event.objects.filter(action="import", manuscript=None, data__has_key="head")
    return events.order_by("-seq").values_list("at", flat=True).first()
