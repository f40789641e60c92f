"""Events as one person may see them: nothing of a first check by who may still make the second, blind one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from editorial.done_words import done_words
from editorial.models import Event
from editorial.notices.lines import hidden_checks
from editorial.record.suppressed import withheld

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def told(events: Sequence[Event], by: User) -> Iterator[tuple[Event, str, str]]:
    """Each event with what was done and the reason, as `by` may see them; eight queries at most.

    Of the checks of a citation that waits for a second one, a moderator who did not make the first sees only that it
    was checked. Of what was suppressed everybody sees only what was done.
    """
    hidden, gone = hidden_checks(events, by), withheld(events)
    for event in events:
        if event.seq in gone or (event.action == "check" and event.data.get("digest") in hidden):
            yield event, done_words(event.action), ""
        else:
            yield event, done_words(event.action, event.data | event.private), event.reason
