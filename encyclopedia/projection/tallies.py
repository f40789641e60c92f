"""The counts over all entries (`models.Tally`), kept by what an entry counts for now and did before.

`count` is called at the end of whatever changes entries' rows: it reads them, so it need not be told what changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db import connection

from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.standing import CLASSES, Summary
from encyclopedia.models import ClaimCounts, Counted, Entry, Link, TaggedEntry, Tally
from encyclopedia.models.tallies import (
    WANTED,
    key_of,
    of_claims,
    of_kind,
    of_languages,
    of_letters,
    of_subjects,
)
from encyclopedia.projection.content_rows import Correction

# What is counted in the whole of an encyclopedia is counted in as many portions as an id's first digit has values:
# publications at the same time seldom wait for each other's row.
_PORTION = 1

Tallies = Counter[tuple[str, str]]

_CLAIMS = (*CLASSES, "doubted")
_OF_CLAIMS = frozenset(map(of_claims, _CLAIMS))

_ADD = """
INSERT INTO encyclopedia_tally (what, key, times) VALUES {values}
ON CONFLICT (what, key) DO UPDATE SET times = encyclopedia_tally.times + excluded.times
"""


def count(entries: Iterable[UUID], claims: Mapping[UUID, Summary] | None = None) -> list[UUID]:
    """Count these entries again, published or not; those for whom something differs.

    `claims` are those of each of them, where nothing else of them has changed: then three queries less. Else five
    queries for every few thousand, and a few more where something differs. Rows are locked in one order, which holds
    within one call: call it once in a transaction, at its end.
    """
    difference: Tallies = Counter()
    differing: list[UUID] = []
    for ids in in_chunks(sorted(set(entries))):
        before = _counted(ids)
        after = tallies(ids) if claims is None else _with_claims(ids, before, claims)
        changed = {pk: after.get(pk) for pk in ids if before.get(pk) != after.get(pk)}
        for pk, counted in changed.items():
            difference.update(counted or ())
            difference.subtract(before.get(pk, ()))
        _store(changed)
        differing += changed
    _add(difference)
    return differing


def tallies(ids: Sequence[UUID]) -> dict[UUID, Tallies]:
    """What each of these entries counts for by its rows; those that are not published are left out."""
    counts: dict[UUID, Tallies] = {}
    languages: dict[UUID, str] = {}
    columns = Entry.objects.filter(pk__in=ids).values_list("pk", "kind", "initial", "language")
    for pk, kind, initial, language in columns:
        portion = pk.hex[:_PORTION]
        counts[pk] = Counter(
            {
                (of_kind(kind), portion): 1,
                (of_letters(kind), initial): 1,
                (of_languages(kind), language): 1,
                (of_letters(kind, language), initial): 1,
            }
        )
        languages[pk] = language
    published = list(counts)
    for pk, *numbers in ClaimCounts.objects.filter(entry__in=published).values_list(
        "entry", *_CLAIMS
    ):
        counts[pk].update(_claims(pk, numbers))
    tagged = TaggedEntry.objects.filter(content_object__in=published).select_related("tag")
    for row in tagged:
        for language in ("", languages[row.content_object_id]):
            counts[row.content_object_id][of_subjects(language), key_of(row.tag)] = 1
    wanted = Link.objects.filter(entry__in=published, target=None).values_list("entry", "name_key")
    for pk, name_key in wanted:
        counts[pk][WANTED, name_key] = 1
    return counts


def _claims(pk: UUID, numbers: Sequence[int]) -> Tallies:
    return Counter(
        {
            (of_claims(name), pk.hex[:_PORTION]): number
            for name, number in zip(_CLAIMS, numbers, strict=True)
            if number
        }
    )


def _with_claims(
    ids: Sequence[UUID], before: Mapping[UUID, Tallies], claims: Mapping[UUID, Summary]
) -> dict[UUID, Tallies]:
    """What the entries count for with these claims, and with all else as it is counted."""
    after = tallies([pk for pk in ids if pk not in before])
    for pk, counted in before.items():
        others = {pair: times for pair, times in counted.items() if pair[0] not in _OF_CLAIMS}
        after[pk] = Counter(others) + _claims(pk, [getattr(claims[pk], name) for name in _CLAIMS])
    return after


def settle_tallies() -> Iterator[Correction]:
    """Make the sums those of the entries' own counts; a correction for each that differed.

    No other `count` goes on until the transaction has ended.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE encyclopedia_tally IN EXCLUSIVE MODE")
    sums: Tallies = Counter()
    for stored in Counted.objects.values_list("tallies", flat=True).iterator(chunk_size=2_000):
        sums.update(_read(stored))
    before = Counter(
        {
            (what, key): times
            for what, key, times in Tally.objects.values_list("what", "key", "times")
        }
    )
    differing = sorted(pair for pair in {*sums, *before} if sums[pair] != before[pair])
    _add(Counter({pair: sums[pair] - before[pair] for pair in differing}))
    for pair in differing:
        yield "tally", f"{' '.join(pair)}: {before[pair]}", str(sums[pair])


def _counted(ids: Sequence[UUID]) -> dict[UUID, Tallies]:
    """What these entries are counted for; nobody else counts them until the transaction's end."""
    rows = Counted.objects.filter(pk__in=ids).order_by("pk").select_for_update()
    return {row.pk: _read(row.tallies) for row in rows}


def _read(stored: dict[str, dict[str, int]]) -> Tallies:
    return Counter(
        {(what, key): times for what, keys in stored.items() for key, times in keys.items()}
    )


def _store(changed: dict[UUID, Tallies | None]) -> None:
    gone = [pk for pk, counted in changed.items() if counted is None]
    if gone:
        Counted.objects.filter(pk__in=gone).delete()
    rows = []
    for pk, counted in changed.items():
        if counted is not None:
            stored: dict[str, dict[str, int]] = {}
            for (what, key), times in sorted(counted.items()):
                stored.setdefault(what, {})[key] = times
            rows.append(Counted(entry_id=pk, tallies=stored))
    Counted.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["entry_id"], update_fields=["tallies"]
    )


def _add(difference: Tallies) -> None:
    """Add to the sums, in the order of their keys; sums of nothing are removed."""
    changes = sorted((pair, times) for pair, times in difference.items() if times)
    with connection.cursor() as cursor:
        for chunk in in_chunks(changes):
            values = ", ".join(["(%s, %s, %s)"] * len(chunk))
            parameters = [value for pair, times in chunk for value in (*pair, times)]
            cursor.execute(_ADD.format(values=values), parameters)
    lowered: dict[str, list[str]] = {}
    for (what, key), times in changes:
        if times < 0:
            lowered.setdefault(what, []).append(key)
    for what, keys in lowered.items():
        for some in in_chunks(keys):
            Tally.objects.filter(what=what, key__in=some, times=0).delete()
