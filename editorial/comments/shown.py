"""The threads of a manuscript as one person sees them: in the order of the page, each at its place."""

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

from editorial.comments.choices import PART_NAMES, Choice, choices_of, short
from editorial.comments.parts import (
    FACT,
    PARTS,
    SUMMARY,
    TEXT,
    CommentedDocument,
    Place,
)
from editorial.comments.signatures import signature
from editorial.models import DraftCitation, Manuscript, Status, Thread, ThreadState
from editorial.models.restrictions import is_guest
from editorial.workflow import allowed, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from encyclopedia.core.documents import Document

NOWHERE = Place(len(PARTS), 0, 0)
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
    """`place` is where it stands in the newest revision, `line` that of words of the text, `address` where its citation
    is checked; none of them where it is gone.

    `can` names what this person may do with it: `reply`, `resolve`, `accept`, `refuse`, `reopen`.
    """

    thread: Thread
    who: str
    closed_by: str
    comments: Sequence[ShownComment]
    can: Sequence[str]
    place: Place | None = None
    line: int = 0
    address: str = ""
    is_own: bool = False

    @property
    def is_orphaned(self) -> bool:
        return self.place is None and not self.address

    @property
    def where(self) -> str:
        """The part of the entry, in words."""
        if self.line:
            return _("Line %(line)s") % {"line": self.line}
        return PART_NAMES[self.thread.part]()

    @property
    def field(self) -> str:
        """The id of its field in the form."""
        if self.line:
            return f"line-{self.line}"
        if self.thread.part == FACT and self.place:
            return f"id_facts-{self.place.at}-property"
        return "id_summary" if self.thread.part == SUMMARY else "id_title"

    @property
    def about(self) -> str:
        """What it is on, for whoever hears the list read."""
        return short(self.thread.exact)


@dataclass(frozen=True)
class Talk:
    """What a page shows of them. `typed` is what was refused, by the name of its field, and `error` why."""

    manuscript: Manuscript
    commented: CommentedDocument | None = None
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

    @property
    def choices(self) -> list[Choice]:
        """What another comment may be on."""
        return choices_of(self.commented) if self.commented else []

    def data(self) -> str:
        """The open ones that are not on citations, for the scripts that mark their words: JSON."""
        listed: list[dict[str, Any]] = [
            {
                "id": str(shown.thread.pk),
                "part": shown.thread.part,
                "exact": shown.thread.exact,
                "said": self.commented.said(shown.place.at)
                if self.commented and shown.place and shown.thread.part == FACT
                else "",
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
    manuscript: Manuscript, document: Document, by: User, *, closed: bool = False, **more: Any
) -> Talk:
    """The open threads, and with `closed` the others; the document is the newest. Four queries at most."""
    commented = CommentedDocument(document)
    rows = Thread.objects.of(manuscript).seen_by(by).select_related("by__restriction", "moved_by")
    rows = rows.prefetch_related("comments__by__restriction")
    shown = shown_threads(rows.open().in_order(), manuscript, commented, by)
    ended: list[ShownThread] = []
    if closed:
        others = rows.exclude(state=ThreadState.OPEN).order_by("-since", "id")[:MAX_CLOSED]
        ended = shown_threads(others, manuscript, commented, by, sort=False)
    return Talk(manuscript, commented, shown, ended, may_start=_may_start(manuscript), **more)


def talk_on(manuscript: Manuscript, digest: str, by: User) -> Talk:
    """The open threads on one citation."""
    rows = Thread.objects.of(manuscript).seen_by(by).filter(digest=digest).open().in_order()
    rows = rows.select_related("by__restriction", "moved_by")
    rows = rows.prefetch_related("comments__by__restriction")
    shown = shown_threads(rows, manuscript, None, by)
    return Talk(manuscript, None, shown, may_start=_may_start(manuscript))


def _may_start(manuscript: Manuscript) -> bool:
    return not manuscript.is_merged and manuscript.status != Status.DISCARDED


def shown_threads(
    threads: Iterable[Thread],
    manuscript: Manuscript,
    commented: CommentedDocument | None,
    by: User,
    *,
    sort: bool = True,
) -> list[ShownThread]:
    listed = list(threads)
    if not listed:
        return []
    text = commented.document.text if commented else ""
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
    is_own_draft = by.pk in {manuscript.author_id, manuscript.responsible_id}
    shown = []
    for thread in listed:
        place = (
            commented.place(thread.part, thread.anchor) if commented and not thread.digest else None
        )
        address = ""
        if thread.digest in cited:
            address = reverse("admin:desk_citation", args=[manuscript.pk, thread.digest])
        shown.append(
            ShownThread(
                thread,
                signature(thread.by, by),
                signature(thread.moved_by, by) if not thread.is_open else "",
                [_comment(comment, by) for comment in thread.comments.all()],
                _can(
                    thread,
                    by,
                    writes=writes,
                    guest=guest,
                    # What one suggested for somebody else's draft is theirs to accept.
                    takes=takes and place is not None and (is_own_draft or thread.by_id != by.pk),
                ),
                is_own=thread.by_id == by.pk,
                place=place,
                line=bisect_right(lines, place.at) if place and thread.part == TEXT else 0,
                address=address,
            )
        )
    if sort:
        # Those on citations after those on words, what is orphaned last.
        shown.sort(
            key=lambda one: (
                one.is_orphaned,
                one.place is None,
                one.place or NOWHERE,
                one.thread.at,
            )
        )
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
        return _("%(name)s suggests: %(words)s") % {"name": shown.who, "words": short(instead)}
    if not said:
        return _("A comment that was taken back")
    return _("%(name)s: %(words)s") % {"name": said[0].who, "words": short(said[0].words)}
