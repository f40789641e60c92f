"""The keys of many new sources and the pairs that they propose: what `write_keys` does for one source after another."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from editorial.models import ChainHead, Duplicate, SourceKey
from editorial.projection.duplicate_pairs import MAX_COUNT, pair_of, records
from encyclopedia import bibliography
from encyclopedia.core.chunks import in_chunks
from encyclopedia.models.insertion import insert

# As many records of other sources are in memory at once.
_MAX_RECORDS = 1_000

Records = Mapping[uuid.UUID, dict[str, Any]]


def sharing(keys: Collection[str], most: int) -> dict[str, list[uuid.UUID]]:
    """Key → the sources that have it, in the order of their ids, `most` at most; one query for 5,000 keys."""
    sources: dict[str, list[uuid.UUID]] = defaultdict(list)
    place = Window(RowNumber(), partition_by="key", order_by=F("manuscript").asc())
    for chunk in in_chunks(sorted(keys)):
        rows = SourceKey.objects.filter(key__in=chunk).annotate(place=place)
        for key, pk in rows.filter(place__lte=most).values_list("key", "manuscript"):
            sources[key].append(pk)
    return sources


def write_new_keys(new: Records) -> None:
    """Write the keys and pairs of sources that had none, in their order: id → record.

    Call inside the transaction that makes them. The queries are as many for one as for hundreds.
    """
    keys = {pk: bibliography.work_keys(record) for pk, record in new.items()}
    every_key = {key for own in keys.values() for key in own}
    if not every_key:
        return
    # One at a time from here on: when two similar sources are saved at once, the second sees the first.
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
    new: Records, candidates: Mapping[uuid.UUID, Sequence[uuid.UUID]]
) -> Iterator[Duplicate]:
    for some in _in_parts(new, candidates):
        stored = {other for pk in some for other in candidates[pk] if other not in new}
        known = {**new, **(records(stored) if stored else {})}
        for pk in some:
            for other in candidates[pk]:
                sameness = other in known and bibliography.same_work(new[pk], known[other])
                if sameness:
                    first, second = pair_of(pk, other)
                    yield Duplicate(
                        first_id=first,
                        second_id=second,
                        by=sameness.by,
                        sure=sameness.by != "title",
                    )


def _in_parts(
    new: Records, candidates: Mapping[uuid.UUID, Sequence[uuid.UUID]]
) -> Iterator[list[uuid.UUID]]:
    """The sources that have candidates, as many at a time as keep the records that are read few."""
    some: list[uuid.UUID] = []
    count = 0
    for pk in new:
        if not candidates.get(pk):
            continue
        some.append(pk)
        count += len(candidates[pk])
        if count > _MAX_RECORDS:
            yield some
            some, count = [], 0
    if some:
        yield some
