"""How the notes of a manuscript were read, and which works they cite. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from encyclopedia.core.documents import JSON

How = Literal["field", "here", "new", "named", "again", "unclear", "remark"]
Decision = Literal["", "note", "verbatim"]


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work as a note cites it."""

    key: str
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part of a note: `how` it was read; `work` where it cites one; `words` as they stand there.

    "field": a reference manager's; "here": a source of the office; "new": to be drafted; "named": a work cited before,
    shortly; "again": ibid. and the like; "unclear": of which nobody can tell which work it means; "remark": words.
    """

    how: How
    words: str
    start: int
    end: int
    work: CitedWork | None = None
    certain: bool = True


def has_words(text: str) -> bool:
    """Whether there is a letter or digit in it."""
    return any(sign.isalnum() for sign in text)


@dataclass(frozen=True, slots=True)
class NoteReading:
    """One note. `id` stays the same as long as the note does; `decision` is what a person said of it.

    `words` has a sign (U+FFFC) for each citation of a reference manager; in `shown` stands what that shows instead.
    """

    id: str
    mark: str
    words: str
    parts: tuple[ReadPart, ...] = ()
    decision: Decision = ""
    shown: str = ""

    @property
    def works(self) -> list[CitedWork]:
        return [part.work for part in self.parts if part.work]

    @property
    def has_words(self) -> bool:
        """Whether there is a letter or digit in it, of which a source can have its title."""
        return has_words(self.words)

    @property
    def is_cited_only(self) -> bool:
        """Whether it says nothing besides its works."""
        return bool(self.parts) and all(part.work for part in self.parts)

    @property
    def leading(self) -> list[CitedWork]:
        """The works before the first words of its own: they belong to the claim at the mark."""
        works: list[CitedWork] = []
        for part in self.parts:
            if not part.work:
                break
            works.append(part.work)
        return works


@dataclass(slots=True)
class ReadWork:
    """A work of the manuscript. `identity` names it whatever else the file cites; `is_here`: the office has it."""

    identity: str
    key: str
    words: str
    record: JSON
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class FoundComment:
    """A comment of the manuscript: on which words (none: on the whole), what stood before them, who said what."""

    words: str
    before: str
    author: str
    text: str
