"""Long lists for databases, which bound the parameters of one statement. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

MAX_PARAMETERS = 5000

Item = TypeVar("Item")


def in_chunks(values: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The values in their order, as many at a time as one statement takes."""
    for start in range(0, len(values), MAX_PARAMETERS):
        yield values[start : start + MAX_PARAMETERS]
