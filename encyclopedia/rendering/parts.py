"""Input and output of rendering: plain data, no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal, Self

from encyclopedia.markup import RenderedPicture

Relation = Literal["original", "translation", "sister"]


@dataclass(frozen=True, slots=True)
class Parts:
    """The rendered parts of one entry's page; the fields are `encyclopedia.models.PARTS`."""

    head: str
    top: str
    facts: str
    contents: str
    body: str
    notes: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)

    def digest(self) -> str:
        """SHA-256 (hex) of the parts as canonical JSON: keys sorted, no insignificant white space, UTF-8."""
        words = json.dumps(
            self.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What a page says of its edition. `change` is a value of `models.Change`; times are aware.

    `doi` is what it was given after it was published, and `changed_at` when that was.
    """

    number: int
    digest: str
    published_at: datetime
    change: str = "new"
    summary: str = ""
    first_published_at: datetime | None = None
    doi: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageNotice:
    """A notice that readers see beside the text, such as that an obstacle was waived, and why.

    `kind` is what it is about ("waiver"), `text` the public reason, `until` (aware) when it expires, `by` the
    public name of the person who gave it; the last two may be missing.
    """

    kind: str
    text: str
    until: datetime | None = None
    by: str = ""

    def lapsed(self, at: datetime) -> bool:
        """Whether it no longer holds at this time (aware)."""
        return self.until is not None and self.until <= at

    def as_data(self) -> dict[str, str]:
        """JSON-ready, with an ISO 8601 time."""
        until = self.until.isoformat() if self.until else ""
        return {"kind": self.kind, "text": self.text, "until": until, "by": self.by}

    @classmethod
    def from_data(cls, data: Mapping[str, str]) -> Self:
        """The notice that `as_data` wrote."""
        until = data.get("until", "")
        return cls(
            kind=data["kind"],
            text=data["text"],
            until=datetime.fromisoformat(until) if until else None,
            by=data.get("by", ""),
        )


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """An entry that is the same in another language; `relation` is what it is: original, translation, or sister."""

    language: str
    title: str
    path: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class FollowedEntry:
    """The original of a translation, and the edition that it follows; since when it is behind a later one (aware)."""

    language: str
    title: str
    path: str
    edition: int
    behind_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as a footnote needs it: CSL-JSON record, page, and the mark against it, made at this time (aware)."""

    record: Mapping[str, Any]
    title: str
    path: str
    reliability: str = "sound"
    reason: str = ""
    record_edition: int = 1
    marked_at: datetime | None = None

    @property
    def is_doubted(self) -> bool:
        return self.reliability != "sound"


@dataclass(frozen=True, slots=True)
class Library:
    """What the published encyclopedia holds for one document.

    `sources` by key; `links` by target as typed (URL, "" for the entry itself, or None where there is none);
    `pictures` by name in the document; `withdrawn` are the targets, as typed, whose entry was withdrawn.
    """

    sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    links: Mapping[str, str | None] = field(default_factory=dict)
    pictures: Mapping[str, RenderedPicture] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()

    @property
    def doubted(self) -> frozenset[str]:
        """The keys of sources marked as unreliable, retracted or forged."""
        return frozenset(key for key, source in self.sources.items() if source.is_doubted)
