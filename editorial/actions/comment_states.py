"""What becomes of a thread: resolved, opened again, its suggestion accepted or refused, closed by a check."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.actions.comments import Talked, locked_thread, refuse_stranger
from editorial.actions.draft import TooLong, take_over
from editorial.actions.review import newest_document
from editorial.actions.transaction import record
from editorial.comments.parts import TEXT, CommentedDocument
from editorial.comments.people import told_of
from editorial.models import Event, Thread, ThreadState
from editorial.models.restrictions import is_guest
from editorial.wording.history_words import in_history
from editorial.workflow import Forbidden, NotAllowed, may
from encyclopedia.core import limits
from encyclopedia.wording.filled_in import in_sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_SHOWN = 60


def resolve(*, thread: uuid.UUID, by: User) -> Talked:
    """Close a thread whose matter is settled. A suggestion is accepted or refused instead."""
    with locked_thread(thread) as row:
        refuse_stranger(by, row.manuscript, "resolve", row)
        if row.state == ThreadState.RESOLVED:
            return Talked(row, changed=False)
        _refuse_closed(row)
        if row.is_suggestion:
            raise NotAllowed(_("Accept what is suggested, or refuse it."))
        return Talked(row, _enter(row, ThreadState.RESOLVED, "resolve", by))


def reopen(*, thread: uuid.UUID, by: User) -> Talked:
    """Open again what was resolved or refused. What was accepted is in the text; a check has the last word."""
    with locked_thread(thread) as row:
        refuse_stranger(by, row.manuscript, "reopen", row)
        if row.is_open:
            return Talked(row, changed=False)
        if row.state not in {ThreadState.RESOLVED, ThreadState.REFUSED}:
            raise NotAllowed(_("This stays closed. Begin another comment."))
        return Talked(row, _enter(row, ThreadState.OPEN, "reopen", by))


def accept_suggestion(*, thread: uuid.UUID, by: User) -> Talked:
    """Write what is suggested instead of the words, as the next revision; who suggested it is one of its writers.

    Raises NotAllowed where the words do not stand there any more, or the state does not allow to write, Forbidden for
    who may not.
    """
    with locked_thread(thread) as row:
        refuse_stranger(by, row.manuscript, "accept_suggestion", row)
        if not may(by, "save"):
            raise Forbidden(_("You may not write drafts."))
        if row.state == ThreadState.ACCEPTED:
            return Talked(row, changed=False)
        _refuse_closed(row)
        if row.replacement is None:
            raise NotAllowed(_("Nothing is suggested here."))
        document = newest_document(row.manuscript)
        commented = CommentedDocument(document)
        place = commented.place(row.part, row.anchor)
        if place is None:
            raise NotAllowed(
                _("“%(words)s” does not stand there so any more. Change it by hand.")
                % {"words": _short(row.exact)}
            )
        before = commented.words(row.part)
        after = before[: place.at] + row.replacement + before[place.end :]
        # A summary is one line.
        after = after if row.part == TEXT else " ".join(after.split())
        changed: dict[str, Any] = {row.part: after}
        document = replace(document, **changed)
        if excesses := [one for one in limits.excesses(document) if one.field == row.part]:
            raise TooLong(excesses)
        take_over(
            manuscript=row.manuscript,
            document=document,
            by=by,
            suggested_by=row.by,
            summary=in_history(
                gettext_lazy("Accepted a suggestion: “%(words)s”"),
                words=_short(row.replacement or row.exact),
            ),
        )
        row.made = row.manuscript.revision
        return Talked(row, _enter(row, ThreadState.ACCEPTED, "accept_suggestion", by))


def refuse_suggestion(*, thread: uuid.UUID, by: User) -> Talked:
    """Close a suggestion without its change. For whoever may write here, and who made it."""
    with locked_thread(thread) as row:
        refuse_stranger(by, row.manuscript, "refuse_suggestion", row)
        if not (may(by, "save") or row.by_id == by.pk):
            raise Forbidden(_("Only who may write drafts refuses a suggestion of others."))
        if row.state == ThreadState.REFUSED:
            return Talked(row, changed=False)
        _refuse_closed(row)
        if not row.is_suggestion:
            raise NotAllowed(_("Nothing is suggested here."))
        return Talked(row, _enter(row, ThreadState.REFUSED, "refuse_suggestion", by))


def close_checked(check: Event, digest: str) -> None:
    """Close the threads on a citation with its verdict: call it after the check's event, in its transaction."""
    Thread.objects.open().filter(manuscript=check.manuscript, digest=digest).update(
        state=ThreadState.CHECKED, since=check.at, moved_by=check.by
    )


def may_move(user: User, thread: Thread) -> bool:
    """Whether this person could resolve it, or refuse what it suggests."""
    if is_guest(user):
        return False
    return not thread.is_suggestion or may(user, "save") or thread.by_id == user.pk


def may_accept(user: User, thread: Thread) -> bool:
    return thread.is_suggestion and user.has_perm(permissions.SAVE_MANUSCRIPT) and may(user, "save")


def _refuse_closed(thread: Thread) -> None:
    if not thread.is_open:
        raise NotAllowed(
            _("This is closed already: %(state)s.")
            % {"state": in_sentence(thread.get_state_display())}
        )


def _enter(thread: Thread, state: ThreadState, act: str, by: User) -> Event:
    data = {"thread": str(thread.pk)} | ({"digest": thread.digest} if thread.digest else {})
    to = told_of(thread, "", by)
    event = record(act, by=by, manuscript=thread.manuscript, data=data, private={"to": to})
    thread.state, thread.since, thread.moved_by = state, event.at, by
    thread.save(update_fields=["state", "since", "moved_by", "made"])
    return event


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"
