"""A long list tried in part: `make test` takes one of so many neighbours, `make test-thorough` all."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
SEED = 19380903


@dataclass(frozen=True)
class Portion:
    """Given to tests as the fixture `portion`."""

    thorough: bool

    def __call__(self, items: Sequence[T], share: int) -> list[T]:
        """One of every `share` neighbours: lists of payloads are grouped by kind, and each kind has its part.

        The seed is fixed, so that what failed once fails again.
        """
        if self.thorough:
            return list(items)
        draw = random.Random(SEED)
        return [draw.choice(items[start : start + share]) for start in range(0, len(items), share)]
