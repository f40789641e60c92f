"""Which entries match a query, the best first, without looking at all of them.

Names come first. They are read in the order of the alphabet from an index of their own, so that an exact name is found
among any number; only where they leave room the words are looked for in all names, and then in texts. Each step
ranks a bounded number of candidates: of words that stand in more texts than that, no text is the best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from encyclopedia.models import Kind, SearchName
from encyclopedia.search import postgresql, sqlite
from encyclopedia.search.filters import Filters, read_filters
from encyclopedia.search.query import Query

# As many as are ranked in one step: one more than readers are shown.
MAX_CANDIDATES = 501

# Of so many texts with the whole words on, those are not sought that only go on with the last.
FEW = 20

BACKENDS = {"sqlite": sqlite, "postgresql": postgresql}

# Without ON, CROSS JOIN is the same on both databases, and SQLite reads the tables in this order. MATERIALIZED keeps it
# from ranking before it counts to the limit. The rows of titles are narrow; those of texts are never read.
RANKED = """
WITH candidate AS MATERIALIZED (
  SELECT title.entry_id, title.kind, title.name, matched.score
  FROM ({matched} LIMIT %s) AS matched CROSS JOIN encyclopedia_searchname AS title
  WHERE title.text_id = matched.id AND title.is_title
)
SELECT entry_id FROM candidate
ORDER BY CASE WHEN kind = 'source' THEN 1 ELSE 0 END, {order}, name, entry_id
"""
NO_FILTERS = Filters()


def ranked(
    query: Query,
    *,
    limit: int,
    kind: str = "",
    tag: str = "",
    names_only: bool = False,
    most: int = 0,
) -> list[str]:
    """The ids (hex) of at most `limit` matching entries, the best first; `most` candidates in each step.

    Hundreds are found and few shown: they stay as the database gives them.
    """
    ids: dict[str, None] = {}
    filters = read_filters(kind, tag)
    if filters is None:
        return []
    for step in _steps(query, filters, names_only, most or MAX_CANDIDATES):
        ids |= dict.fromkeys(step)
        if len(ids) >= limit:
            break
    return list(ids)[:limit]


def _steps(query: Query, filters: Filters, names_only: bool, most: int) -> Iterator[list[str]]:
    """What each step finds, the better first; the next is made only when it is asked for."""
    if not query.is_widened:
        yield _by_beginning(query, filters, most)
    yield matching(query, filters=filters, names_only=True, most=most)
    if names_only:
        return
    # Whole words are looked up; for an unfinished one all texts are gathered that go on with it.
    whole: list[str] = []
    if not query.is_widened:
        yield (whole := matching(query.finished(), filters=filters, most=most))
    if len(whole) < FEW:
        yield matching(query, filters=filters, most=most, scored=not whole)


def _by_beginning(query: Query, filters: Filters, most: int) -> list[str]:
    """Entries with a name that is what was typed or begins so, titles before aliases and sources last."""
    names = filters.narrow(SearchName.objects.beginning_with(query.text))
    columns = names.values_list("name", "is_title", "kind", "entry_id")[:most]
    candidates = [
        (name != query.text, not is_title, of_kind == Kind.SOURCE, name, entry_id)
        for name, is_title, of_kind, entry_id in _rows(*columns.query.sql_with_params())
    ]
    return [entry_id for *_order, entry_id in sorted(candidates)]


def matching(
    query: Query,
    *,
    filters: Filters = NO_FILTERS,
    names_only: bool = False,
    any_term: bool = False,
    scored: bool = True,
    most: int,
) -> list[str]:
    """Entries that have all of the terms (or any), `most` of them.

    By score, for which the database reads all texts that have one of the terms; else the shortest titles first.
    """
    backend = BACKENDS[connection.vendor]
    scored = scored and not names_only
    matched, parameters = backend.matched(
        query, names_only=names_only, any_term=any_term, scored=scored
    )
    narrowed, values = filters.of_texts(backend.ID)
    order = "score" if scored else "length(name)"
    statement = RANKED.format(matched=matched + narrowed, order=order)
    return [entry_id for (entry_id,) in _rows(statement, [*parameters, *values, most])]


def _rows(statement: str, parameters: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows, in the last column an id in hex."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for *columns, entry_id in cursor.fetchall():
            yield *columns, entry_id.hex if isinstance(entry_id, UUID) else entry_id
