"""The citations of a fact as an author types them: `[@key, p. 12, "the words"]`. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable

from encyclopedia.core.citations import Reference
from encyclopedia.core.messages import MessageError
from encyclopedia.markup import brackets

_SEPARATORS = re.compile(r"[\s,;]*")
_SPECIAL = re.compile(r"[\\\[\]{}\"“”„«»;@&*_`<]")


class CitationError(MessageError):
    """The text is not citations; the message says what is wrong and how to fix it."""


def read(text: str) -> tuple[Reference, ...]:
    """The references of one or more brackets, with only white space, commas or semicolons between them.

    Raises CitationError for anything else.
    """
    references: list[Reference] = []
    at, end = _skip(text, 0), len(text)
    while at < end:
        if not brackets.looks_like_citation(text, at, end):
            excerpt = text[at : at + 40]
            raise CitationError("fact_citation_none", typed=excerpt)
        bracket = brackets.read_bracket(text, at, end)
        if isinstance(bracket, brackets.BracketFault):
            raise CitationError(bracket.message)
        if bracket.faults:
            raise CitationError(bracket.faults[0].message)
        if bracket.reason is not None:
            raise CitationError("fact_citation_mark")
        references.extend(bracket.references)
        at = _skip(text, bracket.end)
    return tuple(dict.fromkeys(references))


def _skip(text: str, at: int) -> int:
    match = _SEPARATORS.match(text, at)
    return match.end() if match else at


def spell(references: Iterable[Reference]) -> str:
    """The text that `read` reads as these references, one bracket each."""
    return " ".join(_spelled(reference) for reference in references)


def _spelled(reference: Reference) -> str:
    before = f"{_escaped(reference.prefix)} " if reference.prefix else ""
    parts = [f"@{reference.key}"]
    if reference.locator:
        parts.append(reference.locator)
    if reference.quotation:
        parts.append('"' + re.sub(r'([\\"&])', r"\\\1", reference.quotation) + '"')
    if reference.suffix:
        parts.append(_escaped(reference.suffix))
    return f"[{before}{', '.join(parts)}]"


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", words)
