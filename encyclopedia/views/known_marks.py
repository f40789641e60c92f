"""What is known by now against the sources that an edition cites, whatever was known when it was published."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from encyclopedia.core.chunks import in_chunks
from encyclopedia.models import Address, Edition, EditionSource, Kind, Source

_Place = tuple[UUID, int]


def known_marks(editions: Sequence[Edition]) -> dict[_Place, list[Source]]:
    """The marked sources of these editions, by title, by an edition's entry and number; its own where it is a source.

    At most four queries. A source that was renamed or merged since is found by the key that the edition cites.
    """
    places = [(edition.entry_id, edition.number) for edition in editions]
    keys: dict[_Place, set[str]] = {place: set() for place in places}
    listed = Q(entry_id__in={entry for entry, _number in places})
    listed &= Q(edition__in={number for _entry, number in places})
    for entry, number, key in EditionSource.objects.filter(listed).values_list(
        "entry_id", "edition", "key"
    ):
        if (entry, number) in keys:
            keys[entry, number].add(key)
    marked = _marked({key for cited in keys.values() for key in cited})
    sources_shown = {edition.entry_id for edition in editions if edition.kind == Kind.SOURCE}
    own = Source.objects.doubted().in_bulk(sources_shown) if sources_shown else {}
    marks = {}
    for place, cited in keys.items():
        sources = {source.pk: source for key in cited if (source := marked.get(key))}
        if place[0] in own:
            sources[place[0]] = own[place[0]]
        if sources:
            marks[place] = sorted(sources.values(), key=lambda source: (source.title, source.slug))
    return marks


def _marked(keys: set[str]) -> dict[str, Source]:
    """Those of these keys whose source is marked now, with the source."""
    marked: dict[str, Source] = {}
    for chunk in in_chunks(sorted(keys)):
        former = Address.objects.at(Kind.SOURCE, *chunk).values_list("slug", "entry_id")
        entries = dict(former)
        doubted = Source.objects.doubted().defer("record")
        by_id = {
            source.pk: source
            for source in doubted.filter(Q(slug__in=chunk) | Q(pk__in=set(entries.values())))
        }
        marked |= {key: by_id[entry] for key, entry in entries.items() if entry in by_id}
        marked |= {source.slug: source for source in by_id.values() if source.slug in keys}
    return marked
