"""Search, one interface over two databases: `find`, `suggest`, `near`, and the upkeep of the text they search.

Words are folded in one way for both (`words`), so that the same query finds the same entries on SQLite (FTS5) and on
PostgreSQL (tsvector). Nothing that a reader types is an operator.
"""

from encyclopedia.search.finding import Hit, SearchResult, find, near, suggest
from encyclopedia.search.indexing import index, rebuild, remove, stale

__all__ = [
    "Hit",
    "SearchResult",
    "find",
    "index",
    "near",
    "rebuild",
    "remove",
    "stale",
    "suggest",
]
