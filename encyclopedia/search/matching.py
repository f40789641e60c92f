"""The statements by which either database finds entries: by words or by keys, a bounded number of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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
  FROM ({matched}) AS matched CROSS JOIN encyclopedia_searchname AS title
  WHERE title.text_id = matched.id AND title.is_title
)
SELECT kind, entry_id FROM candidate
ORDER BY CASE WHEN kind = 'source' THEN 1 ELSE 0 END, {order}, name, entry_id
"""
# Written once: to build the same statement as a queryset takes longer than to run it.
CALLED = """
SELECT called.name, called.is_title, called.kind, called.entry_id FROM "encyclopedia_searchname" AS called
WHERE {name} >= %s AND {name} < %s {narrowed} ORDER BY {name} LIMIT %s
"""
OF_ENTRIES = "SELECT {columns}, entry_id FROM encyclopedia_searchtext WHERE entry_id IN ({places})"
SOME = "SELECT * FROM ({matched} LIMIT %s) AS keyed"
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
    narrowed, values = filters.of_texts(backend.ID)
    return _found(
        f"{matched}{narrowed} LIMIT %s",
        [*parameters, *values, most],
        "score" if scored else "length(name)",
    )


def by_keys(*asked: Sequence[Alternatives], filters: Filters = NO_FILTERS, most: int) -> Found:
    """Entries that have a key of each of one of these, `most` for each, sources last and the shortest titles first."""
    backend = BACKENDS[connection.vendor]
    narrowed, values = filters.of_texts(backend.KEYED_ID)
    statements, every_parameter = [], []
    for every in asked:
        matched, parameters = backend.keyed(every)
        statements.append(SOME.format(matched=matched + narrowed))
        every_parameter += [*parameters, *values, most]
    return _found(" UNION ALL ".join(statements), every_parameter, "length(name)")


def names_between(first: str, end: str, filters: Filters, most: int) -> Iterator[Any]:
    """Name, whether it is a title, kind and id of an entry: the first names from `first` on and before `end`."""
    backend = BACKENDS[connection.vendor]
    narrowed, values = filters.of_texts("called.text_id")
    statement = CALLED.format(name=f"called.name COLLATE {backend.BYTEWISE}", narrowed=narrowed)
    return rows(statement, [first, end, *values, most])


def written_names(ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """The names of these entries (hex) as they are written, a line each, with the id."""
    return rows(OF_ENTRIES.format(columns="names", places=places(ids)), ids) if ids else iter(())


def texts(ids: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    """Summary and text of these entries (hex), both folded, the text as readers see it, and the id."""
    columns = ", ".join(("summary", "body", "plain"))
    return rows(OF_ENTRIES.format(columns=columns, places=places(ids)), ids) if ids else iter(())


def places(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def rows(statement: str, parameters: Collection[Any]) -> Iterator[Any]:
    """The rows, in the last column an id in hex: hundreds are found and few shown, so they stay as they are given."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(parameters))
        for *columns, entry_id in cursor.fetchall():
            yield *columns, entry_id.hex if isinstance(entry_id, UUID) else entry_id


def _found(matched: str, parameters: Sequence[Any], order: str) -> Found:
    statement = RANKED.format(matched=matched, order=order)
    return [(pk, kind) for kind, pk in rows(statement, parameters)]
