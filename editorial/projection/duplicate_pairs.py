"""Entries that may be one: the keys that find them, and the proposed pairs, written at every save.

The pure comparisons are `bibliography.same_work` of sources and `core.same_entry` of persons and organisations; only
those that share a stored key are compared.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
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
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.core.same_entry import COMPARED, entry_keys, same_entry
from encyclopedia.models import Kind

# At a save an entry is compared with at most this many: nobody reads more proposals for one.
MAX_COUNT = 200

Pair = tuple[uuid.UUID, uuid.UUID]


def pair_of(one: uuid.UUID, another: uuid.UUID) -> Pair:
    """The two ids in the order in which a pair is stored."""
    return (one, another) if one < another else (another, one)


def write_keys(manuscript: Manuscript, document: Document) -> None:
    """Write the keys of the entry and the pairs that they propose; nothing else writes these two tables.

    Call inside the transaction of the save. A merged entry has no keys and is in no pair.
    """
    if not is_compared(document):
        return
    keys = frozenset() if manuscript.is_merged else keys_of(document)
    rows = SourceKey.objects.filter(manuscript=manuscript)
    stored = set(rows.values_list("key", flat=True))
    if stored != keys:
        # One at a time from here on: when two similar ones are saved at once, the second sees the first.
        ChainHead.objects.select_for_update().get(pk=1)
        rows.filter(key__in=stored - keys).delete()
        SourceKey.objects.bulk_create(
            SourceKey(manuscript=manuscript, key=key) for key in sorted(keys - stored)
        )
    _write_pairs(manuscript.pk, document, keys)


def is_compared(document: Document) -> bool:
    """Whether others are proposed as one with entries of its kind."""
    return isinstance(document, SourceDocument) or document.kind in COMPARED


def keys_of(document: Document) -> frozenset[str]:
    """What the entry can be found by."""
    if isinstance(document, SourceDocument):
        return bibliography.work_keys(document.record)
    return entry_keys(document)


def sameness_of(one: Document, other: Document) -> str:
    """What shows that the two may be one ("doi", "name" …); "" where nothing does."""
    if isinstance(one, SourceDocument) and isinstance(other, SourceDocument):
        sameness = bibliography.same_work(one.record, other.record)
        return sameness.by if sameness else ""
    return same_entry(one, other)


def is_sure(by: str) -> bool:
    """Whether an identifier shows it, and not only names and years."""
    return by not in ("title", "dates", "name")


def _write_pairs(pk: uuid.UUID, document: Document, keys: frozenset[str]) -> None:
    """Bring the entry's pairs up to date with its keys and the documents of the candidates."""
    pairs = _alike(pk, document, keys) if keys else {}
    stored = {(pair.first_id, pair.second_id): pair for pair in Duplicate.objects.of(pk)}
    for pair, by in pairs.items():
        row = stored.pop(pair, None)
        sure = is_sure(by)
        if row is None:
            Duplicate.objects.create(first_id=pair[0], second_id=pair[1], by=by, sure=sure)
        elif (row.by, row.sure) != (by, sure):
            row.by, row.sure = by, sure
            row.save(update_fields=["by", "sure"])
    if stored:
        Duplicate.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()


def _alike(pk: uuid.UUID, document: Document, keys: frozenset[str]) -> dict[Pair, str]:
    """The pairs of this entry with others that may be one, and what shows it; none of those marked as different."""
    sharing = SourceKey.objects.filter(key__in=keys).exclude(manuscript=pk)
    ids = sharing.order_by("manuscript").values_list("manuscript", flat=True).distinct()
    others: set[uuid.UUID] = set(ids[:MAX_COUNT])
    if len(others) == MAX_COUNT:
        # Existing pairs are compared too, beyond the limit, so that no later save removes them.
        for first, second in Duplicate.objects.of(pk).values_list("first", "second"):
            others.add(second if first == pk else first)
    if not others:
        return {}
    different = marked_different(pk)
    pairs = {}
    for other_pk, other in compared_documents(others).items():
        by = sameness_of(document, other)
        if by and pair_of(pk, other_pk) not in different:
            pairs[pair_of(pk, other_pk)] = by
    return pairs


def marked_different(pk: uuid.UUID) -> set[Pair]:
    """The pairs of this entry that a person marked as different."""
    rows = ToldApart.objects.filter(Q(first=pk) | Q(second=pk))
    return set(rows.values_list("first_id", "second_id"))


def records(sources: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """The newest record of each of these manuscripts; one query."""
    return {
        pk: document.record
        for pk, document in compared_documents(sources).items()
        if isinstance(document, SourceDocument)
    }


def compared_documents(manuscripts: Iterable[uuid.UUID]) -> dict[uuid.UUID, Document]:
    """What is compared of the newest document of each, without its text; one query."""
    ids = list(manuscripts)
    newest = Revision.objects.filter(manuscript__in=ids, number=F("manuscript__revision"))
    return {revision.manuscript_id: replace(revision.read(), text="") for revision in newest}


def remove_pairs(manuscripts: Iterable[Manuscript]) -> None:
    """Stop proposing these: they are merged."""
    pks = [manuscript.pk for manuscript in manuscripts]
    SourceKey.objects.filter(manuscript__in=pks).delete()
    Duplicate.objects.filter(Q(first__in=pks) | Q(second__in=pks)).delete()


def follow_merges(document: Document, keys: Iterable[str]) -> Document:
    """The document, citing the merge's target wherever it cited a merged source by one of these keys.

    Where that would change how the text is read, the citation stays as it is and is an obstacle to submission.
    """
    merged = Merge.objects.filter(merged__kind=Kind.SOURCE, merged__slug__in=list(keys))
    for key, into in merged.values_list("merged__slug", "into__slug"):
        with suppress(NotTheSame):
            document = repoint(document, key, into)
    return document
