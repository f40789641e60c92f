"""The threads of a manuscript as one person sees them: in the order of the text, each at its line."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import permissions
from editorial.comments.anchors import place_of
from editorial.comments.signatures import signature
from editorial.models import DraftCitation, Manuscript, Status, Thread, ThreadState
from editorial.models.restrictions import is_guest
from editorial.workflow import allowed, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# So many closed ones are listed, the newest first.
MAX_CLOSED = 100


@dataclass(frozen=True)
class ShownComment:
    id: int
    who: str
    at: datetime
    words: str
    withdrawn: bool
    may_withdraw: bool


@dataclass(frozen=True)
class ShownThread:
    """`line` is where its words stand in the text, `address` where its citation is checked; neither where it is gone.

    `can` names what this person may do with it: `reply`, `resolve`, `accept`, `refuse`, `reopen`.
    """

    thread: Thread
    who: str
    closed_by: str
    comments: Sequence[ShownComment]
    can: Sequence[str]
    line: int = 0
    address: str = ""
    at: int = -1

    @property
    def is_orphaned(self) -> bool:
        return not self.line and not self.address

    @property
    def about(self) -> str:
        """What it is on, for whoever hears the list read."""
        return _short(self.thread.exact)


@dataclass(frozen=True)
class Talk:
    """What a page shows of them. `typed` is what was refused, by the name of its field, and `error` why."""

    manuscript: Manuscript
    open: Sequence[ShownThread] = ()
    closed: Sequence[ShownThread] = ()
    may_start: bool = False
    error: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    typed_thread: str = ""

    @property
    def address(self) -> str:
        return reverse("admin:comments", args=[self.manuscript.pk])

    @property
    def orphaned(self) -> int:
        return sum(shown.is_orphaned for shown in self.open)

    def data(self) -> str:
        """The open ones on words of the text, for the scripts that mark these: JSON."""
        listed: list[dict[str, Any]] = [
            {
                "id": str(shown.thread.pk),
                "exact": shown.thread.exact,
                "before": shown.thread.before,
                "after": shown.thread.after,
                "around": shown.thread.around,
                "replacement": shown.thread.replacement,
                "can": list(shown.can),
                "told": _told(shown),
            }
            for shown in self.open
            if not shown.thread.digest
        ]
        return json.dumps(listed)


def talk_of(
    manuscript: Manuscript, text: str, by: User, *, closed: bool = False, **more: Any
) -> Talk:
    """The open threads, and with `closed` the others; `text` is that of the newest revision. Four queries at most."""
    rows = Thread.objects.of(manuscript).seen_by(by).select_related("by__restriction", "moved_by")
    rows = rows.prefetch_related("comments__by__restriction")
    shown = shown_threads(rows.open().in_order(), manuscript, text, by)
    ended: list[ShownThread] = []
    if closed:
        others = rows.exclude(state=ThreadState.OPEN).order_by("-since", "id")[:MAX_CLOSED]
        ended = shown_threads(others, manuscript, text, by, sort=False)
    return Talk(manuscript, shown, ended, may_start=_may_start(manuscript), **more)


def talk_on(manuscript: Manuscript, digest: str, by: User) -> Talk:
    """The open threads on one citation."""
    rows = Thread.objects.of(manuscript).seen_by(by).filter(digest=digest).open().in_order()
    rows = rows.select_related("by__restriction", "moved_by")
    rows = rows.prefetch_related("comments__by__restriction")
    shown = shown_threads(rows, manuscript, "", by)
    return Talk(manuscript, shown, may_start=_may_start(manuscript))


def _may_start(manuscript: Manuscript) -> bool:
    return not manuscript.is_merged and manuscript.status != Status.DISCARDED


def shown_threads(
    threads: Iterable[Thread], manuscript: Manuscript, text: str, by: User, *, sort: bool = True
) -> list[ShownThread]:
    listed = list(threads)
    if not listed:
        return []
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    digests = {thread.digest for thread in listed} - {""}
    cited = dict(
        DraftCitation.objects.filter(manuscript=manuscript, digest__in=digests)
        .order_by("-position")
        .values_list("digest", "position")
        if digests
        else ()
    )
    writes, guest = may(by, "save"), is_guest(by)
    takes = writes and allowed(manuscript, "save")
    shown = []
    for thread in listed:
        place = place_of(text, thread.anchor) if not thread.digest else None
        address = ""
        if thread.digest in cited:
            address = reverse("admin:desk_citation", args=[manuscript.pk, thread.digest])
        shown.append(
            ShownThread(
                thread,
                signature(thread.by, by),
                signature(thread.moved_by, by) if not thread.is_open else "",
                [_comment(comment, by) for comment in thread.comments.all()],
                _can(thread, by, writes=writes, guest=guest, takes=takes and place is not None),
                line=bisect_right(lines, place[0]) if place else 0,
                address=address,
                at=place[0] if place else -1,
            )
        )
    if sort:
        # Those on citations after those on words, what is orphaned last.
        shown.sort(key=lambda one: (one.is_orphaned, one.at < 0, one.at, one.thread.at))
    return shown


def _can(thread: Thread, by: User, *, writes: bool, guest: bool, takes: bool) -> list[str]:
    own = thread.by_id == by.pk
    if not thread.is_open:
        stays = thread.state in {ThreadState.ACCEPTED, ThreadState.CHECKED}
        return [] if stays or guest else ["reopen"]
    acts = ["reply"]
    if thread.is_suggestion:
        acts += ["accept"] if takes else []
        acts += ["refuse"] if writes or (own and not guest) else []
    elif not guest:
        acts.append("resolve")
    return acts


def _comment(comment: Any, by: User) -> ShownComment:
    own = comment.by_id == by.pk
    withdrawn = comment.withdrawn_at is not None
    return ShownComment(
        comment.pk,
        signature(comment.by, by),
        comment.at,
        comment.words,
        withdrawn,
        may_withdraw=own and not withdrawn,
    )


def _told(shown: ShownThread) -> str:
    """The thread in a sentence, for the description of its words in the text."""
    said = [comment for comment in shown.comments if not comment.withdrawn]
    if shown.thread.replacement is not None:
        instead = shown.thread.replacement or _("nothing")
        return _("%(name)s suggests: %(words)s") % {"name": shown.who, "words": _short(instead)}
    if not said:
        return _("A comment that was taken back")
    return _("%(name)s: %(words)s") % {"name": said[0].who, "words": _short(said[0].words)}


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 120 else line[:119] + "…"


def open_words(manuscript: Manuscript, by: User) -> str:
    """How many comments are open there, for whoever submits or approves it; empty for none."""
    count = Thread.objects.open().of(manuscript).seen_by(by).count()
    if not count:
        return ""
    return ngettext(
        "%(count)s comment is still open.", "%(count)s comments are still open.", count
    ) % {"count": count}


def waiting_for(user: User) -> Any:
    """Open threads in which somebody else wrote last, and this person is the one to answer: for the first page.

    Those of manuscripts that they are responsible for, and those in which they wrote.
    """
    if not user.has_perm(permissions.VIEW_MANUSCRIPT):
        return Thread.objects.none()
    rows = Thread.objects.open().exclude(manuscript__status=Status.DISCARDED)
    return rows.seen_by(user).awaiting(user).select_related("manuscript").in_order()
