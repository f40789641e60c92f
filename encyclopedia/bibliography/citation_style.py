"""A citation style: the four functions that word sources, under one name.

A site has one style at a time. The functions are pure and see one record each; what they give is HTML in which every
word of the record is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from encyclopedia.bibliography.records.citing_words import citing_in, language_beside
from encyclopedia.bibliography.records.parsed_record import ParsedRecord
from encyclopedia.bibliography.records.record_dates import day_first

Record = Mapping[str, Any] | ParsedRecord


class NoteWriter(Protocol):
    """Writes a note on one place in a work, as HTML; "" for a record that says nothing.

    `locator` is as typed ("p. 12", "ch. 2"); `prefix` ("see") stands before, `suffix` behind.
    """

    def __call__(
        self, record: Record, *, locator: str = "", prefix: str = "", suffix: str = ""
    ) -> str: ...


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """How sources are cited; `name` is a value of the setting CITATION_STYLE."""

    name: str
    # A page's first note on a work, and those after it.
    full_note: NoteWriter
    short_note: NoteWriter
    # The work's line in the bibliography, as HTML; None for what the style leaves out of it.
    bibliography_line: Callable[[Record], str | None]
    # What a bibliography is ordered by; the keys of any two records can be compared.
    sort_key: Callable[[Record], tuple[str, ...]]

    def day_first(self) -> CitationStyle:
        """The same style with the day before the month: "19 July 1937"."""
        return replace(
            self,
            full_note=_with_day_first(self.full_note),
            short_note=_with_day_first(self.short_note),
            bibliography_line=_with_day_first(self.bibliography_line),
        )

    def in_language(self, language: str) -> CitationStyle:
        """The same style with its own words in this language, where there are any (`citing_words`)."""
        return replace(
            self,
            full_note=_with_words_of(language, self.full_note),
            short_note=_with_words_of(language, self.short_note),
            bibliography_line=_with_words_of(language, self.bibliography_line),
        )


P = ParamSpec("P")
R = TypeVar("R")


def _with_words_of(language: str, function: Callable[P, R]) -> Callable[P, R]:
    @wraps(function)
    def worded(*args: P.args, **kwargs: P.kwargs) -> R:
        record: Any = args[0]
        whole = record.record if isinstance(record, ParsedRecord) else record
        with citing_in(language_beside(language, str(whole.get("title", "")))):
            return function(*args, **kwargs)

    return worded


def _with_day_first(function: Callable[P, R]) -> Callable[P, R]:
    @wraps(function)
    def worded(*args: P.args, **kwargs: P.kwargs) -> R:
        with day_first():
            return function(*args, **kwargs)

    return worded
