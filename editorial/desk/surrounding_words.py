"""What stands around a claim and gives its words their meaning, in words for a moderator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from editorial.desk.context_differences import KINDS, UNNAMED
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.surroundings import Surrounding

# What a moderator sees in the paragraph itself, or what only counts places; a row's words have their labels.
_SEEN_ANYWAY: Final = frozenset(
    {"column", "filled", "cell", "label", "place", "depth", "call", "words", "struck", "code"}
)


@dataclass(frozen=True)
class SurroundingLine:
    """One kind of thing around a claim, and all that is of this kind, from the outside in."""

    kind: str
    words: tuple[str, ...]


def surrounding_lines(citation: DocumentCitation) -> list[SurroundingLine]:
    """What a claim is read with, in the order of the text's build."""
    lines: dict[str, dict[str, None]] = {}
    for surrounding in _named(citation.surroundings):
        if surrounding.words and surrounding.kind not in _SEEN_ANYWAY:
            lines.setdefault(surrounding.kind, {})[_in_words(surrounding)] = None
    return [SurroundingLine(str(KINDS[kind]), tuple(words)) for kind, words in lines.items()]


def _named(surroundings: Iterable[Surrounding]) -> Iterator[Surrounding]:
    for surrounding in surroundings:
        if surrounding.kind not in UNNAMED:
            yield surrounding
        # A note is read with what its sentence is read with.
        if surrounding.kind in (*UNNAMED, "call", "host"):
            yield from _named(surrounding.inner)


def _in_words(surrounding: Surrounding) -> str:
    targets = [inner.words for inner in surrounding.inner if inner.kind == "target"]
    return " → ".join((surrounding.words, *targets))
