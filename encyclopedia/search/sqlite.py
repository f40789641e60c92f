"""Matching on SQLite: FTS5 tables over `SearchText`, kept by triggers (migrations 0003 and 0094)."""

from __future__ import annotations

from collections.abc import Sequence

from encyclopedia.search.keys import STAR, Alternatives
from encyclopedia.search.query import Query, Term

# Of title, aliases, summary and body. It counts all texts that have each of the terms.
SCORE = "bm25(encyclopedia_searchindex, 12.0, 8.0, 4.0, 1.0)"
# The order of bytes, in which the index over names is (`encyclopedia.models.bytewise`).
BYTEWISE = "BINARY"
MATCHED = (
    "SELECT rowid AS id, {score} AS score"
    " FROM encyclopedia_searchindex WHERE encyclopedia_searchindex MATCH %s"
)
# With a sign, or the index would be asked for each number by itself, and `bm25` count all texts each time.
ID = "+encyclopedia_searchindex.rowid"


def _term(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + (" *" if term.prefix else "")


def expression(query: Query) -> str:
    """What an FTS5 table is asked: all of the terms."""
    return " AND ".join(_term(term) for term in query.terms)


def matched(
    query: Query, *, names_only: bool = False, scored: bool = True
) -> tuple[str, list[str]]:
    """SQL that selects `id` and `score` of the matching rows (less is better), and its parameters."""
    joined = expression(query)
    matched = MATCHED.format(score=SCORE if scored else "0")
    return matched, [f"{{title aliases}} : ({joined})" if names_only else joined]


KEYED = "SELECT rowid AS id, 0 AS score FROM encyclopedia_searchkeys WHERE encyclopedia_searchkeys MATCH %s"
KEYED_ID = "+encyclopedia_searchkeys.rowid"


def keyed(every: Sequence[Alternatives]) -> tuple[str, list[str]]:
    """SQL that selects the rows with a key of each of these, and its parameters."""
    groups = (" OR ".join(map(_key, sorted(alternatives))) for alternatives in every)
    return KEYED, [" AND ".join(f"({group})" for group in groups)]


def _key(key: str) -> str:
    return f'"{key.removesuffix(STAR)}"' + (" *" if key.endswith(STAR) else "")
