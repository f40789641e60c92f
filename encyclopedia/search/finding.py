"""Finding: the ranked entries for a query, suggestions while it is typed, and entries named like an unknown name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.db import connection

from encyclopedia.models import Entry, SearchText
from encyclopedia.search import postgresql, sqlite
from encyclopedia.search.query import Query, Term, read_query
from encyclopedia.search.snippets import marked, snippet

# As many as are ranked; a reader who needs more needs another query.
MAX_HITS = 500
MAX_NEAR = 200
MIN_SIMILARITY = 0.6

BACKENDS = {"sqlite": sqlite, "postgresql": postgresql}

# First the entries with exactly that name, then those whose name begins with it, then those that have it in names,
# summary or text; in each of these groups sources come last.
# The parameters hold folded words alone, without a `%` or `_` that could be read as a pattern.
ORDERED = """
SELECT candidate.entry_id,
  CASE WHEN candidate.title = %s THEN 0
    WHEN candidate.names LIKE %s THEN 1
    WHEN candidate.title LIKE %s THEN 2
    WHEN candidate.names LIKE %s THEN 3
    ELSE 4 END AS tier
FROM ({matched}) AS matched
JOIN encyclopedia_searchtext AS candidate ON candidate.id = matched.id
JOIN encyclopedia_entry AS entry ON entry.id = candidate.entry_id
WHERE (%s = '' OR entry.kind = %s)
  AND (%s = '' OR EXISTS (
    SELECT 1 FROM encyclopedia_taggedentry AS tagged JOIN encyclopedia_tag AS tag ON tag.id = tagged.tag_id
    WHERE tagged.content_object_id = entry.id AND tag.slug = %s))
ORDER BY tier, CASE WHEN entry.kind = 'source' THEN 1 ELSE 0 END, matched.score, entry.sort_key, entry.id
LIMIT %s
"""


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
    ranked = _ranked(query, kind=kind, tag=tag, limit=MAX_HITS + 1)
    if not ranked:
        query = query.widened()
        ranked = _ranked(query, kind=kind, tag=tag, limit=MAX_HITS + 1)
    more, ranked = len(ranked) > MAX_HITS, ranked[:MAX_HITS]
    names = [str(entry_id) for entry_id in ranked]
    start = names.index(after) + 1 if after in names else 0
    page_ids = ranked[start : start + size]
    rows = SearchText.objects.select_related("entry").in_bulk(page_ids, field_name="entry_id")
    hits = [_hit(rows[entry_id], query) for entry_id in page_ids if entry_id in rows]
    following = names[start + size - 1] if start + size < len(names) else ""
    return SearchResult(hits, len(ranked), more, following)


def suggest(prefix: str, size: int = 8) -> list[Suggestion]:
    """Entries whose title or alias holds the words, the last of them as far as it is typed."""
    query = read_query(prefix)
    if not query:
        return []
    entries = Entry.objects.in_bulk(ids := _ranked(query, limit=size, names_only=True))
    return [Suggestion(e.title, e.kind, e.path) for e in map(entries.get, ids) if e is not None]


def near(name: str, size: int = 5) -> list[Entry]:
    """Entries whose title or alias looks like `name`, for a name that is misspelt."""
    query = read_query(name)
    beginnings = {word[:3] for term in query.terms for word in term.words}
    wide = Query(
        tuple(Term((beginning,), prefix=True) for beginning in sorted(beginnings)), query.text
    )
    if not wide:
        return []
    ids = _ranked(wide, limit=MAX_NEAR, names_only=True, any_term=True)
    rows = SearchText.objects.select_related("entry").in_bulk(ids, field_name="entry_id")
    scored = [
        (_similarity(query.text, row.names), place, row.entry)
        for place, row in enumerate(rows.values())
    ]
    best = sorted(
        (row for row in scored if row[0] >= MIN_SIMILARITY), key=lambda row: (-row[0], row[1])
    )
    return [entry for _, _, entry in best[:size]]


def _similarity(text: str, names: str) -> float:
    matcher = SequenceMatcher(b=text, autojunk=False)
    best = 0.0
    for name in names.strip("\n").split("\n")[:20]:
        matcher.set_seq1(name[:200])
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) > max(best, MIN_SIMILARITY):
            best = max(best, matcher.ratio())
    return best


def _ranked(
    query: Query,
    *,
    limit: int,
    kind: str = "",
    tag: str = "",
    names_only: bool = False,
    any_term: bool = False,
) -> list[UUID]:
    """The ids of the matching entries, best first."""
    backend = BACKENDS[connection.vendor]
    matched, term_parameters = backend.matched(query, names_only=names_only, any_term=any_term)
    text = query.text
    parameters: list[Any] = [text, f"%\n{text}\n%", f"{text}%", f"%\n{text}%", *term_parameters]
    parameters += [kind, kind, tag, tag, limit]
    with connection.cursor() as cursor:
        cursor.execute(ORDERED.format(matched=matched), parameters)
        return [
            entry_id if isinstance(entry_id, UUID) else UUID(entry_id)
            for entry_id, _ in cursor.fetchall()
        ]


def _hit(row: SearchText, query: Query) -> Hit:
    entry = row.entry
    return Hit(
        entry=entry,
        title_html=marked(entry.title, query),
        snippet_html=snippet(entry.summary, row.plain, row.body, query),
    )
