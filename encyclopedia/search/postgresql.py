"""Matching on PostgreSQL: generated tsvectors of `SearchText` under GIN indexes (migrations 0003, 0051 and 0094).

Names have one of their own: to look for a word in names alone, the other would be read in every row that has it.
"""

from __future__ import annotations

from collections.abc import Sequence

from encyclopedia.search.keys import STAR, Alternatives
from encyclopedia.search.query import Query, Term

# Weights of D (body), C (summary), B (aliases), A (title); 1 divides by the logarithm of the length.
SCORE = "-ts_rank('{{0.1, 0.3, 0.7, 1.0}}', {words}, query, 1)"
# The order of bytes, in which the index over names is (`encyclopedia.models.bytewise`).
BYTEWISE = '"C"'
MATCHED = (
    "SELECT id, {score} AS score"
    " FROM encyclopedia_searchtext, to_tsquery('simple', %s) AS query WHERE {words} @@ query"
)
ID = "encyclopedia_searchtext.id"


def _term(term: Term) -> str:
    parts = [f"'{word}'" for word in term.words]
    if term.prefix:
        parts[-1] += ":*"
    return "(" + " <-> ".join(parts) + ")"


def expression(query: Query) -> str:
    """What `to_tsquery` reads: all of the terms."""
    return " & ".join(map(_term, query.terms))


def matched(
    query: Query, *, names_only: bool = False, scored: bool = True
) -> tuple[str, list[str]]:
    """SQL that selects `id` and `score` of the matching rows (less is better), and its parameters."""
    joined = expression(query)
    words = "name_words" if names_only else "words"
    score = SCORE.format(words=words) if scored else "0"
    return MATCHED.format(words=words, score=score), [joined]


# As a query of its own it is no constant. Keys that the planner knows nothing of it takes for frequent ones, so that
# with a limit it would read the keys of row after row to the end.
KEYED = "SELECT id, 0 AS score FROM encyclopedia_searchtext WHERE key_words @@ (SELECT %s::tsquery)"
KEYED_ID = ID


def keyed(every: Sequence[Alternatives]) -> tuple[str, list[str]]:
    """SQL that selects the rows with a key of each of these, and its parameters."""
    groups = (" | ".join(map(_key, sorted(alternatives))) for alternatives in every)
    return KEYED, [" & ".join(f"({group})" for group in groups)]


def _key(key: str) -> str:
    return f"'{key.removesuffix(STAR)}'" + (":*" if key.endswith(STAR) else "")
