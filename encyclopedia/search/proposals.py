"""What may have been meant though something else was found: entries that are nearly called so."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from encyclopedia.models import Entry, Kind, SearchText
from encyclopedia.search import naming
from encyclopedia.search.likeness import Asked, Likeness
from encyclopedia.search.matching import NO_FILTERS
from encyclopedia.search.query import Query, read_query

MAX_PROPOSED: Final = 3
# What is by so much less like the words than the likest was not meant.
MARGIN: Final = 0.05
# Where more was found, the words are enough to go by.
FEW: Final = 3
# A person of whom one name is spelt in another language: Federico Engels.
MIN_FIT_OF_PERSON: Final = 0.8


def proposed(typed: str, first: Entry | None, total: int) -> list[Entry]:
    """Entries that may have been meant by what was typed; `first` is what came first of the `total` that was found.

    None where that is an entry called so, in whatever spelling, or the work with this number, or where a phrase was
    asked for.
    """
    query = read_query(typed)
    if not query or first is None or query.has_phrase:
        return []
    is_called = _is_called(query, first)
    if is_called and first.kind != Kind.SOURCE:
        return []
    if first.pk.hex in naming.numbered(query, NO_FILTERS):
        return []
    likely = naming.nearly_called(query, NO_FILTERS)
    entries = _entries(likely, naming.MIN_WORST, naming.MIN_FIT)
    if not (entries or is_called) and total <= FEW and len(query.spelt) > 1:
        likely = naming.nearly_called(query, NO_FILTERS, any_word=True)
        persons = _entries(likely, naming.MIN_WORST, MIN_FIT_OF_PERSON)
        entries = [entry for entry in persons if entry.kind == Kind.PERSON]
    return [entry for entry in entries if entry.pk != first.pk][:MAX_PROPOSED]


def _is_called(query: Query, entry: Entry) -> bool:
    names = SearchText.objects.filter(entry=entry).values_list("names", flat=True).first() or ""
    likeness = Asked.of(query).compared(names.split("\n"))
    return likeness.fit >= naming.MIN_FIT and likeness.worst >= naming.MIN_WORST


def _entries(likely: list[tuple[str, Likeness]], worst: float, fit: float) -> list[Entry]:
    """Those that are no source, as like the words as the likest of them or nearly so."""
    fitting = [(UUID(pk), own) for pk, own in likely if own.worst >= worst and own.fit >= fit]
    entries = Entry.objects.readable().in_bulk([pk for pk, _likeness in fitting])
    scores = [(own.score, entries[pk]) for pk, own in fitting if pk in entries]
    best = max((score for score, _entry in scores), default=0.0)
    least = max(naming.MIN_SURE, best - MARGIN)
    return [entry for score, entry in scores if score >= least]
