"""What `validate` finds wrong, and the one spelling that `normalise` gives to each thing."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.bibliography import normalise, validate
from encyclopedia.wording import words

GOOD: dict[str, Any] = {
    "type": "book",
    "title": "The Prophet Armed",
    "author": [{"family": "Deutscher", "given": "Isaac"}],
    "issued": {"date-parts": [[1954, 2, 28]]},
    "ISBN": "9780192810649",
    "DOI": "10.1000/182",
    "custom": {"anything": [1, {"goes": None}]},
    "x-own": "kept",
}


def test_a_good_record_has_no_problem() -> None:
    assert validate(GOOD) == []


@pytest.mark.parametrize(
    ("change", "field", "hint"),
    [
        ({"type": "boook"}, "type", "choose one"),
        ({"type": ["book"]}, "type", "choose one"),
        ({"title": "  "}, "title", "needs a title"),
        ({"title": None}, "title", "needs a title"),
        ({"title": {"a": 1}}, "title", "must be text"),
        ({"volume": 2.5}, "volume", "must be text"),
        ({"author": "Deutscher"}, "author", "list of names"),
        ({"author": ["Deutscher"]}, "author", "family and given"),
        ({"author": [{}]}, "author", "has no name"),
        ({"author": [{"family": 3}]}, "author", "must be text"),
        ({"author": [{"family": "X", "ORCID": "0000-0002-1825-0098"}]}, "author", "check digit"),
        ({"issued": "yesterdayish" * 0}, "issued", "1937-07-19"),
        ({"issued": {}}, "issued", "no date"),
        ({"issued": {"date-parts": [[]]}}, "issued", "no date"),
        ({"issued": {"date-parts": [[1954, 13.5]]}}, "issued", "whole numbers"),
        ({"issued": {"date-parts": [[1954, 17]]}}, "issued", "no month 17"),
        ({"issued": {"date-parts": [[1954, 2, 29]]}}, "issued", "no day 29"),
        ({"issued": {"date-parts": [[1954], [1953]]}}, "issued", "ends before"),
        ({"ISBN": "9780192810640"}, "ISBN", "check digit"),
        ({"ISBN": "9780192810649, 0192810640"}, "ISBN", "check digit"),
        ({"DOI": "182"}, "DOI", "not a DOI"),
        ({"URL": "javascript:alert(1)"}, "URL", "not a web address"),
        ({"ISSN": "0317-8472"}, "ISSN", "check digit"),
        ({"title": "x" * 30_000}, "title", "longer than"),
    ],
)
def test_what_is_wrong_is_named_with_its_field(
    change: dict[str, Any], field: str, hint: str
) -> None:
    problems = validate(GOOD | change)
    assert [problem.field for problem in problems] == [field]
    assert hint in words(problems[0].message)


def test_every_problem_is_told_at_once() -> None:
    record = GOOD | {"type": "x", "ISBN": "1", "author": "y"}
    assert {problem.field for problem in validate(record)} == {"type", "ISBN", "author"}
    untitled = GOOD | {"type": ["book"], "title": None}
    assert [problem.field for problem in validate(untitled)] == ["type", "title"]


@pytest.mark.parametrize("record", [None, 3, "book", [GOOD]])
def test_what_is_no_object_is_no_record(record: Any) -> None:
    assert [problem.field for problem in validate(record)] == [""]


def test_letters_and_reviews_need_no_title_of_their_own() -> None:
    author = [{"literal": "Trotsky"}]
    assert validate({"type": "personal_communication", "author": author}) == []
    assert validate({"type": "review", "reviewed-title": "My Life"}) == []
    assert validate({"type": "review"})[0].field == "title"


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("title", "  The\n  Prophet\u00a0 Armed\x00 ", "The Prophet Armed"),
        ("title", "E\u0301mile", "Émile"),
        ("DOI", "https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("ISBN", "0-19-281064-0", "0-19-281064-0"),
        ("ISBN", "0-19-852663-6 (pbk), 978-0-19-852663-6", "9780198526636"),
        ("ISSN", "03178471", "0317-8471"),
        ("volume", 2, "2"),
        ("volume", 2.0, "2"),
        ("volume", 2.5, "2.5"),
        ("author", "Anonymous", [{"literal": "Anonymous"}]),
        ("author", [{"family": " Marx ", "given": ""}, {}], [{"family": "Marx"}]),
        ("issued", {"raw": "1937-07-19"}, {"date-parts": [[1937, 7, 19]]}),
        ("issued", "1937~", {"date-parts": [[1937]], "circa": True}),
        ("issued", {"date-parts": [["1937", "7"]]}, {"date-parts": [[1937, 7]]}),
        ("issued", {"date-parts": [[1937, 21]]}, {"date-parts": [[1937]], "season": 1}),
        (
            "issued",
            {"date-parts": [[1937]], "season": "Fall"},
            {"date-parts": [[1937]], "season": 3},
        ),
        ("issued", {"raw": "the year dot"}, {"literal": "the year dot"}),
        ("x-own", [1.0, {"a": 2.5, "b": None}], [1, {"a": "2.5", "b": None}]),
    ],
)
def test_a_field_is_kept_in_one_spelling(field: str, given: Any, kept: Any) -> None:
    assert normalise({field: given}) == {field: kept}
    assert normalise({field: kept}) == {field: kept}


def test_empty_fields_go_and_unknown_ones_stay() -> None:
    record = {
        "title": "X",
        "note": "",
        "editor": [],
        "issued": {},
        "zebra": "stripes",
        "page": None,
    }
    assert normalise(record) == {"title": "X", "zebra": "stripes"}


def test_spellings_of_other_programs_are_put_right_but_never_over_the_right_one() -> None:
    assert normalise({"archive-location": "box 3"}) == {"archive_location": "box 3"}
    both = {"archive-location": "box 3", "archive_location": "box 4"}
    assert normalise(both) == both


def test_a_record_stays_as_it_was() -> None:
    record = {"title": " X ", "author": [{"family": " Y "}]}
    normalise(record)
    assert record == {"title": " X ", "author": [{"family": " Y "}]}
