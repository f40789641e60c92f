"""Sources that may be one work: the keys that find them, and the proposed pairs, written at every save.

The pure comparison is `bibliography.same_work`; only sources that share a stored key are compared.
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

# At a save a source is compared with at most this many: nobody reads more proposals for one source.
MAX_COUNT = 200

Pair = tuple[uuid.UUID, uuid.UUID]


def pair_of(one: uuid.UUID, another: uuid.UUID) -> Pair:
    """The two ids in the order in which a pair is stored."""
    return (one, another) if one < another else (another, one)


def write_keys(manuscript: Manuscript, document: Document) -> None:
    """Write the keys of the source and the pairs that they propose; nothing else writes these two tables.

    Call inside the transaction of the save. A merged source has no keys and is in no pair.
    """
    if not isinstance(document, SourceDocument):
        return
    keys = frozenset() if manuscript.is_merged else bibliography.work_keys(document.record)
    rows = SourceKey.objects.filter(manuscript=manuscript)
    stored = set(rows.values_list("key", flat=True))
    if stored != keys:
        # One source at a time from here on: when two similar ones are saved at once, the second sees the first.
        ChainHead.objects.select_for_update().get(pk=1)
        rows.filter(key__in=stored - keys).delete()
        SourceKey.objects.bulk_create(
            SourceKey(manuscript=manuscript, key=key) for key in sorted(keys - stored)
        )
    _write_pairs(manuscript.pk, document.record, keys)


def _write_pairs(source: uuid.UUID, record: dict[str, Any], keys: frozenset[str]) -> None:
    """Bring the source's pairs up to date with its keys and the records of the candidates."""
    pairs = _same_works(source, record, keys) if keys else {}
    stored = {(pair.first_id, pair.second_id): pair for pair in Duplicate.objects.of(source)}
    for pair, sameness in pairs.items():
        row = stored.pop(pair, None)
        sure = sameness.by != "title"
        if row is None:
            Duplicate.objects.create(first_id=pair[0], second_id=pair[1], by=sameness.by, sure=sure)
        elif (row.by, row.sure) != (sameness.by, sure):
            row.by, row.sure = sameness.by, sure
            row.save(update_fields=["by", "sure"])
    if stored:
        Duplicate.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()


def _same_works(
    source: uuid.UUID, record: dict[str, Any], keys: frozenset[str]
) -> dict[Pair, Sameness]:
    """The pairs of this source with others that are the same work, without those marked as different works."""
    sharing = SourceKey.objects.filter(key__in=keys).exclude(manuscript=source)
    ids = sharing.order_by("manuscript").values_list("manuscript", flat=True).distinct()
    others: set[uuid.UUID] = set(ids[:MAX_COUNT])
    if len(others) == MAX_COUNT:
        # Existing pairs are compared too, beyond the limit, so that no later save removes them.
        for first, second in Duplicate.objects.of(source).values_list("first", "second"):
            others.add(second if first == source else first)
    if not others:
        return {}
    different = marked_different(source)
    pairs = {}
    for pk, other in records(others).items():
        sameness = bibliography.same_work(record, other)
        if sameness is not None and pair_of(source, pk) not in different:
            pairs[pair_of(source, pk)] = sameness
    return pairs


def marked_different(source: uuid.UUID) -> set[Pair]:
    """The pairs of this source that a person marked as different works."""
    rows = ToldApart.objects.filter(Q(first=source) | Q(second=source))
    return set(rows.values_list("first_id", "second_id"))


def records(sources: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """The newest record of each of these manuscripts; one query."""
    newest = Revision.objects.filter(manuscript__in=list(sources), number=F("manuscript__revision"))
    by_id = {}
    for revision in newest:
        document = revision.read()
        if isinstance(document, SourceDocument):
            by_id[revision.manuscript_id] = document.record
    return by_id


def remove_pairs(manuscripts: Iterable[Manuscript]) -> None:
    """Stop proposing these: they are merged."""
    pks = [manuscript.pk for manuscript in manuscripts]
    SourceKey.objects.filter(manuscript__in=pks).delete()
    Duplicate.objects.filter(Q(first__in=pks) | Q(second__in=pks)).delete()


def follow_merges(document: Document, keys: Iterable[str]) -> Document:
    """The document, citing the merge's target wherever it cited a merged source by one of these keys.

    Where that would change how the text is read, the citation stays as it is and is an obstacle to submission.
    """
    merged = Merge.objects.filter(merged__slug__in=list(keys))
    for key, into in merged.values_list("merged__slug", "into__slug"):
        with suppress(NotTheSame):
            document = repoint(document, key, into)
    return document
