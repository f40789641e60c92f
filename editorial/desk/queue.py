"""What waits at the desk, in order, and the next citation for one moderator."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Subquery
from django.utils.dateparse import parse_datetime

from editorial.desk.addresses import address
from editorial.desk.holding import take
from editorial.desk.twins import places_of_twins
from editorial.models import DraftCitation, Hold, Topic
from editorial.models.among_seen import among_seen
from editorial.models.checks import DraftCitationQuerySet
from editorial.models.holds import HoldQuerySet
from encyclopedia.core.citations import Use
from encyclopedia.core.names import name_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_ON_PAGE = 20
# How many are fetched at a time, to find one that this moderator may check.
_CHUNK = 50
MAX_FILTER_LENGTH = 300


@dataclass(frozen=True)
class DeskQueue:
    """The filters of the queue; everything when all are empty. `mine`: what this moderator holds."""

    manuscript: uuid.UUID | None = None
    source: str = ""
    topic: str = ""
    mine: bool = False

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> DeskQueue:
        """Read from a query or a form; unknown values are dropped."""
        try:
            manuscript = uuid.UUID(parameters.get("manuscript", ""))
        except ValueError:
            manuscript = None
        return cls(
            manuscript=manuscript,
            source=_one_line(parameters.get("source", "")),
            topic=_one_line(parameters.get("topic", "")),
            mine=parameters.get("mine") == "1",
        )

    @property
    def fields(self) -> dict[str, str]:
        """The filters that a link or a form repeats."""
        filters = {
            "manuscript": str(self.manuscript or ""),
            "source": self.source,
            "topic": self.topic,
            "mine": "1" if self.mine else "",
        }
        return {name: value for name, value in filters.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.fields)

    def citations(self, by: User, *, first: int = 0) -> DraftCitationQuerySet:
        """What waits, the longest first; every order has an index.

        With `first` at most that many are needed from the beginning: a topic is then not read completely.
        """
        citations: DraftCitationQuerySet = among_seen(
            DraftCitation.objects.waiting(), by
        ).longest_waiting()
        if self.manuscript:
            citations = citations.filter(manuscript=self.manuscript)
        if self.source:
            citations = citations.filter(source_key=self.source)
        if self.topic:
            topics = Topic.objects.waiting().filter(key=name_key(self.topic))
            manuscripts = topics.values_list("manuscript", flat=True)
            if first:
                # Each has a waiting citation: the first N citations are among those of the first N manuscripts.
                manuscripts = manuscripts.order_by("waits_since", "manuscript")[:first]
            citations = citations.filter(manuscript__in=list(manuscripts) if first else manuscripts)
        if self.mine:
            citations = citations.filter(_held(Hold.objects.of(by)))
        return citations


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:MAX_FILTER_LENGTH]


@dataclass(frozen=True)
class QueueRow:
    """A citation in a list, with its hold, its standing (a value of `Standing`, and its words), its card's address.

    `place` tells the same words in several places of the entry apart.
    """

    citation: DraftCitation
    hold: Hold | None = None
    standing: str = ""
    stands: str = ""
    address: str = ""
    place: str = ""


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue; `next` is the cursor of the page after it, empty at the end."""

    rows: list[QueueRow]
    next: str


def page(queue: DeskQueue, by: User, cursor: str = "") -> QueuePage:
    """Three queries (a topic needs one more), whatever the length of the queue; two more where words stand twice."""
    first = 0 if cursor else MAX_ON_PAGE + 1
    citations = after(queue.citations(by, first=first), cursor).select_related("manuscript")
    rows = list(citations[: MAX_ON_PAGE + 1])
    more = rows[MAX_ON_PAGE - 1] if len(rows) > MAX_ON_PAGE else None
    rows = rows[:MAX_ON_PAGE]
    held = holds(rows)
    places = places_of_twins(rows, {})
    return QueuePage(
        [
            QueueRow(
                row,
                held.get(row.use),
                standing=row.standing,
                address=address(row, queue.fields),
                place=places.get(row.use, ""),
            )
            for row in rows
        ],
        cursor_of(more) if more else "",
    )


def holds(rows: Collection[DraftCitation]) -> dict[Use, Hold]:
    """The holds in force on these, by use, in one query."""
    in_force = Hold.objects.in_force().filter(digest__in={row.digest for row in rows})
    return {Use(hold.digest, hold.context): hold for hold in in_force.select_related("by")}


def _held(holds: HoldQuerySet) -> Exists:
    return Exists(holds.filter(digest=OuterRef("digest"), context=OuterRef("context")))


def cursor_of(row: DraftCitation) -> str:
    waits = row.waits_since.isoformat() if row.waits_since else ""
    return f"{waits}|{row.manuscript_id}|{row.position}"


def after(citations: DraftCitationQuerySet, cursor: str) -> DraftCitationQuerySet:
    """What follows the row of this cursor; everything if it is not a cursor."""
    waits, _bar, rest = cursor.partition("|")
    pk, _bar, position = rest.partition("|")
    try:
        since = parse_datetime(waits)
        if since is None or since.tzinfo is None:
            return citations
        return citations.after(since, uuid.UUID(pk), int(position[:9]))
    except ValueError:
        return citations


def next_for(
    by: User,
    queue: DeskQueue,
    *,
    skip: Collection[str] = (),
    near: uuid.UUID | None = None,
    unheld: bool = False,
) -> DraftCitation | None:
    """The citation that has waited longest and that this moderator may check, held for them; None when there is none.

    `near` is the manuscript of the card before: what is left of it comes first.

    Those that others hold are left out, and those of which this moderator brought in any part. Two moderators never
    get the same one: the hold is taken under a unique constraint, and the second moderator gets the one after. `skip`
    are uses as a card names them, DIGEST.CONTEXT. `unheld` leaves out what this moderator holds too.
    """
    holds = Hold.objects.in_force() if unheld else Hold.objects.of_others(by)
    if near is not None and queue.manuscript is None:
        here = next_for(by, replace(queue, manuscript=near), skip=skip, unheld=unheld)
        if here is not None:
            return here
    for first in (_CHUNK, 0) if queue.topic else (0,):
        citations = queue.citations(by, first=first).filter(~_held(holds))
        for citation in _allowed(citations, by):
            if ".".join(citation.use) in skip:
                continue
            if take(use=citation.use, manuscript=citation.manuscript_id, by=by):
                return citation
    return None


def held_longest(by: User, queue: DeskQueue, *, skip: Collection[str] = ()) -> DraftCitation | None:
    """Of those of the queue that this moderator holds, the one that they were shown first, held again from now."""
    holds = Hold.objects.of(by).filter(digest=OuterRef("digest"), context=OuterRef("context"))
    held = queue.citations(by).filter(_held(Hold.objects.of(by)))
    held = held.not_brought_in_by(by.pk).not_checked_first_by(by.pk)
    until = Subquery(holds.values("until")[:1])
    for citation in held.select_related("manuscript").order_by(until):
        passed = ".".join(citation.use) in skip
        if not passed and take(use=citation.use, manuscript=citation.manuscript_id, by=by):
            return citation
    return None


def _allowed(citations: DraftCitationQuerySet, by: User) -> Iterator[DraftCitation]:
    """Those of which others brought in every part, in order, fetched chunk by chunk."""
    citations = citations.not_brought_in_by(by.pk).not_checked_first_by(by.pk)
    cursor = ""
    while True:
        chunk = list(after(citations, cursor).select_related("manuscript")[:_CHUNK])
        yield from chunk
        if len(chunk) < _CHUNK:
            return
        cursor = cursor_of(chunk[-1])
