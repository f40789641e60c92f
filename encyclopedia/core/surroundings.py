"""What gives cited words their meaning from outside, and its digest. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from encyclopedia.core.checked_words import checked_digest, checked_words

# Only hold others together.
UNNAMED: Final = ("calls", "labels", "pictures", "said")
# What a reader sees in the sentence itself, or what only counts places; a row's words have their labels.
_SEEN_ANYWAY: Final = frozenset(
    {
        "entry",
        "column",
        "filled",
        "cell",
        "label",
        "place",
        "depth",
        "call",
        "words",
        "struck",
        "code",
    }
)


@dataclass(frozen=True, slots=True)
class Surrounding:
    """One thing around some words: its `kind` ("heading", "link"), and its own `words`.

    `inner` is what marks these words (a link, words struck out), or what surrounds them in turn. Two that differ only
    in layout are equal. The digest (SHA-256, hex) is made once, so that thousands of claims may share what is large.
    """

    kind: str = field(compare=False)
    words: str = field(default="", compare=False)
    inner: tuple[Surrounding, ...] = field(default=(), compare=False, repr=False)
    digest: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        digests = [surrounding.digest for surrounding in self.inner]
        digest = checked_digest("surrounding", self.kind, checked_words(self.words), *digests)
        object.__setattr__(self, "digest", digest)


def context_digest(surroundings: Iterable[Surrounding]) -> str:
    """SHA-256 (hex) of all that surrounds some words, from the outside in; "" for nothing."""
    digests = [surrounding.digest for surrounding in surroundings]
    return checked_digest("context", *digests) if digests else ""


def lines_read_with(surroundings: Iterable[Surrounding]) -> dict[str, tuple[str, ...]]:
    """What some words are read with, from the outside in: kind → all that is of this kind, each once."""
    lines: dict[str, dict[str, None]] = {}
    for surrounding in _named(surroundings):
        if surrounding.words and surrounding.kind not in _SEEN_ANYWAY:
            lines.setdefault(surrounding.kind, {})[_with_targets(surrounding)] = None
    return {kind: tuple(words) for kind, words in lines.items()}


def _named(surroundings: Iterable[Surrounding]) -> Iterator[Surrounding]:
    for surrounding in surroundings:
        if surrounding.kind not in UNNAMED:
            yield surrounding
        # A note is read with what its sentence is read with.
        if surrounding.kind in (*UNNAMED, "call", "host"):
            yield from _named(surrounding.inner)


def _with_targets(surrounding: Surrounding) -> str:
    targets = [inner.words for inner in surrounding.inner if inner.kind == "target"]
    return " → ".join((surrounding.words, *targets))
