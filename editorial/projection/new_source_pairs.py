"""The keys of many new entries and the pairs that they propose: what `write_keys` does for one after another."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from editorial.models import ChainHead, Duplicate, SourceKey
from editorial.projection.duplicate_pairs import (
    MAX_COUNT,
    compared_documents,
    is_sure,
    keys_of,
    pair_of,
    sameness_of,
)
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.documents import Document
from encyclopedia.models.insertion import insert

# As many documents of other entries are in memory at once.
_MAX_DOCUMENTS = 1_000

Documents = Mapping[uuid.UUID, Document]


def sharing(keys: Collection[str], most: int) -> dict[str, list[uuid.UUID]]:
    """Key → the entries that have it, in the order of their ids, `most` at most; one query for 5,000 keys."""
    sources: dict[str, list[uuid.UUID]] = defaultdict(list)
    place = Window(RowNumber(), partition_by="key", order_by=F("manuscript").asc())
    for chunk in in_chunks(sorted(keys)):
        rows = SourceKey.objects.filter(key__in=chunk).annotate(place=place)
        for key, pk in rows.filter(place__lte=most).values_list("key", "manuscript"):
            sources[key].append(pk)
    return sources


def write_new_keys(new: Documents) -> None:
    """Write the keys and pairs of entries that had none, in their order: id → document.

    Call inside the transaction that makes them. The queries are as many for one as for hundreds.
    """
    keys = {pk: keys_of(document) for pk, document in new.items()}
    every_key = {key for own in keys.values() for key in own}
    if not every_key:
        return
    # One at a time from here on: when two similar ones are saved at once, the second sees the first.
    ChainHead.objects.select_for_update().get(pk=1)
    having = sharing(every_key, MAX_COUNT)
    insert(SourceKey(manuscript_id=pk, key=key) for pk, own in keys.items() for key in sorted(own))
    candidates: dict[uuid.UUID, list[uuid.UUID]] = {}
    for pk, own in keys.items():
        candidates[pk] = sorted({other for key in own for other in having[key]})[:MAX_COUNT]
        for key in own:
            having[key].append(pk)
    insert(_pairs(new, candidates))


def _pairs(
    new: Documents, candidates: Mapping[uuid.UUID, Sequence[uuid.UUID]]
) -> Iterator[Duplicate]:
    for some in _in_parts(new, candidates):
        stored = {other for pk in some for other in candidates[pk] if other not in new}
        known = {**new, **(compared_documents(stored) if stored else {})}
        for pk in some:
            for other in candidates[pk]:
                by = sameness_of(new[pk], known[other]) if other in known else ""
                if by:
                    first, second = pair_of(pk, other)
                    yield Duplicate(first_id=first, second_id=second, by=by, sure=is_sure(by))


def _in_parts(
    new: Documents, candidates: Mapping[uuid.UUID, Sequence[uuid.UUID]]
) -> Iterator[list[uuid.UUID]]:
    """The entries that have candidates, as many at a time as keep the documents that are read few."""
    some: list[uuid.UUID] = []
    count = 0
    for pk in new:
        if not candidates.get(pk):
            continue
        some.append(pk)
        count += len(candidates[pk])
        if count > _MAX_DOCUMENTS:
            yield some
            some, count = [], 0
    if some:
        yield some
