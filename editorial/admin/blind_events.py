"""Events as one person may see them: nothing of a first check by who may still make the second, blind one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from editorial import permissions
from editorial.models import DraftCitation, Event
from editorial.moves import done_words

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def told(events: Sequence[Event], by: User) -> Iterator[tuple[Event, str, str]]:
    """Each event with what was done and the reason, as `by` may see them; at most one query.

    Of the checks of a citation that waits for a second one, a moderator who did not make the first sees only that it
    was checked.
    """
    hidden = _hidden(events, by)
    for event in events:
        if event.action == "check" and event.data.get("digest") in hidden:
            yield event, done_words(event.action), ""
        else:
            yield event, done_words(event.action, event.data | event.private), event.reason


def _hidden(events: Sequence[Event], by: User) -> set[str]:
    """Digests of the citations of which `by` must not see the checks."""
    digests = {event.data.get("digest", "") for event in events if event.action == "check"}
    if not digests or not by.has_perm(permissions.CHECK_CITATION):
        return set()
    rows = DraftCitation.objects.blind_to(by.pk).filter(digest__in=digests)
    return set(rows.values_list("digest", flat=True))
