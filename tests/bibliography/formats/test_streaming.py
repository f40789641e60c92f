"""Files written piece by piece are the files that are written at once."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.bibliography import FORMATS
from encyclopedia.bibliography.formats.streaming import written


def records(count: int) -> list[dict[str, Any]]:
    return [
        {"id": f"key-{number}", "type": "book", "title": f"Title {number}, “{{%}}”"}
        for number in range(count)
    ]


@pytest.mark.parametrize("key", list(FORMATS))
@pytest.mark.parametrize("sizes", [(), (0,), (1,), (3,), (1, 2), (2, 0, 1), (1, 1, 1)])
def test_the_pieces_make_the_whole_file(key: str, sizes: tuple[int, ...]) -> None:
    rest = records(sum(sizes))
    whole = FORMATS[key].write(rest)
    batches = []
    for size in sizes:
        batches.append(rest[:size])
        rest = rest[size:]
    assert "".join(written(key, batches)) == whole


@pytest.mark.parametrize("key", list(FORMATS))
def test_a_batch_is_taken_only_when_the_one_before_is_written(key: str) -> None:
    taken = []

    def batches() -> Any:
        for number in range(3):
            taken.append(number)
            yield records(number + 1)[number:]

    pieces = written(key, batches())
    assert "Title 0" in next(pieces)
    assert taken == [0]
