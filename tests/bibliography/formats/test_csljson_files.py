"""CSL-JSON files: lists, single items, and one broken item among others."""

from __future__ import annotations

import json

import pytest

from encyclopedia.bibliography import read_csljson, write_csljson
from encyclopedia.wording import words

ITEMS = [{"id": f"n{n}", "type": "book", "title": f"Title {n}"} for n in range(3)]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ITEMS),
        json.dumps(ITEMS, indent=2),
        "\ufeff " + json.dumps({"items": ITEMS}),
        json.dumps({"references": ITEMS}),
    ],
)
def test_a_list_is_read_however_it_is_wrapped(text: str) -> None:
    reading = read_csljson(text)
    assert (reading.records, reading.problems) == (ITEMS, [])


def test_one_item_alone_is_read() -> None:
    assert read_csljson(json.dumps(ITEMS[0])).records == ITEMS[:1]


def test_a_broken_item_is_reported_with_its_line_and_the_rest_is_read() -> None:
    broken = (
        '{"id": "bad",\n "author": [{"family": "A"}, {"family": "B"}],\n "title": "Un"closed"},'
    )
    text = (
        f"[{json.dumps(ITEMS[0])},\n{broken}\n{json.dumps(ITEMS[1])},\n3,\n{json.dumps(ITEMS[2])}]"
    )
    reading = read_csljson(text)
    assert reading.records == ITEMS
    assert [problem.line for problem in reading.problems] == [2, 6]
    assert reading.problems[0].entry == "bad"
    assert "line 4" in words(reading.problems[0].message)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b",
        "[",
        "[]",
        '{"a": 1}',
        "[3]",
        '[{"id": "x"}]',
        "[" * 200_000,
        '{"a":' * 200_000,
        "[" + "9" * 10_000 + "]",
        '[{"type": NaN}]',
    ],
)
def test_what_is_no_csljson_is_told_and_gives_nothing(text: str) -> None:
    reading = read_csljson(text)
    assert reading.problems
    assert reading.records == []


def test_a_long_single_line_is_read() -> None:
    items = [{"id": str(n), "type": "book", "title": "x" * 100} for n in range(12_000)]
    assert len(read_csljson(json.dumps(items)).records) == 12_000


def test_what_is_written_is_read_back() -> None:
    assert read_csljson(write_csljson(ITEMS)).records == ITEMS
    assert write_csljson([]) == "[]\n"
