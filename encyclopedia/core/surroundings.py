"""What gives cited words their meaning from outside, and its digest. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from encyclopedia.core.checked_words import checked_digest, checked_words


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
