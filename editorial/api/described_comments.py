"""The part of the API's description about comments; in English, as the names of its fields are."""

from __future__ import annotations

from typing import Annotated, TypedDict

from editorial.api.comment_bodies import NewComment
from editorial.api.described_drafts import PATH_ID
from editorial.comments.parts import PARTS
from editorial.models import ThreadState
from encyclopedia.api import examples
from encyclopedia.api.operations import ReadingWithToken, Writing
from encyclopedia.core.described_types import Keywords, Moment, Ordinal, Uri, Uuid

_THREAD = "5c0f5e2e-31a5-4c0e-b3a4-64f2f4a1f0de"


class CommentShape(TypedDict):
    """What one person said in a thread."""

    by: Annotated[str, "Who wrote it, as the token's account may know it."]
    at: Moment
    words: Annotated[str, "Empty where its writer took it back."]
    withdrawn: bool


class ThreadShape(TypedDict):
    """Comments on the same words, on a fact, a citation or the entry as a whole."""

    id: Uuid
    part: Annotated[str, Keywords(enum=list(PARTS))]
    exact: Annotated[str, "The words that it was begun on; of a fact or a citation the claim."]
    before: Annotated[str, "What stood before them; empty where no words of a text are meant."]
    after: Annotated[str, "What stood after them; of a citation its source and place."]
    citation: Annotated[str, "The digest of the citation that it is on; empty for none."]
    stands: Annotated[bool, "Whether that still stands so in the newest revision."]
    start: Annotated[
        int,
        Keywords(minimum=-1),
        "Where: the first character of the words in their part, or the fact counted from 0; -1 for no such place.",
    ]
    suggests: Annotated[bool, "Whether it suggests to write the replacement instead."]
    replacement: str
    state: Annotated[str, Keywords(enum=ThreadState.values)]
    by: Annotated[str, "Who began it."]
    at: Moment
    since: Annotated[Moment, "When it got into its state."]
    comments: list[CommentShape]


class CommentsShape(TypedDict):
    """The comments on a draft, as the token's account sees them: the open ones by place, then up to 100 closed ones."""

    draft: Uuid
    revision: Annotated[Ordinal, "The revision in which their places were looked for."]
    address: Annotated[Uri, "Their page in the office."]
    threads: list[ThreadShape]


class WrittenCommentShape(TypedDict):
    """The thread in which the comment stands."""

    changed: Annotated[bool, "False when the same was said there before."]
    thread: ThreadShape


THREAD: ThreadShape = {
    "id": _THREAD,
    "part": "text",
    "exact": "is a theory",
    "before": "Permanent revolution ",
    "after": ".[@service-trotsky-2009, p. 12]",
    "citation": "",
    "stands": True,
    "start": 21,
    "suggests": False,
    "replacement": "",
    "state": "open",
    "by": "Mona Moderator",
    "at": "2026-05-03T12:00:00+00:00",
    "since": "2026-05-03T12:00:00+00:00",
    "comments": [
        {
            "by": "Mona Moderator",
            "at": "2026-05-03T12:00:00+00:00",
            "words": "Whose?",
            "withdrawn": False,
        }
    ],
}
READ_COMMENTS = ReadingWithToken(
    "readComments",
    answers=CommentsShape,
    example={
        "draft": examples.ID,
        "revision": 1,
        "address": f"{examples.SITE}/admin/manuscript/{examples.ID}/comments/",
        "threads": [THREAD],
    },
    path=(PATH_ID,),
    problems=("token-wanted", "not-found", "method-not-allowed"),
)
WRITE_COMMENT = Writing(
    "writeComment",
    takes=NewComment,
    takes_example={"draft": examples.ID, "words": "is a theory", "comment": "Whose?"},
    takes_note="At most as many bytes as the site accepts (12,000,000 unless it says otherwise).",
    answers=WrittenCommentShape,
    example={"changed": True, "thread": THREAD},
    answered={200: "The same was said there before.", 201: "Written."},
    problems=(
        "unreadable-body",
        "token-wanted",
        "forbidden",
        "not-found",
        "method-not-allowed",
        "not-allowed-now",
        "words-not-there",
        "too-large",
        "not-json",
        "unacceptable-comment",
    ),
)
