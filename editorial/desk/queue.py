"""What waits at the desk, in whose turn, and the next citation for one moderator."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils.dateparse import parse_datetime

from editorial.actions.check import written_by
from editorial.desk.holding import take
from editorial.models import DraftCitation, Hold, Revision, Topic
from editorial.models.checks import DraftCitationQuerySet
from encyclopedia.core.names import name_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PAGE = 20
# So many are looked through at a time for one that this moderator may check.
_CHUNK = 50
_WORDS = 300


@dataclass(frozen=True)
class DeskQueue:
    """Which of what waits is asked for; everything when all are empty. `mine`: what this moderator holds."""

    manuscript: uuid.UUID | None = None
    source: str = ""
    topic: str = ""
    mine: bool = False

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> DeskQueue:
        """Read from a query or a form; whatever is no filter is none."""
        try:
            manuscript = uuid.UUID(given.get("manuscript", ""))
        except ValueError:
            manuscript = None
        return cls(
            manuscript=manuscript,
            source=_words(given.get("source", "")),
            topic=_words(given.get("topic", "")),
            mine=given.get("mine") == "1",
        )

    @property
    def fields(self) -> dict[str, str]:
        """What a link or a form has to carry on."""
        given = {
            "manuscript": str(self.manuscript or ""),
            "source": self.source,
            "topic": self.topic,
            "mine": "1" if self.mine else "",
        }
        return {name: value for name, value in given.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.fields)

    def citations(self, by: User, *, first: int = 0) -> DraftCitationQuerySet:
        """What waits, the longest first; every order is one of an index.

        `first` promises that so many at most are wanted from the beginning: a topic is then not gone through whole.
        """
        found: DraftCitationQuerySet = DraftCitation.objects.waiting().longest_waiting()
        if self.manuscript:
            found = found.filter(manuscript=self.manuscript)
        if self.source:
            found = found.filter(source_key=self.source)
        if self.topic:
            chosen = Topic.objects.waiting().filter(key=name_key(self.topic))
            having = chosen.values_list("manuscript", flat=True)
            if first:
                # Each holds one that waits: the first so many citations are among the first so many manuscripts.
                having = having.order_by("waits_since", "manuscript")[:first]
            found = found.filter(manuscript__in=list(having) if first else having)
        if self.mine:
            found = found.filter(digest__in=Hold.objects.of(by).values("digest"))
        return found


def _words(given: str) -> str:
    return " ".join(given.replace("\x00", "").split())[:_WORDS]


@dataclass(frozen=True)
class QueueRow:
    """A citation in a list, with the hold in force on it and how it stands (a value of `Standing`, and its words)."""

    citation: DraftCitation
    hold: Hold | None = None
    standing: str = ""
    stands: str = ""


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue; `next` is the cursor of the page after it, empty at the end."""

    rows: list[QueueRow]
    next: str


def page(queue: DeskQueue, by: User, cursor: str = "") -> QueuePage:
    """Two queries (a topic needs a third), whatever the length of the queue."""
    first = 0 if cursor else PAGE + 1
    found = after(queue.citations(by, first=first), cursor).select_related("manuscript")
    rows = list(found[: PAGE + 1])
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    rows = rows[:PAGE]
    held = holds(rows)
    return QueuePage(
        [QueueRow(row, held.get(row.digest)) for row in rows], cursor_of(more) if more else ""
    )


def holds(rows: Collection[DraftCitation]) -> dict[str, Hold]:
    """The holds in force on these, by digest, in one query."""
    found = Hold.objects.in_force().filter(digest__in={row.digest for row in rows})
    return {hold.digest: hold for hold in found.select_related("by")}


def cursor_of(row: DraftCitation) -> str:
    waits = row.waits_since.isoformat() if row.waits_since else ""
    return f"{waits}|{row.manuscript_id}|{row.position}"


def after(found: DraftCitationQuerySet, cursor: str) -> DraftCitationQuerySet:
    """What follows the row of this cursor; everything for a cursor that is none."""
    waits, _bar, rest = cursor.partition("|")
    pk, _bar, position = rest.partition("|")
    try:
        since = parse_datetime(waits)
        if since is None or since.tzinfo is None:
            return found
        return found.after(since, uuid.UUID(pk), int(position[:9]))
    except ValueError:
        return found


def next_for(by: User, queue: DeskQueue, *, skip: Collection[str] = ()) -> DraftCitation | None:
    """The citation that has waited longest and that this moderator may check, held for them; None when there is none.

    Those that others hold are passed over, as are those in sentences the moderator wrote. Two moderators never get the
    same one: the hold is taken under a unique constraint, and whoever comes second gets the one after.
    """
    others = Hold.objects.of_others(by).filter(digest=OuterRef("digest"))
    for first in (_CHUNK, 0) if queue.topic else (0,):
        found = queue.citations(by, first=first).filter(~Exists(others))
        for citation in _allowed(found.exclude(digest__in=list(skip)), by):
            if take(digest=citation.digest, manuscript=citation.manuscript_id, by=by):
                return citation
    return None


def _allowed(found: DraftCitationQuerySet, by: User) -> Iterator[DraftCitation]:
    """Those in sentences that somebody else wrote, in order, fetched chunk by chunk."""
    written: dict[uuid.UUID, set[str]] = {}
    cursor = ""
    while True:
        chunk = list(after(found, cursor).select_related("manuscript")[:_CHUNK])
        unknown = {row.manuscript_id for row in chunk} - written.keys()
        authored = set(
            Revision.objects.filter(author=by, manuscript__in=unknown).values_list(
                "manuscript", flat=True
            )
        )
        for row in chunk:
            pk = row.manuscript_id
            if pk not in written:
                written[pk] = written_by(by, row.manuscript) if pk in authored else set()
            if row.sentence not in written[pk]:
                yield row
        if len(chunk) < _CHUNK:
            return
        cursor = cursor_of(chunk[-1])
