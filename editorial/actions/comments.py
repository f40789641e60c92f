"""Writing in threads: beginning one on words, another part or a citation, suggesting, answering, taking back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.commented_words import on_citation, on_part, plain
from editorial.actions.transaction import locked, record
from editorial.actions.typed_lengths import refuse_too_long
from editorial.comments.parts import SUGGESTED, TEXT
from editorial.comments.people import told_of
from editorial.models import Comment, DraftCitation, Event, Manuscript, Status, Thread
from editorial.models.restrictions import Shown, restriction_of
from editorial.models.turns import name_of
from editorial.workflow import Forbidden, Hidden, NotAllowed, Refused, refuse_hidden

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_OPEN_THREADS = 1_000


@dataclass(frozen=True)
class Talked:
    """What an act did in a thread. `changed` is False when the same had been done before."""

    thread: Thread
    event: Event | None = None
    changed: bool = True


def start_thread(
    *,
    manuscript: uuid.UUID,
    by: User,
    comment: str,
    words: str = "",
    before: str = "",
    after: str = "",
    digest: str = "",
    part: str = TEXT,
) -> Talked:
    """Begin a thread on words of the newest revision's text, on another part of it, or on the citation of this digest.

    `before` and `after` are what stands around the words, which tells them from others that are the same.
    Raises Refused in words where they do not, and where the comment is empty or too long.
    """
    typed = typed_comment(comment)
    if not typed:
        raise Refused(_("Write what you have to say about these words."))
    with locked(manuscript) as row:
        refuse_stranger(by, row, "start_thread")
        thread = (
            on_citation(row, digest, by) if digest else on_part(row, part, words, before, after, by)
        )
        _refuse_text(thread, by)
        return _begin(thread, "start_thread", typed)


def suggest(
    *,
    manuscript: uuid.UUID,
    by: User,
    words: str,
    replacement: str,
    comment: str = "",
    before: str = "",
    after: str = "",
    part: str = TEXT,
) -> Talked:
    """Suggest to write `replacement` instead of these words of text or summary; the empty words take them away.

    Raises Refused as `start_thread` does, and where nothing would change.
    """
    typed = typed_comment(comment)
    instead = plain(replacement)
    refuse_too_long(replacement=instead)
    if part not in SUGGESTED:
        raise Refused(_("Other words are suggested for the text and the summary. Comment instead."))
    with locked(manuscript) as row:
        refuse_stranger(by, row, "suggest")
        thread = on_part(row, part, words, before, after, by)
        _refuse_text(thread, by)
        if thread.exact == instead:
            raise Refused(
                _("That is what stands there now. Write what should stand there instead.")
            )
        thread.replacement = instead
        return _begin(thread, "suggest", typed)


def reply(*, thread: uuid.UUID, by: User, comment: str) -> Talked:
    """Answer in an open thread. Raises NotAllowed in one that is closed."""
    typed = typed_comment(comment)
    if not typed:
        raise Refused(_("Write your answer."))
    with locked_thread(thread) as row:
        refuse_stranger(by, row.manuscript, "reply", row)
        last = row.comments.order_by("-pk").first()
        if last is not None and (last.by_id, last.words) == (by.pk, typed):
            return Talked(row, changed=False)
        if not row.is_open:
            raise NotAllowed(_("This was closed meanwhile. Open it again to answer."))
        _refuse_first_checker(row, by)
        return Talked(row, _write(row, "reply", typed, by))


def withdraw_comment(*, comment: int, by: User) -> Talked:
    """Take back the words of one's own comment; that something was written, and when, stays."""
    thread = Comment.objects.values_list("thread", flat=True).get(pk=comment)
    with locked_thread(thread) as row:
        refuse_stranger(by, row.manuscript, "withdraw_comment", row)
        written = row.comments.get(pk=comment)
        if written.by_id != by.pk:
            raise Forbidden(_("Only who wrote it takes a comment back."))
        if written.withdrawn_at is not None:
            return Talked(row, changed=False)
        data = {"thread": str(row.pk), "comment": written.at.isoformat()}
        event = record("withdraw_comment", by=by, manuscript=row.manuscript, data=data)
        written.words, written.withdrawn_at = "", event.at
        written.save(update_fields=["words", "withdrawn_at"])
    return Talked(row, event)


