"""BibTeX for the classic styles: their types, `year`, `address`, `journal`, and accents as commands."""

from __future__ import annotations

import pytest

from encyclopedia.bibliography import read_bibtex
from encyclopedia.bibliography.formats.bibtex_classic import write_classic_bibtex

ARTICLE = {
    "id": "señor-1905",
    "type": "article-journal",
    "title": "50 % of “Gödel” & the {rest}",
    "author": [
        {"family": "Łoś", "given": "Jerzy", "suffix": "Jr."},
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"literal": "Société d’histoire"},
    ],
    "container-title": "Acta",
    "volume": 3,
    "issue": "2",
    "page": "12–19",
    "issued": {"date-parts": [[1905, 3, 4]]},
    "URL": "https://example.org/a_b?c=1&d=%20",
}


def test_an_article_has_the_classic_fields_in_ascii() -> None:
    written = write_classic_bibtex([ARTICLE])
    assert written.startswith("@article{")
    for line in (
        "author = {{\\L}o{\\'s}, Jr., Jerzy and van Gogh, Vincent and {Soci{\\'e}t{\\'e} d{\\textquoteright}histoire}}",
        'title = {50 \\% of {\\textquotedblleft}G{\\"o}del{\\textquotedblright} \\& the \\lbrace{}rest\\rbrace{}}',
        "journal = {Acta}",
        "volume = {3}",
        "number = {2}",
        "pages = {12--19}",
        "year = {1905}",
        "month = mar",
        "url = {https://example.org/a_b?c=1&d=%20}",
    ):
        assert f"  {line},\n" in written, (line, written)
    assert "date =" not in written
    assert read_bibtex(written).records[0]["issued"] == {"date-parts": [[1905, 3]]}


@pytest.mark.parametrize(
    ("record", "kind", "line"),
    [
        ({"type": "book", "publisher-place": "Köln"}, "book", 'address = {K{\\"o}ln}'),
        ({"type": "chapter", "container-title": "B"}, "incollection", "booktitle = {B}"),
        ({"type": "thesis", "publisher": "U"}, "phdthesis", "school = {U}"),
        ({"type": "thesis", "genre": "Master’s thesis"}, "mastersthesis", "title = {T}"),
        ({"type": "report", "publisher": "I"}, "techreport", "institution = {I}"),
        ({"type": "webpage", "publisher": "P"}, "misc", "howpublished = {P}"),
        (
            {"type": "webpage", "container-title": "C", "publisher": "P"},
            "misc",
            "howpublished = {C, P}",
        ),
        ({"type": "manuscript", "issued": {"literal": "n.d."}}, "unpublished", "year = {n.d.}"),
        ({"type": "book", "title": "Троцкий"}, "book", "title = {Троцкий}"),
        (
            {"type": "book", "issued": {"date-parts": [[1917], [1921]]}},
            "book",
            "year = {1917--1921}",
        ),
    ],
)
def test_each_type_has_its_own(record: dict[str, object], kind: str, line: str) -> None:
    written = write_classic_bibtex([{"id": "k", "title": "T", **record}])
    assert written.startswith(f"@{kind}{{k,")
    assert f"  {line},\n" in written, written


def test_hostile_values_end_no_entry() -> None:
    record = {"id": "x", "type": "book", "title": "}\n@book{y, title={z}", "URL": "http://a/}{\\b"}
    read = read_bibtex(write_classic_bibtex([record])).records
    assert [work["id"] for work in read] == ["x"]
