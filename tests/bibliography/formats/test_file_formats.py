"""Files as they are uploaded: which encoding, which format, and what is none of them."""

from __future__ import annotations

import time

import pytest

from encyclopedia.bibliography import FORMATS, decode, guess_format, read_file
from encyclopedia.wording import words

BIB = "@book{x, author={Émile Ørsted}, title={Права}}"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("é".encode(), "utf-8"),
        ("é".encode("utf-8-sig"), "utf-8"),
        ("é text".encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + "é text".encode("utf-16-be"), "utf-16-be"),
        ("é text".encode("utf-32"), "utf-32-le"),
        ("é in Latin “quotes”".encode("cp1252"), "cp1252"),
        ("caf\xe9 \x81".encode("latin-1"), "latin-1"),
        (b"", "utf-8"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    text, detected = decode(data)
    assert detected == encoding
    assert not text or "é" in text
    assert not text.startswith("\ufeff")


def test_utf_16_without_a_mark_is_found() -> None:
    text = "@book{x, title={X}}" * 5
    assert decode(text.encode("utf-16-le")) == (text, "utf-16-le")
    assert decode(text.encode("utf-16-be")) == (text, "utf-16-be")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_file_is_read_in_any_encoding(encoding: str) -> None:
    reading = read_file(BIB.encode(encoding))
    assert reading.problems == []
    assert reading.records[0]["title"] == "Права"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (BIB, "bibtex"),
        ("% a comment\n\n  @Article {x,}", "bibtex"),
        ("\ufeff[{}]", "csljson"),
        ('{"items": []}', "csljson"),
        ("1.\nTY  - BOOK\nER  - ", "ris"),
        ("a,b,c", ""),
        ("mail me@example.org", ""),
    ],
)
def test_the_format_is_known_by_its_content(text: str, key: str) -> None:
    assert guess_format(text) == key


@pytest.mark.parametrize("space", ["\n", "\r", "\t", " ", "\n \t", "\r\n"])
def test_empty_lines_do_not_hide_a_tag_and_cost_nothing(space: str) -> None:
    assert guess_format(space * 1_000 + "TY  - BOOK") == "ris"
    text = space * (100_000 // len(space)) + "x"
    before = time.process_time()
    assert guess_format(text) == ""
    # A hundredth of a second; a quarter of a minute if each line were tried with all that follow it.
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("data", "name", "hint"),
    [
        (b"title,author\nX,Y\n", "export.bib", "no BibTeX entry"),
        (b"title,author\nX,Y\n", "export.csv", "holds no entry of BibTeX"),
        (b"title,author\nX,Y\n", "export.ris", "no RIS entry"),
        (b"PK\x03\x04xxxx", "a.bib", "zip archive or an office document"),
        (b"%PDF-1.7", "a.ris", "a PDF"),
        (b"", "a.bib", "empty"),
        (bytes(range(256)) * 10, "noise", "holds no entry"),
    ],
)
def test_what_is_none_of_them_is_one_clear_problem(data: bytes, name: str, hint: str) -> None:
    reading = read_file(data, name)
    assert reading.records == []
    assert [hint in words(problem.message) for problem in reading.problems] == [True]


def test_ten_megabytes_on_one_line_are_refused_in_every_format() -> None:
    for form in FORMATS.values():
        assert form.read("@" * 10_000_000).problems
