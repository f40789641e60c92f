"""The statements by which either database finds entries: by words or by keys, a bounded number of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from encyclopedia.search import postgresql, sqlite
from encyclopedia.search.filters import Filters
from encyclopedia.search.keys import Alternatives
from encyclopedia.search.query import Query

BACKENDS = {"sqlite": sqlite, "postgresql": postgresql}

# Without ON, CROSS JOIN is the same on both databases, and SQLite reads the tables in this order. MATERIALIZED keeps it
# from ranking before it counts to the limit. The rows of titles are narrow; those of texts are never read.
RANKED = """
WITH candidate AS MATERIALIZED (
  SELECT title.entry_id, title.kind, title.name, matched.score
  FROM ({matched} LIMIT %s) AS matched CROSS JOIN encyclopedia_searchname AS title
  WHERE title.text_id = matched.id AND title.is_title
)
SELECT kind, entry_id FROM candidate
ORDER BY CASE WHEN kind = 'source' THEN 1 ELSE 0 END, {order}, name, entry_id
"""
NO_FILTERS = Filters()
# The id of an entry in hex, and its kind.
Found = list[tuple[str, str]]


def by_words(
    query: Query,
    *,
    filters: Filters = NO_FILTERS,
    names_only: bool = False,
    scored: bool = True,
    most: int,
) -> Found:
    """Entries that have all of the terms, `most` of them, sources last.

    By score, for which the database reads all texts that have one of the terms; else the shortest titles first.
    """
    backend = BACKENDS[connection.vendor]
    scored = scored and not names_only
    matched, parameters = backend.matched(query, names_only=names_only, scored=scored)
    return _found(
        matched, parameters, backend.ID, filters, most, "score" if scored else "length(name)"
    )


def by_keys(every: Sequence[Alternatives], *, filters: Filters = NO_FILTERS, most: int) -> Found:
    """Entries that have a key of each of these, `most` of them, sources last and the shortest titles first."""
    backend = BACKENDS[connection.vendor]
    matched, parameters = backend.keyed(every)
    return _found(matched, parameters, backend.KEYED_ID, filters, most, "length(name)")


def rows(statement: str, parameters: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows, in the last column an id in hex: hundreds are found and few shown, so they stay as they are given."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for *columns, entry_id in cursor.fetchall():
            yield *columns, entry_id.hex if isinstance(entry_id, UUID) else entry_id


def _found(
    matched: str, parameters: list[str], own_id: str, filters: Filters, most: int, order: str
) -> Found:
    narrowed, values = filters.of_texts(own_id)
    statement = RANKED.format(matched=matched + narrowed, order=order)
    return [(pk, kind) for kind, pk in rows(statement, [*parameters, *values, most])]
