"""The centuries of a published entry: those of its life and of its dated facts; of a source, those of its dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from encyclopedia.bibliography.records.record_dates import read_date
from encyclopedia.dates.centuries import centuries
from encyclopedia.dates.intervals import EARLIEST, LATEST
from encyclopedia.models import Entry, Kind, SearchCentury

# What says when a work was made: also of a reprint.
DATES_OF_WORKS: Final = ("issued", "original-date")

# What has a lifetime in its row; to ask another kind of entry for one would be a query.
LIVED: Final = frozenset({Kind.PERSON, Kind.ORGANISATION})


def centuries_of(entry: Entry) -> frozenset[int]:
    """The first years of its centuries; its facts are read with it."""
    spans = _of_work(entry) if entry.kind == Kind.SOURCE else _of_facts(entry)
    return frozenset(year for span in spans for year in centuries(*span))


def write_centuries(entries: Sequence[Entry], text_ids: Mapping[UUID, int]) -> None:
    """Write the centuries of these entries where they differ, whose words are written in these rows."""
    stored: dict[UUID, set[int]] = {entry.pk: set() for entry in entries}
    entry_ids = {text: pk for pk, text in text_ids.items()}
    rows = SearchCentury.objects.filter(text__in=entry_ids)
    for text, begins in rows.values_list("text_id", "begins"):
        stored[entry_ids[text]].add(begins)
    wanted = {entry.pk: centuries_of(entry) for entry in entries}
    differing = [pk for pk, years in wanted.items() if years != stored[pk]]
    if not differing:
        return
    if outdated := [text_ids[pk] for pk in differing if stored[pk]]:
        SearchCentury.objects.filter(text__in=outdated).delete()
    SearchCentury.objects.bulk_create(
        SearchCentury(text_id=text_ids[pk], begins=year)
        for pk in differing
        for year in sorted(wanted[pk])
    )


def _of_facts(entry: Entry) -> Iterator[tuple[int, int]]:
    """The sort keys between which its life lies, and each of its facts."""
    life = getattr(entry, entry.kind, None) if entry.kind in LIVED else None
    began, ended = getattr(life, "began", None), getattr(life, "ended", None)
    if began is not None and ended is not None and began <= ended:
        yield began, ended
    for fact in entry.facts.all():
        if fact.earliest is not None and fact.latest is not None:
            yield fact.earliest, fact.latest


def _of_work(entry: Entry) -> Iterator[tuple[int, int]]:
    source = getattr(entry, "source", None)
    record = source.record if source else {}
    for name in DATES_OF_WORKS:
        date = read_date(record.get(name))
        years = [part[0] for part in date.parts if part[0]] if date else []
        # Records have no year 0: 44 BC is -44.
        keys = [(year if year > 0 else year + 1) * 10_000 + 101 for year in years]
        if keys and EARLIEST < min(keys) <= max(keys) < LATEST:
            yield min(keys), max(keys)
