"""Search, one interface over two databases: `find` and its facets, `suggest`, `near`, `proposed`, and the upkeep of
the text they search.

Words are folded in one way for both (`words`), so that the same query finds the same entries on SQLite (FTS5) and on
PostgreSQL (tsvector). Nothing that a reader types is an operator.
"""

from encyclopedia.search.facets import Facets, count_facets
from encyclopedia.search.finding import Hit, SearchResult, find, near, suggest
from encyclopedia.search.indexing import index, rebuild, remove, stale
from encyclopedia.search.proposals import proposed

__all__ = [
    "Facets",
    "Hit",
    "SearchResult",
    "count_facets",
    "find",
    "index",
    "near",
    "proposed",
    "rebuild",
    "remove",
    "stale",
    "suggest",
]
