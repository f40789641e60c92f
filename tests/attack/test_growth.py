"""What others wrote is read with work that grows with its length and no faster, whatever it is.

Calls are counted, at n, 2n and 4n: they are the same on every machine. What no call shows, as a pattern that tries
everything twice, the ceilings of `test_ceilings.py` find.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from attack.parsers import READERS, UNITS, tried
from portions import Portion

from encyclopedia.core.messages import MessageError

pytestmark = pytest.mark.slow

# In characters: enough that what is done once weighs little.
SIZE = 1_500


def calls(work: Callable[[], Any]) -> int:
    count = 0

    def tally(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        work()
    except MessageError:
        pass  # A reader may refuse.
    finally:
        sys.setprofile(before)
    return count


def growth(read: Callable[[str], Any], unit: str, close: str) -> list[int]:
    times = max(SIZE // len(unit + close), 4)
    sizes = [unit * (times * factor) + close * (times * factor) for factor in (1, 2, 4)]
    read_once = sizes[0][: SIZE // 3]
    # What is imported or compiled at first is not counted.
    calls(lambda: read(read_once))
    return [calls(lambda text=text: read(text)) for text in sizes]  # type: ignore[misc]


def is_super_linear(counts: list[int]) -> bool:
    one, two, four = counts
    return max(two - 2.6 * one, four - 2.6 * two) > 900


def test_every_reader_is_tried() -> None:
    assert set(UNITS) == set(READERS)
    assert len(tried()) > 250


def test_no_reader_works_harder_than_what_it_reads_is_long(portion: Portion) -> None:
    grown = {}
    for name, unit, close in portion(tried(), 6):
        counts = growth(READERS[name], unit, close)
        if is_super_linear(counts):
            grown[name, unit, close] = counts
    assert grown == {}


def test_a_reader_that_begins_anew_at_every_character_would_be_found() -> None:
    def anew(text: str) -> None:
        for start in range(0, len(text), 20):
            for _ in range(start, len(text), 20):
                ord("a")

    assert is_super_linear(growth(anew, "a", ""))
