"""Finding: the ranked entries for a query, suggestions while it is typed, and entries named like an unknown name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from encyclopedia.models import Entry
from encyclopedia.search import naming
from encyclopedia.search.filters import Filters, passing, read_filters
from encyclopedia.search.matching import NO_FILTERS, places, texts
from encyclopedia.search.query import Query, read_query
from encyclopedia.search.ranking import ranked
from encyclopedia.search.snippets import marked, snippet

# As many as are ranked; a reader who needs more needs another query.
MAX_HITS = 200
# As the rows are: to build the query takes longer than to run it.
ENTRIES = "SELECT * FROM encyclopedia_entry WHERE id IN ({places})"
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
    up to MAX_HITS, and `more` says that there are others beyond. `ids` (hex) are what it counts, the best first."""

    hits: Sequence[Hit] = ()
    total: int = 0
    more: bool = False
    next: str = ""
    ids: Sequence[str] = ()


def find(
    typed: str,
    *,
    kind: str = "",
    tag: str = "",
    century: int | None = None,
    language: str = "",
    after: str = "",
    size: int = 20,
) -> SearchResult:
    """The best `size` entries for a reader's words, following the hit whose id is `after`.

    `tag` is the slug of a subject, `century` its first year.
    """
    query = read_query(typed)
    filters = read_filters(kind, tag, century, language) if query else None
    if filters is None:
        return SearchResult()
    ids = _narrowed(query, filters)
    for wider in (query.widened, query.shortened):
        if not ids and len(query.terms) > 1 and not query.has_phrase:
            query = wider()
            ids = _narrowed(query, filters)
    more, ids = len(ids) > MAX_HITS, ids[:MAX_HITS]
    last_seen = after.replace("-", "")
    start = ids.index(last_seen) + 1 if last_seen in ids else 0
    page_ids = [UUID(entry_id) for entry_id in ids[start : start + size]]
    read = {pk: (plain, body) for _summary, body, plain, pk in texts(ids[start : start + size])}
    entries = _by_id(page_ids)
    hits = [
        _hit(entries[pk], *read[pk.hex], query)
        for pk in page_ids
        if pk in entries and pk.hex in read
    ]
    following = str(page_ids[-1]) if start + size < len(ids) else ""
    return SearchResult(hits, len(ids), more, following, ids)


def _narrowed(query: Query, filters: Filters) -> list[str]:
    """The ids of what was found and passes, one more than are shown.

    Where all is known that the words find, what passes is taken from it: so a facet leads to as many as it counts. Only
    where there is more, or none of it passes, the database looks for what passes.
    """
    ids = ranked(query, limit=MAX_HITS + 1)
    if filters and len(ids) <= MAX_HITS:
        ids = passing(ids, filters)
    if filters and (not ids or len(ids) > MAX_HITS):
        ids = ranked(query, filters=filters, limit=MAX_HITS + 1)
    return ids


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
    if not likely and query.terms[-1].prefix:
        likely = naming.nearly_begun(query, NO_FILTERS)
    return _entries(entry_id for entry_id, _likeness in likely[:size])


def _entries(ids: Iterable[str]) -> list[Entry]:
    """The entries with these ids (hex), in their order."""
    ordered = [UUID(entry_id) for entry_id in ids]
    entries = _by_id(ordered)
    return [entries[entry_id] for entry_id in ordered if entry_id in entries]


def _by_id(ids: Sequence[UUID]) -> dict[UUID, Entry]:
    if not ids:
        return {}
    statement = ENTRIES.format(places=places(ids))
    as_stored = [pk.hex for pk in ids]
    return {entry.pk: entry for entry in Entry.objects.raw(statement, as_stored)}


def _hit(entry: Entry, plain: str, body: str, query: Query) -> Hit:
    return Hit(
        entry=entry,
        title_html=marked(entry.title, query),
        snippet_html=snippet(entry.summary, plain, body, query),
    )