@contextmanager
def locked_thread(thread: uuid.UUID) -> Iterator[Thread]:
    """One transaction with the thread's manuscript locked, so that two acts on it come one after the other."""
    manuscript = Thread.objects.values_list("manuscript", flat=True).get(pk=thread)
    with locked(manuscript) as row:
        locked_row = Thread.objects.select_related("by").get(pk=thread)
        locked_row.manuscript = row
        yield locked_row


def typed_comment(comment: str) -> str:
    refuse_too_long(comment=comment)
    return plain(comment).strip()


def refuse_stranger(
    by: User, manuscript: Manuscript, act: str, thread: Thread | None = None
) -> None:
    """Raises Hidden or Forbidden for who does not see it, NotAllowed in an entry that was merged into another."""
    restriction = restriction_of(by)
    if not (by.is_active and by.has_perm(permissions.VIEW_MANUSCRIPT)) or (
        restriction is not None and restriction.has_ended
    ):
        raise Forbidden(_("You may not comment here."))
    refuse_hidden(by, manuscript, act)
    if thread is not None and not Thread.objects.filter(pk=thread.pk).seen_by(by).exists():
        raise Forbidden(_("You check this citation without knowing its first check."))
    if manuscript.status == Status.DISCARDED:
        raise NotAllowed(_("This draft was discarded. Bring it back to go on with it."))
    if manuscript.is_merged:
        raise NotAllowed(
            _("“%(title)s” has been merged into another entry. Continue with that one.")
            % {"title": manuscript.title}
        )


def _refuse_text(thread: Thread, by: User) -> None:
    """Raises Hidden for a guest who is shown only citations, where the thread is on other words of the text."""
    restriction = restriction_of(by)
    if not thread.digest and restriction is not None and restriction.shown == Shown.CITATIONS:
        raise Hidden(_("This is not among what you may see here."))


def _refuse_first_checker(thread: Thread, by: User) -> None:
    """Raises Refused for who made the first check of its citation, in the thread of who makes the second one blind."""
    if not thread.digest or thread.by == by or not thread.by.has_perm(permissions.CHECK_CITATION):
        return
    first = DraftCitation.objects.filter(manuscript=thread.manuscript, digest=thread.digest)
    if first.filter(first_by=by).exists():
        raise Refused(
            _("%(name)s checks it without knowing your check. Answer after their verdict.")
            % {"name": name_of(thread.by)}
        )


def _begin(thread: Thread, act: str, typed: str) -> Talked:
    """The event, then the thread and its first comment, unless this person said the same of the same words already."""
    own = Thread.objects.open().filter(manuscript=thread.manuscript, by=thread.by)
    same = own.filter(
        part=thread.part,
        exact=thread.exact,
        before=thread.before,
        after=thread.after,
        digest=thread.digest,
        replacement=thread.replacement,
    )
    for earlier in same:
        first = earlier.comments.order_by("pk").first()
        if (first.words if first else "") == typed:
            return Talked(earlier, changed=False)
    if Thread.objects.open().filter(manuscript=thread.manuscript).count() >= MAX_OPEN_THREADS:
        raise NotAllowed(
            _("%(count)s comments are open here. Resolve some of them first.")
            % {"count": MAX_OPEN_THREADS}
        )
    return Talked(thread, _write(thread, act, typed, thread.by, begins=True))


def _write(thread: Thread, act: str, typed: str, by: User, *, begins: bool = False) -> Event:
    """The event and the rows that it tells of. The words stand in its private half."""
    data = {"thread": str(thread.pk)} | ({"digest": thread.digest} if thread.digest else {})
    if begins and thread.part != TEXT:
        data["part"] = thread.part
    private: dict[str, object] = {"words": typed}
    if begins:
        private |= {"exact": thread.exact, "replacement": thread.replacement}
    private["to"] = told_of(thread, typed, by)
    event = record(act, by=by, manuscript=thread.manuscript, data=data, private=private)
    if begins:
        thread.at = thread.since = event.at
        thread.moved_by = by
        thread.save(force_insert=True)
    if typed:
        Comment.objects.create(thread=thread, words=typed, by=by, at=event.at)
    return event
