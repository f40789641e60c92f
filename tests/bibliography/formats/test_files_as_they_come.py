"""Bibliographies as people write them: without keys and ends, in old encodings, with doubt in their years."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.bibliography.formats.formats import read_file


def read(text: str | bytes, name: str = "x.bib", **how: str) -> list[dict[str, Any]]:
    return read_file(text if isinstance(text, bytes) else text.encode(), name, **how).records


def bibtex(fields: str) -> dict[str, Any]:
    (record,) = read(f"@book{{x, {fields}}}")
    return record


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ("url={https://www.ex.org}", "URL", "https://www.ex.org"),
        ("url={http://ex.org/a b}", "URL", "http://ex.org/a%20b"),
        (r"title={{\BibTeX}ing and \LaTeX}", "title", "BibTeXing and LaTeX"),
        ("title={Sex &amp; O&#39;Brien}", "title", "Sex & O'Brien"),
        ("year={[ca. 1900]}", "issued", {"date-parts": [[1900]], "circa": True}),
        ("year={circa 1900}", "issued", {"date-parts": [[1900]], "circa": True}),
        ("year={1900~}", "issued", {"date-parts": [[1900]], "circa": True}),
        ("year={before 1900}", "issued", {"literal": "before 1900"}),
        ("year={1900 or 1901}", "issued", {"literal": "1900 or 1901"}),
        ("year={19--}", "issued", {"literal": "19--"}),
        ("year=1999, month={05}, day={07}", "issued", {"date-parts": [[1999, 5, 7]]}),
        ("year=1999, month={Spring}", "issued", {"date-parts": [[1999]], "season": 1}),
        (
            r"author={Jo\~{a}o Silva and Mu\~noz, Jos\'e}",
            "author",
            [{"family": "Silva", "given": "João"}, {"family": "Muñoz", "given": "José"}],
        ),
        (
            "author={Doe, Jane; Roe, Rick and et al.}",
            "author",
            [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Rick"}],
        ),
    ],
)
def test_bibtex_says_what_it_said(fields: str, name: str, value: object) -> None:
    assert bibtex(fields)[name] == value


def test_others_are_others_however_they_are_written() -> None:
    for written in ("and others", "and et al.", "and {et al.}", "and [et al.]"):
        record = bibtex(f"author={{Jane Doe {written}}}")
        assert record["author"] == [{"family": "Doe", "given": "Jane"}]
        assert record["custom"] == {"others": "author"}


def test_an_entry_without_a_key_is_read() -> None:
    first, second = read("@book{ title = {A}}\n@book{k, title={B}}")
    assert (first["id"], first["title"], second["id"]) == ("entry-1", "A", "k")


def test_the_encoding_is_the_one_declared_or_chosen() -> None:
    book = "@book{x, title={Книга}}"
    declared = f"% Encoding: windows-1251\n{book}".encode("cp1251")
    assert read(declared)[0]["title"] == "Книга"
    assert read(book.encode("cp1251"), encoding="cp1251")[0]["title"] == "Книга"
    assert read(f"% Encoding: rot13\n{book}")[0]["title"] == "Книга"


def test_ris_without_ends_with_ranges_and_names_in_the_order_of_speech() -> None:
    reading = read_file(
        b"TY  - JOUR\nAU  - Catarina Barata\nAU  - World Health Organization\nTI  - A &amp; B\n"
        b"SN  - 0915-5287, 2187-5626\nPY  - 1998-2001\nTY  - BOOK\nTI  - X\nY1  - 2015/october\n"
        b"Y2  - 0000/00/00/\n"
    )
    first, second = reading.records
    assert first["author"] == [
        {"family": "Barata", "given": "Catarina"},
        {"literal": "World Health Organization"},
    ]
    assert (first["ISSN"], first["title"]) == ("0915-5287, 2187-5626", "A & B")
    assert first["issued"] == {"date-parts": [[1998], [2001]]}
    assert second["issued"] == {"date-parts": [[2015, 10]]}
    assert "accessed" not in second
    assert [problem.line for problem in reading.problems] == [1, 7]
