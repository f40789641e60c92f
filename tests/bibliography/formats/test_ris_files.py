"""RIS files: what reference managers export, and what happens when one entry is broken."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.bibliography import read_ris, write_ris
from encyclopedia.wording import words

GOOD = """\
TY  - JOUR
ID  - party-1984
AU  - Example, Eva
AU  - King, Martin, Jr.
A2  - Lane, Mary
TI  - Party and Soviet:
   A study
T2  - Past & Present
VL  - 49
IS  - 2
SP  - 241
EP  - 259
PY  - 1990
DA  - 1990/06/01/
DO  - https://doi.org/10.2307/ABC
SN  - 0031-2746
UR  - https://example.org/a;b
KW  - party
KW  - soviet
XX  - odd
ER  -
"""


def test_an_entry_is_read_field_by_field() -> None:
    reading = read_ris(GOOD)
    assert reading.problems == []
    assert reading.records == [
        {
            "type": "article-journal",
            "id": "party-1984",
            "author": [
                {"family": "Example", "given": "Eva"},
                {"family": "King", "given": "Martin", "suffix": "Jr."},
            ],
            "editor": [{"family": "Lane", "given": "Mary"}],
            "title": "Party and Soviet: A study",
            "container-title": "Past & Present",
            "volume": "49",
            "issue": "2",
            "page": "241-259",
            "issued": {"date-parts": [[1990, 6, 1]]},
            "DOI": "10.2307/abc",
            "ISSN": "0031-2746",
            "URL": "https://example.org/a;b",
            "keyword": "party; soviet",
            "custom": {"XX": "odd"},
        }
    ]


def test_windows_lines_a_mark_and_short_tags_are_read_as_well() -> None:
    text = "\ufeff1.\r\nTY - BOOK\r\nTI - X\r\nAU - Comintern\r\nER - \r\n"
    reading = read_ris(text)
    assert reading.problems == []
    assert reading.records == [{"type": "book", "title": "X", "author": [{"literal": "Comintern"}]}]


def test_an_entry_without_its_end_is_reported_with_its_line_and_the_rest_is_read() -> None:
    reading = read_ris(f"{GOOD}TY  - BOOK\nID  - lost\nTI  - Lost\n{GOOD}")
    assert [record["id"] for record in reading.records] == ["party-1984", "lost", "party-1984"]
    assert [(problem.line, problem.entry) for problem in reading.problems] == [(22, "lost")]


def test_a_file_that_is_cut_off_says_so() -> None:
    reading = read_ris(GOOD + GOOD[:200])
    assert len(reading.records) == 2
    assert "cut off" in words(reading.problems[0].message)


def test_lines_outside_entries_are_named() -> None:
    reading = read_ris(f"who knows\n{GOOD}\nAU  - Nobody\n")
    assert [problem.line for problem in reading.problems] == [1, 24]
    assert len(reading.records) == 1


@pytest.mark.parametrize("text", ["a,b\nc,d\n", "", "x" * 2_000_000, "AU  - X\nER  -\n"])
def test_what_is_no_ris_is_one_clear_problem(text: str) -> None:
    reading = read_ris(text)
    assert reading.records == []
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        ("PY  - 1990", {"date-parts": [[1990]]}),
        ("PY  - 1990///", {"date-parts": [[1990]]}),
        ("Y1  - 1990/05/03/", {"date-parts": [[1990, 5, 3]]}),
        ("PY  - 1990\nDA  - 1990/05", {"date-parts": [[1990, 5]]}),
        ("Y1  - 1990///Spring", {"date-parts": [[1990]], "season": 1}),
        ("DA  - 1990///Michaelmas", {"literal": "Michaelmas 1990"}),
        ("DA  - 1914/1918", {"date-parts": [[1914], [1918]]}),
        ("DA  - 1990-05-03", {"date-parts": [[1990, 5, 3]]}),
        ("DA  - May 1990", {"literal": "May 1990"}),
    ],
)
def test_a_date_of_any_precision_is_read(lines: str, issued: dict[str, Any]) -> None:
    assert read_ris(f"TY  - BOOK\n{lines}\nER  - ").records[0]["issued"] == issued


def test_an_unknown_type_is_read_as_a_document_and_told() -> None:
    reading = read_ris("TY  - ZEBRA\nTI  - X\nER  - ")
    assert reading.records == [{"type": "document", "title": "X", "custom": {"TY": "ZEBRA"}}]
    assert reading.problems[0].line == 1


def test_a_second_value_is_kept_where_there_is_room_for_one() -> None:
    record = read_ris(
        "TY  - BOOK\nTI  - X\nTI  - Y\nUR  - http://a.org\nUR  - http://b.org\nER  - "
    ).records[0]
    assert record["custom"] == {"TI": "Y", "UR": "http://b.org"}


def test_ten_thousand_lines_of_nonsense_are_read_to_their_end() -> None:
    reading = read_ris("TY  - BOOK\n" + "nonsense\n" * 10_000 + "ER  - \n" + "more\n" * 10_000)
    assert len(reading.records) == 1
    assert len(reading.problems) == 100


def test_what_is_written_is_read_back() -> None:
    records = read_ris(GOOD).records
    assert read_ris(write_ris(records)).records == records
    assert write_ris([]) == ""
