"""Publication of many new sources at once: what `publish` does for one after another, in few statements.

Only of sources that say nothing but their record, under addresses that no entry ever had: so nothing else is to be
written for them than their own rows, and of others only the pages that name them already.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from encyclopedia import search
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.models import Address, Entry, Kind, Page, Source
from encyclopedia.models.insertion import insert
from encyclopedia.projection.content_rows import claim_counts
from encyclopedia.projection.entry_rows import columns
from encyclopedia.projection.origins import Origin
from encyclopedia.projection.projection_lock import share_projection
from encyclopedia.projection.publishing import write_editions
from encyclopedia.projection.refreshing import Affected
from encyclopedia.projection.stored_pages import etag
from encyclopedia.projection.tails import tails
from encyclopedia.projection.tallies import count
from encyclopedia.rendering import EditionFacts, Library, Parts


def says_only_its_record(document: Document) -> bool:
    """Whether it is a source without words, names, topics, facts or pictures of its own."""
    return isinstance(document, SourceDocument) and not (
        document.text
        or document.aliases
        or document.tags
        or document.authors
        or document.facts
        or document.pictures
    )


def never_published(sources: Mapping[UUID, str]) -> set[UUID]:
    """Those of these sources, by id with their keys, that no reader ever saw, nor anything else at their address."""
    keys = list(sources.values())
    used = Address.objects.filter(Q(kind=Kind.SOURCE, slug__in=keys) | Q(entry_id__in=sources))
    entries = Entry.objects.filter(Q(kind=Kind.SOURCE, slug__in=keys) | Q(pk__in=sources))
    slugs: set[str] = set()
    ids: set[UUID] = set()
    for kind, slug, pk in (
        *used.values_list("kind", "slug", "entry_id"),
        *entries.values_list("kind", "slug", "pk"),
    ):
        ids.add(pk)
        if kind == Kind.SOURCE:
            slugs.add(slug)
    return {pk for pk, slug in sources.items() if pk not in ids and slug not in slugs}


class NewSources:
    """New sources that are published together: rendered first, then written with the hashes of their events."""

    def __init__(self, editions: Sequence[tuple[Document, EditionFacts]]) -> None:
        share_projection()
        self._origins = [
            Origin(document=document, edition=edition, is_new=True)
            for document, edition in editions
        ]
        for origin in self._origins:
            # It names nothing, cites nothing that is published, and belongs to no entry in another language.
            origin.library = Library()
            origin.translations = ()

    def parts(self) -> list[Parts]:
        """The parts of each page, as its event tells their digests."""
        return [origin.parts for origin in self._origins]

    def write(self, event_hashes: Sequence[str], at: datetime) -> None:
        """Write everything readers see of them: rows, editions, pages, search; and render again what names them."""
        origins = self._origins
        ids = [origin.id for origin in origins]
        wanted = {origin.id: columns(origin) for origin in origins}
        shared = {field.attname for field in Entry._meta.concrete_fields}
        insert(
            Entry(pk=pk, **{name: value for name, value in values.items() if name in shared})
            for pk, values in wanted.items()
        )
        # Their own table only; the columns that all entries share are in that of entries.
        insert(Source(entry_ptr_id=pk, **values) for pk, values in wanted.items())
        insert(claim_counts(origin) for origin in origins)
        write_editions(origins, event_hashes)
        self._write_pages(dict(tails(ids)))
        search.index(*ids)
        others = Affected()
        others.also(self._names())
        count({*ids, *others.follow_up(at)})

    def _write_pages(self, tail_by_id: Mapping[UUID, str]) -> None:
        pages = []
        for origin in self._origins:
            page = Page(
                entry_id=origin.id,
                path=origin.path,
                language=origin.language,
                tail=tail_by_id[origin.id],
                modified_at=origin.edition.published_at,
                **origin.parts.as_dict(),
            )
            page.etag = etag(page)
            pages.append(page)
        insert(pages)

    def _names(self) -> Collection[str]:
        return {name for origin in self._origins for name in (origin.document.title, origin.path)}
