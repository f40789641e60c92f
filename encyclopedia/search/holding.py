"""Published entries that hold runs of words of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from encyclopedia.models import Entry, Kind
from encyclopedia.search.matching import by_words, texts
from encyclopedia.search.query import Query, Term
from encyclopedia.search.shared_runs import SharedRun, Unquoted, Window

# Of one window; more entries have it only where it is a formula.
MAX_HOLDING = 5
# So many entries are read.
MAX_READ = 40
# Words so long are seldom in many entries: the index is asked for these first, and then for all in a row.
MIN_RARE = 5


def entries_holding(text: Unquoted, *, other_than: UUID) -> Iterator[tuple[Entry, SharedRun]]:
    """Published entries whose text has runs of these words, with each run; by title.

    Pages of sources are left out: they hold the very sentences that cite them.
    """
    counts: dict[str, int] = {}
    for window in text.windows():
        for entry_id, kind in by_words(_query(window), scored=False, most=MAX_HOLDING):
            if kind != Kind.SOURCE:
                counts[entry_id] = counts.get(entry_id, 0) + 1
    counts.pop(other_than.hex, None)
    likeliest = sorted(counts, key=lambda entry_id: -counts[entry_id])[:MAX_READ]
    runs_by_entry: dict[UUID, list[SharedRun]] = {}
    for summary, body, _plain, entry_id in texts(likeliest):
        # Between summary and text no run goes on.
        folded = [*summary.split(), "", *body.split()]
        runs_by_entry[UUID(entry_id)] = text.runs_in(folded)
    entries: Iterable[Entry] = Entry.objects.filter(pk__in=runs_by_entry).order_by("title")
    for entry in entries:
        for run in runs_by_entry[entry.pk]:
            yield entry, run


def _query(window: Window) -> Query:
    rare = sorted({word for word in window if len(word) >= MIN_RARE}, key=len, reverse=True)
    return Query((*(Term((word,)) for word in rare), Term(window)), " ".join(window))
