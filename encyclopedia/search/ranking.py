"""Which entries match a query, the best first, without looking at all of them.

Names come first, entries before sources; only where they leave room the words are looked for in texts, in any of their
forms, and last names that are nearly so. Each step ranks a bounded number of candidates: of words that stand in more
texts than that, no text is the best.
"""

from __future__ import annotations

from collections.abc import Iterator

from encyclopedia.models import Kind
from encyclopedia.search import keys, naming
from encyclopedia.search.filters import Filters
from encyclopedia.search.matching import NO_FILTERS, Found, by_keys, by_words
from encyclopedia.search.nearness import together
from encyclopedia.search.query import Query

# As many as are ranked in one step: one more than readers are shown.
MAX_CANDIDATES = 201

# Of so many texts with the whole words on, those are not sought that only go on with the last.
FEW = 20
# Of so many characters a number of a work is no year and no number of anything else.
MIN_NUMBER = 8


def ranked(
    query: Query,
    *,
    limit: int,
    filters: Filters = NO_FILTERS,
    names_only: bool = False,
    most: int = 0,
) -> list[str]:
    """The ids (hex) of at most `limit` matching entries, the best first; `most` candidates in each step."""
    ids: dict[str, None] = {}
    for step in _steps(query, filters, names_only, most or MAX_CANDIDATES):
        ids |= dict.fromkeys(step)
        if len(ids) >= limit:
            break
    return list(ids)[:limit]


def _steps(query: Query, filters: Filters, names_only: bool, most: int) -> Iterator[list[str]]:
    """What each step finds, the better first; the next is made only when it is asked for."""
    if not query.is_widened:
        works = naming.numbered(query, filters)
        yield works
        if works and _is_number(query.typed):
            return
    called = naming.called(query, filters, most, is_quick=names_only)
    may_be_near = not (
        query.is_widened or query.has_phrase or any(map(naming.is_so_called, called))
    )
    near = naming.nearly_called(query, filters) if may_be_near else []
    if len(query.terms) > 1 or names_only:
        best = max((likeness.score for _pk, likeness in called), default=naming.MIN_SURE)
        yield [pk for pk, likeness in near if likeness.score > best]
    yield [pk for pk, _likeness in called]
    if not names_only:
        yield from _texts(query, filters, most, is_called=any(map(naming.is_so_called, called)))
    if names_only and not query.has_phrase and not any(map(naming.has_these_letters, called)):
        # What is not typed to its end sounds like more names than it does so far.
        near = naming.nearly_begun(query, filters)
    yield [pk for pk, _likeness in near]


def _is_number(typed: str) -> bool:
    """Whether it can be nothing but an ISBN, a DOI, an address or a key."""
    return len(typed) >= MIN_NUMBER and any(map(str.isdigit, typed))


def _texts(query: Query, filters: Filters, most: int, *, is_called: bool) -> Iterator[list[str]]:
    """Whole words are looked up; for an unfinished one all texts are gathered that go on with it.

    In other forms they are not sought where something `is_called` so, and was most likely meant.
    """
    whole: Found = []
    if not query.is_widened:
        whole = _whole(query.finished(), filters, most)
    if len(whole) >= FEW or is_called or query.is_widened or query.has_phrase or any(query.joined):
        yield _ids(whole)
    else:
        other_forms = by_keys(keys.of_text(query), filters=filters, most=most)
        both = list(dict.fromkeys([*whole, *other_forms]))
        near = together(query, both) if len(query.terms) > 1 else set()
        yield _ids(sorted(both, key=lambda row: (row[1] == Kind.SOURCE, row[0] not in near)))
    # Of a phrase that is closed no word goes on.
    if len(whole) < FEW and query != query.finished():
        yield _ids(by_words(query, filters=filters, most=most, scored=not whole))


def _whole(query: Query, filters: Filters, most: int) -> Found:
    """Texts that have all of the words: those that say most of them first, unless there are more than are shown.

    For a score the database reads all texts that have one of the words, and of common words no text is the best.
    """
    some = by_words(query, filters=filters, scored=False, most=most)
    return by_words(query, filters=filters, most=most) if 1 < len(some) < most else some


def _ids(found: Found) -> list[str]:
    return [pk for pk, _kind in found]
