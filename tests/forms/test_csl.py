"""Records as the form shows them: words out, the same record back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from editorial.forms import csl


def round_trip(record: dict[str, Any]) -> dict[str, Any]:
    back = csl.from_words(csl.to_words(record), csl.further(record), record)
    return {"type": record.get("type"), "title": record.get("title"), **back}


def test_a_record_shown_and_not_touched_comes_back_whole(shared_data: Path) -> None:
    cases = json.loads((shared_data / "chicago-notes.json").read_text())
    records = [
        case.get("record", case)
        for case in (cases if isinstance(cases, list) else cases["records"])
    ]
    assert len(records) > 50
    for record in records:
        wanted = {"type": record.get("type"), "title": record.get("title"), **record}
        assert round_trip(record) == wanted


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("1954", {"date-parts": [[1954]]}),
        ("7 November 1879", {"date-parts": [[1879, 11, 7]]}),
        ("May 1930", {"date-parts": [[1930, 5]]}),
        ("1938–1940", {"date-parts": [[1938], [1940]]}),
        ("c. 1200", {"date-parts": [[1200]], "circa": True}),
        ("44 BC", {"date-parts": [[-44]]}),
        ("no date", {"literal": "no date"}),
        ("1920s", {"literal": "1920s"}),
    ],
)
def test_dates_are_read_from_words(typed: str, date: dict[str, Any]) -> None:
    assert csl.read_date(typed) == date
    assert csl.read_date(str(csl.date_words(date))) == date


def test_names_are_persons_with_a_comma_and_bodies_without() -> None:
    record = csl.from_words(
        {"csl_author": "Gogh, Vincent van\n\nUNESCO\nKing, Martin, Jr."}, {}, {}
    )
    assert record["author"] == [
        {"family": "Gogh", "given": "Vincent van"},
        {"literal": "UNESCO"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
    ]


def test_a_name_that_nobody_touched_keeps_its_parts() -> None:
    name = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}
    original = {"author": [name]}
    record = csl.from_words({"csl_author": "van Gogh, Vincent\nNew, Author"}, {}, original)
    assert record["author"] == [name, {"family": "New", "given": "Author"}]


def test_fields_of_an_unknown_shape_stay_in_the_box() -> None:
    record = {"type": "book", "title": "A", "author": "not a list", "custom": {"a": 1}, "page": [1]}
    assert set(csl.further(record)) == {"author", "custom", "page"}
    assert round_trip(record) == record
