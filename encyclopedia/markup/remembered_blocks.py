"""Readings of blocks, kept from one text to the next: who saves a text again has changed few of its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Self

from markdown_it.utils import EnvType

from encyclopedia.markup import syntax
from encyclopedia.markup.runs import Collector, RunReading, read_plain

MAX_REMEMBERED: Final = 1_024
# In characters: a reading holds many times its block.
MAX_REMEMBERED_BLOCK: Final = 4_000


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses that a text defines, for "[words][name]": what markdown-it made of them, compared by what it is."""

    signature: str
    environment: EnvType = field(compare=False)

    @classmethod
    def of(cls, environment: EnvType) -> Self:
        defined = environment.get("references")
        return cls(repr(sorted(defined.items())) if defined else "", environment)


def calls_notes(content: str) -> bool:
    """Whether what the block says may depend on the notes of its text."""
    return "[^" in content


def reading_of(content: str, addresses: Addresses) -> RunReading:
    """The reading of a block that calls no notes: the same for the same characters, wherever they stand."""
    if len(content) > MAX_REMEMBERED_BLOCK:
        return _read(content, addresses)
    return _remembered(content, addresses)


def forget() -> None:
    """Read every block again at its next use."""
    _remembered.cache_clear()


def _read(content: str, addresses: Addresses) -> RunReading:
    if syntax.is_plain(content):
        return read_plain(content)
    tokens = syntax.inline_tokens(content, addresses.environment)
    return Collector(content, None).read(tokens)


_remembered = lru_cache(maxsize=MAX_REMEMBERED)(_read)
