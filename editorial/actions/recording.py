"""Lines of the audit log: one after another in the chain of hashes, with one lock of its head for all of them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from editorial.actions.committed import note_commit
from editorial.models import ChainHead, Event, Manuscript
from editorial.notices.telling import notify
from editorial.verifying.event_hash import private_hash
from editorial.workflow import refuse_hidden
from encyclopedia.models.insertion import insert

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Line:
    """What one line says. `data` is public where what it tells of is, `private` stays in the office as the person and
    the reason do. `at` is for a move that had to know its time beforehand; without it, the time of recording."""

    action: str
    manuscript: Manuscript | None
    reason: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    private: dict[str, Any] = field(default_factory=dict)
    at: datetime | None = None


def lock_head() -> ChainHead:
    """The newest event's number and hash, locked until this transaction ends."""
    return ChainHead.objects.select_for_update().get(pk=1)


def record_all(lines: Sequence[Line], *, by: User) -> list[Event]:
    """Add lines to the audit log in their order and notify the people they concern. Call inside the move's transaction.

    Call it before writing the rows that they tell of: triggers refuse a row of history without its event. Raises
    Hidden for what does not exist for this person.
    """
    for line in lines:
        refuse_hidden(by, line.manuscript, line.action)
    head = lock_head()
    events = []
    for line in lines:
        event = Event(
            seq=head.seq + 1,
            action=line.action,
            manuscript=line.manuscript,
            revision=line.manuscript.revision if line.manuscript else 0,
            by=by,
            at=line.at or timezone.now(),
            reason=line.reason,
            data=line.data,
            private=line.private,
            salt=secrets.token_hex(16),
            previous=head.hash,
        )
        event.private_hash = private_hash(event.columns())
        event.hash = event.computed_hash()
        head.seq, head.hash = event.seq, event.hash
        events.append(event)
    insert(events)
    head.save(update_fields=["seq", "hash"])
    note_commit()
    for event in events:
        notify(event)
    return events
