"""Threads and comments against the events that tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from editorial.comments.parts import TEXT
from editorial.models import Comment, Event, Manuscript, Thread

_BEGUN = ("start_thread", "suggest")
# The act that put a thread into each state but the first.
_MOVED = {
    "resolved": "resolve",
    "accepted": "accept_suggestion",
    "refused": "refuse_suggestion",
    "checked": "check",
}


def comment_faults(manuscript: Manuscript, name: str) -> Iterator[str]:
    """The rows that no event tells of, or that say something else than theirs; an erased half agrees with every row."""
    threads = {thread.pk: thread for thread in Thread.objects.of(manuscript)}
    if not threads:
        return
    acts = Event.objects.filter(
        manuscript=manuscript, action__in=(*_BEGUN, "reply", "reopen", *_MOVED.values())
    )
    events = {(event.action, event.at): event for event in acts}
    for thread in threads.values():
        event = _at(events, thread.at, *_BEGUN)
        words = {"exact": thread.exact, "replacement": thread.replacement}
        moved = _MOVED.get(thread.state, "reopen")
        is_there = event is not None and event.data.get("part", TEXT) == thread.part
        if not (is_there and _tells(event, thread.by_id, words)) or (
            thread.since != thread.at and (moved, thread.since) not in events
        ):
            yield _differs(name, thread.at)
    for comment in Comment.objects.filter(thread__manuscript=manuscript):
        event = _at(events, comment.at, *_BEGUN, "reply")
        words = {} if comment.withdrawn_at else {"words": comment.words}
        if not _tells(event, comment.by_id, words):
            yield _differs(name, comment.at)


def _at(events: dict[tuple[str, datetime], Event], at: datetime, *acts: str) -> Event | None:
    return next((events[act, at] for act in acts if (act, at) in events), None)


def _tells(event: Event | None, by: int, words: dict[str, str | None]) -> bool:
    if event is None:
        return False
    return not event.salt or (
        event.by_id == by and all(event.private.get(name) == said for name, said in words.items())
    )


def _differs(name: str, at: datetime) -> str:
    return _("%(name)s, comment of %(at)s: it is not as its event tells.") % {
        "name": name,
        "at": at.isoformat(),
    }
