"""Finding: the ranked entries for a query, suggestions while it is typed, and entries named like an unknown name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from uuid import UUID

from encyclopedia.models import Entry, SearchName, SearchText
from encyclopedia.search.query import Query, Term, read_query
from encyclopedia.search.ranking import matching, ranked
from encyclopedia.search.snippets import marked, snippet

# As many as are ranked; a reader who needs more needs another query.
MAX_HITS = 500
# So many names are looked at to suggest some, or to find those like an unknown one.
MAX_SUGGESTED = 60
MAX_NEAR = 120
MIN_SIMILARITY = 0.6


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


@dataclass(frozen=True, slots=True)
class Suggestion:
    title: str
    kind: str
    path: str


def find(
    typed: str, *, kind: str = "", tag: str = "", after: str = "", size: int = 20
) -> SearchResult:
    """The best `size` entries for a reader's words, following the hit whose id is `after`."""
    query = read_query(typed)
    if not query:
        return SearchResult()
    ids = ranked(query, kind=kind, tag=tag, limit=MAX_HITS + 1)
    if not ids and len(query.terms) > 1:
        query = query.widened()
        ids = ranked(query, kind=kind, tag=tag, limit=MAX_HITS + 1)
    more, ids = len(ids) > MAX_HITS, ids[:MAX_HITS]
    last_seen = after.replace("-", "")
    start = ids.index(last_seen) + 1 if last_seen in ids else 0
    page_ids = [UUID(entry_id) for entry_id in ids[start : start + size]]
    rows = SearchText.objects.select_related("entry").in_bulk(page_ids, field_name="entry_id")
    hits = [_hit(rows[entry_id], query) for entry_id in page_ids if entry_id in rows]
    following = str(page_ids[-1]) if start + size < len(ids) else ""
    return SearchResult(hits, len(ids), more, following)


def suggest(prefix: str, size: int = 8) -> list[Suggestion]:
    """Entries whose title or alias holds the words, the last of them as far as it is typed."""
    query = read_query(prefix)
    if not query:
        return []
    entries = _entries(ranked(query, limit=size, names_only=True, most=MAX_SUGGESTED))
    return [Suggestion(entry.title, entry.kind, entry.path) for entry in entries]


def near(name: str, size: int = 5) -> list[Entry]:
    """Entries whose title or alias looks like `name`, for a name that is misspelt."""
    query = read_query(name)
    if not query:
        return []
    ids = list(islice(dict.fromkeys(_alike(query)), MAX_NEAR))
    texts = SearchText.objects.filter(entry__in=map(UUID, ids)).values_list("entry", "names")
    names = {entry_id.hex: spelt for entry_id, spelt in texts}
    scored = ((_similarity(query.text, names.get(pk, "")), pk) for pk in ids)
    similar = [(score, entry_id) for score, entry_id in scored if score >= MIN_SIMILARITY]
    best = sorted(similar, key=lambda row: -row[0])[:size]
    return _entries(entry_id for _score, entry_id in best)


def _entries(ids: Iterable[str]) -> list[Entry]:
    """The entries with these ids (hex), in their order."""
    ordered = [UUID(entry_id) for entry_id in ids]
    entries = Entry.objects.in_bulk(ordered)
    return [entries[entry_id] for entry_id in ordered if entry_id in entries]


def _alike(query: Query) -> Iterator[str]:
    """Entries with a name that has the beginnings of all words, stands beside the typed one in the alphabet, or
    has one of the beginnings."""
    beginnings = sorted({word[:3] for term in query.terms for word in term.words})
    wide = Query(tuple(Term((beginning,), prefix=True) for beginning in beginnings), query.text)
    yield from matching(wide, names_only=True, most=MAX_NEAR // 3)
    yield from (entry_id.hex for entry_id in SearchName.objects.beside(query.text, MAX_NEAR // 6))
    yield from matching(wide, names_only=True, any_term=True, most=MAX_NEAR)


def _similarity(text: str, names: str) -> float:
    matcher = SequenceMatcher(b=text, autojunk=False)
    best = 0.0
    for name in names.strip("\n").split("\n")[:20]:
        matcher.set_seq1(name[:200])
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) > max(best, MIN_SIMILARITY):
            best = max(best, matcher.ratio())
    return best


def _hit(row: SearchText, query: Query) -> Hit:
    entry = row.entry
    return Hit(
        entry=entry,
        title_html=marked(entry.title, query),
        snippet_html=snippet(entry.summary, row.plain, row.body, query),
    )
