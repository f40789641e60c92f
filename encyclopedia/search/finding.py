"""Finding: the ranked entries for a query, suggestions while it is typed, and entries named like an unknown name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from encyclopedia.models import Entry, SearchText
from encyclopedia.search import naming
from encyclopedia.search.matching import NO_FILTERS
from encyclopedia.search.query import Query, read_query
from encyclopedia.search.ranking import ranked
from encyclopedia.search.snippets import marked, snippet

# As many as are ranked; a reader who needs more needs another query.
MAX_HITS = 500
# So many names are looked at to suggest some.
MAX_SUGGESTED = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found; `title_html` and `snippet_html` are escaped, with the words looked for in `<mark>`."""

    entry: Entry
    title_html: str
    snippet_html: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits. `next` is the `after` of the following page, empty at the end; `total` counts
    up to MAX_HITS, and `more` says that there are others beyond."""

    hits: Sequence[Hit] = ()
    total: int = 0
    more: bool = False
    next: str = ""


def find(
    typed: str, *, kind: str = "", tag: str = "", after: str = "", size: int = 20
) -> SearchResult:
    """The best `size` entries for a reader's words, following the hit whose id is `after`."""
    query = read_query(typed)
    if not query:
        return SearchResult()
    ids = ranked(query, kind=kind, tag=tag, limit=MAX_HITS + 1)
    for wider in (query.widened, query.shortened):
        if not ids and len(query.terms) > 1 and not query.has_phrase:
            query = wider()
            ids = ranked(query, kind=kind, tag=tag, limit=MAX_HITS + 1)
    more, ids = len(ids) > MAX_HITS, ids[:MAX_HITS]
    last_seen = after.replace("-", "")
    start = ids.index(last_seen) + 1 if last_seen in ids else 0
    page_ids = [UUID(entry_id) for entry_id in ids[start : start + size]]
    rows = SearchText.objects.select_related("entry").in_bulk(page_ids, field_name="entry_id")
    hits = [_hit(rows[entry_id], query) for entry_id in page_ids if entry_id in rows]
    following = str(page_ids[-1]) if start + size < len(ids) else ""
    return SearchResult(hits, len(ids), more, following)


def suggest(prefix: str, size: int = 8) -> list[Entry]:
    """Entries whose title or alias holds the words, the last of them as far as it is typed."""
    query = read_query(prefix)
    if not query:
        return []
    return _entries(ranked(query, limit=size, names_only=True, most=MAX_SUGGESTED))


def near(name: str, size: int = 5) -> list[Entry]:
    """Entries that are called nearly so, for a name that is misspelt."""
    query = read_query(name)
    if not query:
        return []
    likely = naming.nearly_called(query, NO_FILTERS)
    if len(query.terms) > 1 and not likely:
        likely = naming.nearly_called(query, NO_FILTERS, any_word=True)
    return _entries(entry_id for entry_id, _likeness in likely[:size])


def _entries(ids: Iterable[str]) -> list[Entry]:
    """The entries with these ids (hex), in their order."""
    ordered = [UUID(entry_id) for entry_id in ids]
    entries = Entry.objects.in_bulk(ordered)
    return [entries[entry_id] for entry_id in ordered if entry_id in entries]


def _hit(row: SearchText, query: Query) -> Hit:
    entry = row.entry
    return Hit(
        entry=entry,
        title_html=marked(entry.title, query),
        snippet_html=snippet(entry.summary, row.plain, row.body, query),
    )
