"""Sources that may be one work: what each is found by, and the pairs that follow, written at every save.

The pure comparison is `bibliography.same_work`; it is asked only of sources that share a stored key.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db.models import F, Q

from editorial.models import (
    ChainHead,
    Duplicate,
    Manuscript,
    Merge,
    Revision,
    SourceKey,
    ToldApart,
)
from editorial.projection.repointing import NotTheSame, repoint
from encyclopedia import bibliography
from encyclopedia.bibliography import Sameness
from encyclopedia.core.documents import Document, SourceDocument

# A source is compared with so many at a save: nobody reads through more proposals of one.
MAX_COUNT = 200

Pair = tuple[uuid.UUID, uuid.UUID]


def pair_of(one: uuid.UUID, another: uuid.UUID) -> Pair:
    """The two ids in the order in which a pair is stored."""
    return (one, another) if one < another else (another, one)


def write_keys(manuscript: Manuscript, document: Document) -> None:
    """What the source is found by, and the pairs that this proposes: the one owner of both tables.

    Call inside the transaction of the save. A merged source is found by nothing and proposed to nobody.
    """
    if not isinstance(document, SourceDocument):
        return
    wanted = frozenset() if manuscript.is_merged else bibliography.work_keys(document.record)
    rows = SourceKey.objects.filter(manuscript=manuscript)
    before = set(rows.values_list("key", flat=True))
    if before != wanted:
        # One source at a time from here on: of two alike that are saved at once, the second sees the first.
        ChainHead.objects.select_for_update().get(pk=1)
        rows.filter(key__in=before - wanted).delete()
        SourceKey.objects.bulk_create(
            SourceKey(manuscript=manuscript, key=key) for key in sorted(wanted - before)
        )
    _write_pairs(manuscript.pk, document.record, wanted)


def _write_pairs(source: uuid.UUID, record: dict[str, Any], keys: frozenset[str]) -> None:
    """Make the source's pairs what its keys and the candidates' records say."""
    same = _same(source, record, keys) if keys else {}
    known = {(pair.first_id, pair.second_id): pair for pair in Duplicate.objects.of(source)}
    for pair, found in same.items():
        row = known.pop(pair, None)
        sure = found.by != "title"
        if row is None:
            Duplicate.objects.create(first_id=pair[0], second_id=pair[1], by=found.by, sure=sure)
        elif (row.by, row.sure) != (found.by, sure):
            row.by, row.sure = found.by, sure
            row.save(update_fields=["by", "sure"])
    if known:
        Duplicate.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def _same(source: uuid.UUID, record: dict[str, Any], keys: frozenset[str]) -> dict[Pair, Sameness]:
    """The pairs of this source with others that are the same work, but those that a person told apart."""
    sharing = SourceKey.objects.filter(key__in=keys).exclude(manuscript=source)
    ids = sharing.order_by("manuscript").values_list("manuscript", flat=True).distinct()
    others: set[uuid.UUID] = set(ids[:MAX_COUNT])
    if len(others) == MAX_COUNT:
        # Pairs that stand already are looked at beside the first ones, so that no later save takes them away.
        for first, second in Duplicate.objects.of(source).values_list("first", "second"):
            others.add(second if first == source else first)
    if not others:
        return {}
    apart = told_apart(source)
    found = {}
    for pk, other in records(others).items():
        sameness = bibliography.same_work(record, other)
        if sameness is not None and pair_of(source, pk) not in apart:
            found[pair_of(source, pk)] = sameness
    return found


def told_apart(source: uuid.UUID) -> set[Pair]:
    rows = ToldApart.objects.filter(Q(first=source) | Q(second=source))
    return set(rows.values_list("first_id", "second_id"))


def records(sources: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """The newest record of each of these manuscripts; one query."""
    newest = Revision.objects.filter(manuscript__in=list(sources), number=F("manuscript__revision"))
    found = {}
    for revision in newest:
        document = revision.read()
        if isinstance(document, SourceDocument):
            found[revision.manuscript_id] = document.record
    return found


def settle(manuscripts: Iterable[Manuscript]) -> None:
    """Propose these no more: they are merged."""
    pks = [each.pk for each in manuscripts]
    SourceKey.objects.filter(manuscript__in=pks).delete()
    Duplicate.objects.filter(Q(first__in=pks) | Q(second__in=pks)).delete()


def follow_merges(document: Document, keys: Iterable[str]) -> Document:
    """The document with its citations of those of these keys that were merged made to cite what was kept.

    Where a text would be read otherwise the citation stays as it is, and stands in the way of submission.
    """
    merged = Merge.objects.filter(merged__slug__in=list(keys))
    for key, into in merged.values_list("merged__slug", "into__slug"):
        with suppress(NotTheSame):
            document = repoint(document, key, into)
    return document
