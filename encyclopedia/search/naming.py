"""Which entries are called like a query, the best first: by their names as typed, in other spellings, or nearly so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from encyclopedia.models import Kind, SearchName, SearchText
from encyclopedia.search import keys, works
from encyclopedia.search.filters import Filters
from encyclopedia.search.keys import Alternatives
from encyclopedia.search.likeness import Asked, Likeness
from encyclopedia.search.matching import by_keys, by_words, rows
from encyclopedia.search.query import Query

# So many that other spellings find are looked at, and of all so many are put in order by likeness.
MAX_KEYED: Final = 60
MAX_COMPARED: Final = 60
# In another spelling all words are there, or nearly so: all together, and each.
SAME_NAME: Final = 0.85
SAME_WORDS: Final = 0.94
MIN_FIT, MIN_WORST = 0.72, 0.6
# Of several words some may be in no name.
MIN_FIT_OF_SOME: Final = 0.6
# Every word differs by little, and the name has no others.
MIN_SURE: Final = 0.78
# Too many have the words as typed to compare them all.
AS_TYPED: Final = Likeness(0.5, 1, 1)


@dataclass(slots=True)
class Candidates:
    """Ids (hex) of entries in the order in which they were found, each with its kind."""

    kinds: dict[str, str] = field(default_factory=dict)
    # Found by another spelling alone.
    keyed: set[str] = field(default_factory=set)

    def add(self, found: Iterable[tuple[str, str]], *, by_key: bool = False) -> None:
        for entry_id, kind in found:
            if entry_id not in self.kinds:
                self.kinds[entry_id] = kind
                if by_key:
                    self.keyed.add(entry_id)

    def of(self, *, sources: bool) -> list[str]:
        return [pk for pk, kind in self.kinds.items() if (kind == Kind.SOURCE) == sources]


def numbered(query: Query, filters: Filters) -> list[str]:
    """The works of which the query is the ISBN, DOI, address or key."""
    names = works.typed_numbers(query.typed)
    if not names:
        return []
    entry_ids = filters.narrow(SearchName.objects.named(names)).values_list("entry_id", flat=True)
    return [entry_id.hex for entry_id in entry_ids[:MAX_COMPARED]]


def called(
    query: Query, filters: Filters, most: int, *, is_quick: bool = False
) -> list[tuple[str, Likeness]]:
    """Entries and then sources with names of all the words, the likest first, in each at most twice `most`."""
    candidates = Candidates()
    # A phrase, and what is sought more widely, are words and no name.
    is_name = not (query.is_widened or query.has_phrase)
    beginning = _beginning(query, filters, most) if is_name else []
    candidates.add((pk, kind) for _name, pk, kind in beginning)
    candidates.add(by_words(query, filters=filters, names_only=True, most=most))
    # What is called just so has been meant; and while words are typed, only what goes on with them.
    is_found = any(name == query.text for name, _pk, _kind in beginning)
    if is_name and not (candidates.kinds if is_quick else is_found):
        entries = [*keys.of_names(query, with_text=True), frozenset({keys.ENTRY})]
        sources = [*keys.of_names(query), frozenset({keys.SOURCE})]
        for every in (entries, sources):
            candidates.add(_keyed(every, filters), by_key=True)
    asked = Asked.of(query)
    likeness = _likeness(asked, candidates)
    return [
        (pk, likeness.get(pk, AS_TYPED))
        for sources in (False, True)
        for pk in _best(candidates, likeness, sources=sources)
        if pk not in candidates.keyed or likeness[pk].fit >= SAME_NAME
    ]


def is_so_called(found: tuple[str, Likeness]) -> bool:
    """Whether each word is there, and not only one that is nearly it."""
    return found[1].worst >= SAME_WORDS


def nearly_called(
    query: Query, filters: Filters, *, any_word: bool = False
) -> list[tuple[str, Likeness]]:
    """Entries and then sources with a name that differs by a letter in each word (or in some), the likest first."""
    candidates = Candidates()
    for kind_key in (keys.ENTRY, keys.SOURCE):
        every = keys.of_names(query, with_text=kind_key == keys.ENTRY, one_off=True)
        if any_word:
            every = [frozenset().union(*every)]
        candidates.add(_keyed([*every, frozenset({kind_key})], filters), by_key=True)
    likeness = _likeness(Asked.of(query), candidates)
    return [
        (pk, likeness[pk])
        for sources in (False, True)
        for pk in _best(candidates, likeness, sources=sources)
        if pk in likeness
        and likeness[pk].fit >= (MIN_FIT_OF_SOME if any_word else MIN_FIT)
        and likeness[pk].worst >= (0 if any_word else MIN_WORST)
    ]


def _beginning(query: Query, filters: Filters, most: int) -> list[tuple[str, str, str]]:
    """Names that are what was typed or begin so, titles before aliases, each with id and kind of its entry."""
    names = filters.narrow(SearchName.objects.beginning_with(query.text))
    columns = names.values_list("name", "is_title", "kind", "entry_id")[:most]
    ranked_names = sorted(
        (name != query.text, not is_title, name, entry_id, kind)
        for name, is_title, kind, entry_id in rows(*columns.query.sql_with_params())
    )
    return [(name, entry_id, kind) for _longer, _alias, name, entry_id, kind in ranked_names]


def _keyed(every: Sequence[Alternatives], filters: Filters) -> list[tuple[str, str]]:
    return by_keys(every, filters=filters, most=MAX_KEYED)


def _likeness(asked: Asked, candidates: Candidates) -> Mapping[str, Likeness]:
    """How like the first entries and the first sources are, in one query."""
    compared = [
        pk for sources in (False, True) for pk in candidates.of(sources=sources)[:MAX_COMPARED]
    ]
    # Those that other spellings names_by_entry come last, and are compared whatever else there is.
    compared += [pk for pk in candidates.keyed if pk not in set(compared)]
    names_by_entry = SearchText.objects.filter(entry__in=map(UUID, compared)).values_list(
        "entry", "names"
    )
    return {pk.hex: asked.compared(names.split("\n")) for pk, names in names_by_entry}


def _best(candidates: Candidates, likeness: Mapping[str, Likeness], *, sources: bool) -> list[str]:
    """By likeness; those that were not compared keep their order, between what has all words and what has not."""
    places = {pk: place for place, pk in enumerate(candidates.of(sources=sources))}
    return sorted(
        places,
        key=lambda pk: (-round(likeness.get(pk, AS_TYPED).score, 3), places[pk]),
    )
