"""Importing a manuscript: pictures into the library, its text as a draft, comments as comments on their words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.actions.comments import start_thread
from editorial.actions.import_entry import Incoming, import_entries
from editorial.actions.import_result import ImportResult, StepRemark
from editorial.actions.import_sources import require_import
from editorial.actions.wanted_pictures import put_in_place
from editorial.comments.parts import ENTRY, TEXT
from editorial.html.read_notes import FoundComment
from editorial.models import LineState
from editorial.wording.history_words import in_history
from editorial.workflow import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_COMMENTS = 500
_MIN_WORDS = 3


@dataclass(frozen=True, kw_only=True)
class IncomingManuscript:
    """An entry as it was read from a manuscript; `pictures` are files by the names that the text calls them."""

    entry: Incoming
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    comments: tuple[FoundComment, ...] = ()


def import_manuscripts(*, items: Sequence[IncomingManuscript], by: User) -> list[ImportResult]:
    """Save manuscripts as `import_entries` saves entries: all of it or nothing.

    What cannot be stored (a drawing of Word, a comment on words that changed) is a remark of the result. Raises as
    `import_entries` does.
    """
    require_import(by)
    stored = [_with_pictures(item, by) for item in items]
    results = import_entries(items=[entry for entry, _remarks in stored], by=by)
    return [
        replace(result, remarks=(*result.remarks, *remarks, *_comments(item, result, by)))
        for item, result, (_entry, remarks) in zip(items, results, stored, strict=True)
    ]


def _with_pictures(item: IncomingManuscript, by: User) -> tuple[Incoming, list[StepRemark]]:
    """The entry with its pictures in the library; those that are refused stay wanted, and are named."""
    text, pictures, remarks = put_in_place(item.entry.text, (), item.pictures.get, by)
    return replace(item.entry, text=text, pictures=pictures), remarks


def _comments(item: IncomingManuscript, result: ImportResult, by: User) -> list[StepRemark]:
    if result.manuscript is None or result.state not in {LineState.NEW, LineState.REVISED}:
        return []
    remarks: list[StepRemark] = []
    for comment in item.comments[:MAX_COMMENTS]:
        said = in_history(
            gettext_lazy("%(name)s wrote in the manuscript: %(words)s"),
            name=comment.author or gettext_lazy("Somebody"),
            words=comment.text,
        )
        if not _start(result.manuscript, comment, said, by):
            remarks.append(
                StepRemark("", "comment", _("This comment could not be carried over."), said)
            )
    return remarks


def _start(manuscript: uuid.UUID, comment: FoundComment, said: str, by: User) -> bool:
    """Begin a thread on the words, on as many of the first as still stand so, or on the whole entry."""
    tokens = comment.words.split()
    for count in dict.fromkeys((len(tokens), len(tokens) // 2, _MIN_WORDS)):
        if count < 1 or count > len(tokens):
            continue
        words = " ".join(tokens[:count])
        try:
            start_thread(
                manuscript=manuscript,
                by=by,
                comment=said,
                words=words,
                before=comment.before,
                part=TEXT,
            )
        except Refused:
            continue
        return True
    quoted = f"“{comment.words}”\n\n{said}" if comment.words else said
    try:
        start_thread(manuscript=manuscript, by=by, comment=quoted, part=ENTRY)
    except Refused:
        return False
    return True
