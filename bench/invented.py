"""A generated encyclopedia of any size, the same at every call: what `bulk_entries.py` writes."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate

SYLLABLES = "ba bo ra ri ke lo mi na tro sky len mar vo dim lu xem".split()  # noqa: SIM905
KINDS = ("article",) * 4 + ("person",) * 3 + ("organisation",) + ("source",) * 2
CITATIONS = 5
DAY = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


def word(number: int) -> str:
    """An invented word, another for each number."""
    syllables: list[str] = []
    while number or not syllables:
        number, place = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[place])
    return "".join(syllables)


# The first are in nearly every text, the last in few.
VOCABULARY = [word(300 + number * 13) for number in range(5_000)]
WEIGHTS = list(accumulate(1 / (place + 3) for place in range(len(VOCABULARY))))


@dataclass
class Entries:
    """The entries of a generated encyclopedia of `size`; the same at every call."""

    size: int
    randomness: random.Random = field(default_factory=lambda: random.Random(1938))

    def __post_init__(self) -> None:
        self.ids = [uuid.UUID(int=self.randomness.getrandbits(128)) for _ in range(self.size)]
        self.kinds = [KINDS[number % len(KINDS)] for number in range(self.size)]
        self.names = [self._name(number) for number in range(self.size)]
        self.slugs = [name.lower().replace(" ", "-") for name in self.names]
        self.times = [DAY + timedelta(minutes=number) for number in range(self.size)]
        self.summaries = [self.words(12) for _ in range(self.size)]
        self.texts = [self.words(20 if kind == "source" else 120) for kind in self.kinds]
        self.sources = [at for at, kind in enumerate(self.kinds) if kind == "source"]
        self.works = [at for at, kind in enumerate(self.kinds) if kind != "source"]
        self.aliases = {at: self.words(2).title() for at in range(0, self.size, 2)}
        self.edition_counts = [1] * self.size
        for at in self.works[::3]:
            self.edition_counts[at] = 2
        self.citations = list(self._citations())

    def words(self, count: int) -> str:
        return " ".join(self.randomness.choices(VOCABULARY, cum_weights=WEIGHTS, k=count))

    def one_of(self, count: int) -> int:
        """A number below `count`, the first far more often than the last."""
        return int(self.randomness.paretovariate(0.8)) % count

    def _name(self, number: int) -> str:
        # Most begin with one of the vocabulary, so that no letter is without entries; the last word is its own.
        return f"{self.words(2)} {word(70_000 + number)}".title()

    def _citations(self) -> Iterator[tuple[int, int, int, str]]:
        """Work, position, source and standing."""
        standings = ("unchecked",) * 7 + ("supports",) * 2 + ("partly",)
        for at in self.works:
            for position in range(CITATIONS):
                source = self.sources[self.one_of(len(self.sources))]
                yield at, position, source, self.randomness.choice(standings)
