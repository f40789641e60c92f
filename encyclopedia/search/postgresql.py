"""Matching on PostgreSQL: a generated tsvector of `SearchText` under a GIN index (migration 0002)."""

from __future__ import annotations

from encyclopedia.search.query import Query, Term

# Weights of D (body), C (summary), B (aliases), A (title); 1 divides by the logarithm of the length.
RANKED = (
    "SELECT id, -ts_rank('{0.1, 0.3, 0.7, 1.0}', words, query, 1) AS score"
    " FROM encyclopedia_searchtext, to_tsquery('simple', %s) AS query WHERE words @@ query"
)


def _term(term: Term, weights: str) -> str:
    parts = [f"'{word}'" + (f":{weights}" if weights else "") for word in term.words]
    if term.prefix:
        parts[-1] = f"'{term.words[-1]}':*{weights}"
    return "(" + " <-> ".join(parts) + ")"


def matched(
    query: Query, *, names_only: bool = False, any_term: bool = False
) -> tuple[str, list[str]]:
    """SQL that selects `id` and `score` (less is better) of the matching rows, and its parameters."""
    weights = "AB" if names_only else ""
    joined = (" | " if any_term else " & ").join(_term(term, weights) for term in query.terms)
    return RANKED, [joined]
