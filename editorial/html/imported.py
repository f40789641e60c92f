"""What every reader of imported text returns. Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from editorial.html.read_notes import FoundComment, NoteReading, ReadWork
from encyclopedia.core.documents import JSON, Document
from encyclopedia.core.messages import Message, MessageError

KnownSource = Callable[[str], str | None]
"""From the words of a note to the key of the one source that it clearly names, or None."""

KnownWork = Callable[[JSON], str | None]
"""From a CSL-JSON record to the key of the source that is the same work, or None."""


class ImportProblem(MessageError):
    """Nothing can be imported: the message says why, `detail` where (a part's name)."""

    def __init__(self, message: Message, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One thing the author should look at.

    `line` is the line of the imported `text` (from 1) where it stands or would have stood, 0 when
    it has no place there; `message` is one of `editorial.html.messages`; `excerpt` is the thing itself.
    """

    line: int
    message: Message
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class FoundReference:
    """One reference of the imported text: what it was marked with there, its words, its source.

    `record` is a CSL-JSON item (without `id`) to create the source `key` from, or None when `key`
    names a source that is already there. Two marks may share one key (two pages of one work).
    """

    mark: str
    text: str
    record: JSON | None
    key: str


@dataclass(slots=True)
class ImportedText:
    """Imported text as our markup, with the sources it needs and what could not be carried over.

    `language` is what the file says it is in (BCP 47), "" where it says nothing.
    """

    title: str = ""
    text: str = ""
    references: list[FoundReference] = field(default_factory=list)
    report: list[ReportLine] = field(default_factory=list)
    notes: list[NoteReading] = field(default_factory=list)
    works: list[ReadWork] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    comments: list[FoundComment] = field(default_factory=list)
    language: str = ""
    # The entry that a file of ours was made of: without its text, with its facts.
    entry: Document | None = None


EXCERPT = 120


def excerpt(text: str, limit: int = EXCERPT) -> str:
    """`text` on one line, cut at a word with `…` when longer than `limit` characters."""
    folded = " ".join(text[: limit * 4].split())
    if len(folded) <= limit:
        return folded
    return folded[:limit].rsplit(" ", 1)[0] + "…"
