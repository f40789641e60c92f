"""What is asked of a catalogue, and the works that it answers with. Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from editorial.fetching.fetch import Answer, Asking
from encyclopedia.bibliography.records.normalising import normalise
from encyclopedia.core.documents import JSON
from encyclopedia.core.messages import Message

Named = Literal["doi", "isbn", "arxiv", "pmid", "url", "words"]

MAX_WORKS: Final = 5
MAX_VALUE: Final = 1_000
MAX_NAMES: Final = 100
# Of everything that catalogues answer with, what a record of a source is made of.
FIELDS: Final = frozenset(
    {
        *("type", "title", "title-short", "author", "editor", "translator", "container-author"),
        *("container-title", "collection-title", "collection-number", "publisher", "genre"),
        *("publisher-place", "edition", "volume", "number-of-volumes", "issue", "page", "number"),
        *("number-of-pages", "event-title", "archive", "archive_location", "language", "issued"),
        *("original-date", "DOI", "ISBN", "ISSN", "URL", "OCLC", "arXiv", "PMID", "PMCID"),
    }
)


class NotRead(Exception):
    """The answer is not what this catalogue answers with."""


@dataclass(frozen=True, slots=True)
class Question:
    """`value` is in its canonical form: a DOI in lower case, an ISBN of 13 digits, an address, a reference in words."""

    named: Named
    value: str


@dataclass(frozen=True, slots=True)
class Work:
    """`doubts` say what to look at, by field. `score` orders the works of one answer, where the catalogue has one."""

    record: JSON
    doubts: Mapping[str, Message] = field(default_factory=dict)
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer says: its works, or `several` titles of which the catalogue wants one chosen."""

    works: tuple[Work, ...] = ()
    several: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`name` is what people read; `asks` makes the request, or None for what it does not take."""

    slug: str
    name: str
    takes: frozenset[Named]
    asks: Callable[[Question], Asking | None]
    reads: Callable[[Answer, Question], Reading]
    inside: frozenset[str] = frozenset()

    def asking(self, question: Question, *, seconds: float, agent: str) -> Asking | None:
        asking = self.asks(question) if question.named in self.takes else None
        if asking is None:
            return None
        headers = {**asking.headers, "User-Agent": agent}
        return replace(asking, headers=headers, seconds=seconds, inside=self.inside)


def work(record: Mapping[str, Any], doubts: Mapping[str, Message] | None = None) -> Work | None:
    """A work of the fields that a source has, in the form in which records are kept; None without a title."""
    kept = {name: _bounded(value) for name, value in record.items() if name in FIELDS and value}
    kept = normalise(kept)
    if not isinstance(kept.get("title"), str):
        return None
    told = {name: doubt for name, doubt in (doubts or {}).items() if name in kept}
    return Work(kept, told)


def works(listed: list[Work | None]) -> tuple[Work, ...]:
    return tuple([item for item in listed if item is not None][:MAX_WORKS])


def _bounded(value: Any) -> Any:
    if isinstance(value, str):
        return value[:MAX_VALUE]
    return value[:MAX_NAMES] if isinstance(value, list) else value
