"""Which entries are called like a query, the best first: by their names as typed, in other spellings, or nearly so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from encyclopedia.models import Kind
from encyclopedia.models.bytewise import LAST
from encyclopedia.search import keys, works
from encyclopedia.search.filters import Filters
from encyclopedia.search.likeness import LETTERS, Asked, Likeness
from encyclopedia.search.matching import Found, by_keys, by_words, names_between, written_names
from encyclopedia.search.query import Query

# What is just a name comes before the name with this behind it, and nothing else does.
AFTER_NONE: Final = "\x01"
# So many that other spellings find are looked at, and of all so many are put in order by likeness.
MAX_KEYED: Final = 30
MAX_COMPARED: Final = 30
# In another spelling all words are there, or nearly so: all together, and each.
SAME_NAME: Final = 0.85
SAME_WORDS: Final = 0.94
MIN_FIT, MIN_WORST = 0.72, 0.6
# Of a beginning less is known: so like it must be, and so many that sound like it are looked at, by each kind of key.
MIN_FIT_BEGUN: Final = 0.76
MAX_BEGUN: Final = 40
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

    def add(self, entries: Iterable[tuple[str, str]], *, by_key: bool = False) -> None:
        for entry_id, kind in entries:
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
    return [
        pk
        for name in names
        for *_columns, pk in names_between(name, name + AFTER_NONE, filters, MAX_COMPARED)
    ]


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
        candidates.add(_keyed(query, filters), by_key=True)
    asked = Asked.of(query)
    likeness = _likeness(asked, candidates)
    return [
        (pk, likeness.get(pk, AS_TYPED))
        for sources in (False, True)
        for pk in _best(candidates, likeness, sources=sources)
        if pk not in candidates.keyed or likeness[pk].fit >= SAME_NAME
    ]


def is_so_called(entry: tuple[str, Likeness]) -> bool:
    """Whether each word is there, and not only one that is nearly it."""
    return entry[1].worst >= SAME_WORDS


def has_these_letters(entry: tuple[str, Likeness]) -> bool:
    """Whether each word is there as it is typed, but for marks."""
    return entry[1].worst >= LETTERS


def nearly_called(
    query: Query, filters: Filters, *, any_word: bool = False
) -> list[tuple[str, Likeness]]:
    """Entries and then sources with a name that differs by a letter in each word (or in some), the likest first."""
    keyed = _keyed(query, filters, one_off=True, any_word=any_word)
    if any_word:
        return _like_enough(Asked.of(query), keyed, MIN_FIT_OF_SOME, 0)
    return _like_enough(Asked.of(query), keyed, MIN_FIT, MIN_WORST)


def nearly_begun(query: Query, filters: Filters) -> list[tuple[str, Likeness]]:
    """The same, and those of which a word sounds as the last one does as far as it is typed."""
    keyed = _keyed(query, filters, one_off=True)
    if asked := keys.of_beginning(query):
        keyed += by_keys(*asked, filters=filters, most=MAX_BEGUN)
    return _like_enough(Asked.of(query, is_begun=True), keyed, MIN_FIT_BEGUN, MIN_WORST)


def _like_enough(
    asked: Asked, keyed: Found, min_fit: float, min_worst: float
) -> list[tuple[str, Likeness]]:
    candidates = Candidates()
    candidates.add(keyed, by_key=True)
    likeness = _likeness(asked, candidates)
    return [
        (pk, likeness[pk])
        for sources in (False, True)
        for pk in _best(candidates, likeness, sources=sources)
        if pk in likeness and likeness[pk].fit >= min_fit and likeness[pk].worst >= min_worst
    ]


def _beginning(query: Query, filters: Filters, most: int) -> list[tuple[str, str, str]]:
    """Names that are what was typed or begin so, titles before aliases, each with id and kind of its entry."""
    ranked_names = sorted(
        (name != query.text, not is_title, name, entry_id, kind)
        for name, is_title, kind, entry_id in names_between(
            query.text, query.text + LAST, filters, most
        )
    )
    return [(name, entry_id, kind) for _longer, _alias, name, entry_id, kind in ranked_names]


def _keyed(
    query: Query, filters: Filters, *, one_off: bool = False, any_word: bool = False
) -> Found:
    """Entries, of which a number may be in the text, and sources."""
    every = keys.of_names(query, one_off=one_off)
    with_text = keys.of_names(query, with_text=True, one_off=one_off)
    if not with_text:
        # Of characters that are in no name.
        return []
    if any_word:
        every, with_text = ([frozenset().union(*some)] for some in (every, with_text))
    if every == with_text:
        keyed = by_keys(every, filters=filters, most=2 * MAX_KEYED)
        if len(keyed) < 2 * MAX_KEYED:
            return keyed
    # So many that some of each are taken.
    entries, sources = frozenset({keys.ENTRY}), frozenset({keys.SOURCE})
    return by_keys([*with_text, entries], [*every, sources], filters=filters, most=MAX_KEYED)


def _likeness(asked: Asked, candidates: Candidates) -> Mapping[str, Likeness]:
    """How like the first entries and the first sources are, in one query."""
    compared = [
        pk for sources in (False, True) for pk in candidates.of(sources=sources)[:MAX_COMPARED]
    ]
    # Those that other spellings find come last, and are compared whatever else there is.
    compared += candidates.keyed.difference(compared)
    return {pk: asked.compared(names.split("\n")) for names, pk in written_names(compared)}


def _best(candidates: Candidates, likeness: Mapping[str, Likeness], *, sources: bool) -> list[str]:
    """By likeness; those that were not compared keep their order, between what has all words and what has not."""
    places = {pk: place for place, pk in enumerate(candidates.of(sources=sources))}
    return sorted(
        places,
        key=lambda pk: (-round(likeness.get(pk, AS_TYPED).score, 3), places[pk]),
    )
