"""Citation templates of several languages into CSL-JSON."""

# ruff: noqa: E501 (a template and its record are read side by side)
from __future__ import annotations

import pytest

from editorial.importers.mediawiki.citing.cite_dates import csl_date
from editorial.importers.mediawiki.citing.cite_names import names
from editorial.importers.mediawiki.citing.cite_templates import (
    is_citation,
    looks_like_citation,
    read,
)

SMITH = [{"family": "Smith", "given": "Ann"}]


@pytest.mark.parametrize(
    ("name", "parameters", "expected"),
    [
        (
            "cite book",
            {"last1": "Smith", "first1": "Ann", "title": "Tides", "publisher": "Sea Press", "year": "1999", "isbn": "0-306-40615-2"},
            {"type": "book", "title": "Tides", "author": SMITH, "publisher": "Sea Press", "issued": {"date-parts": [[1999]]}, "ISBN": "0-306-40615-2"},
        ),
        (
            "cite book",
            {"author": "Smith, Ann", "title": "Seas", "chapter": "Tides", "editor": "Bo Lee"},
            {"type": "chapter", "title": "Tides", "container-title": "Seas", "author": SMITH, "editor": [{"family": "Lee", "given": "Bo"}]},
        ),
        (
            "cite journal",
            {"last": "Smith", "first": "Ann", "title": "Tides", "journal": "Sea", "volume": "3", "issue": "2", "pages": "1–9", "doi": "https://doi.org/10.1/x"},
            {"type": "article-journal", "title": "Tides", "container-title": "Sea", "volume": "3", "issue": "2", "page": "1–9", "DOI": "10.1/x", "author": SMITH},
        ),
        (
            "cite news",
            {"title": "Flood", "newspaper": "The Bay", "date": "3 March 1999"},
            {"type": "article-newspaper", "title": "Flood", "container-title": "The Bay", "issued": {"date-parts": [[1999, 3, 3]]}},
        ),
        (
            "cite encyclopedia",
            {"encyclopedia": "All of It", "title": "Tides"},
            {"type": "entry-encyclopedia", "title": "Tides", "container-title": "All of It"},
        ),
        (
            "citation",
            {"last": "Smith", "first": "Ann", "title": "Tides", "publisher": "Sea Press"},
            {"type": "book", "title": "Tides", "author": SMITH, "publisher": "Sea Press"},
        ),
        (
            "literatur",
            {"Autor": "Ann Smith", "Titel": "Gezeiten", "Sammelwerk": "Meer", "Nummer": "4", "Jahr": "1999", "ISSN": "1234-5679"},
            {"type": "article-journal", "title": "Gezeiten", "container-title": "Meer", "issue": "4", "issued": {"date-parts": [[1999]]}, "ISSN": "1234-5679", "author": SMITH},
        ),
        (
            "internetquelle",
            {"url": "https://example.org", "titel": "Gezeiten", "hrsg": "Amt", "abruf": "2020-05-01", "datum": "12. März 2019"},
            {"type": "webpage", "title": "Gezeiten", "publisher": "Amt", "URL": "https://example.org", "accessed": {"date-parts": [[2020, 5, 1]]}, "issued": {"date-parts": [[2019, 3, 12]]}},
        ),
        (
            "cite web",
            {"url": ":http://example.org/a online", "title": "Tides"},
            {"type": "webpage", "title": "Tides", "URL": "http://example.org/a"},
        ),
        (
            "cite web",
            {"url": "ftp://example.org/tides.dat", "title": "Tides"},
            {"type": "webpage", "title": "Tides", "note": "ftp://example.org/tides.dat"},
        ),
        (
            "ouvrage",
            {"nom1": "Smith", "prénom1": "Ann", "titre": "Marées", "éditeur": "Mer", "lieu": "Brest", "année": "1999"},
            {"type": "book", "title": "Marées", "author": SMITH, "publisher": "Mer", "publisher-place": "Brest", "issued": {"date-parts": [[1999]]}},
        ),
        (
            "cita libro",
            {"apellidos": "Smith", "nombre": "Ann", "título": "Mareas", "editorial": "Mar", "año": "1999"},
            {"type": "book", "title": "Mareas", "author": SMITH, "publisher": "Mar", "issued": {"date-parts": [[1999]]}},
        ),
        (
            "cita libro",
            {"cognome": "Smith", "nome": "Ann", "titolo": "Maree", "editore": "Mare", "città": "Roma", "anno": "1999"},
            {"type": "book", "title": "Maree", "author": SMITH, "publisher": "Mare", "publisher-place": "Roma", "issued": {"date-parts": [[1999]]}},
        ),
        (
            "книга",
            {"автор": "Иванов И. И.", "заглавие": "Приливы", "место": "М.", "издательство": "Море", "год": "1999", "страниц": "300"},
            {"type": "book", "title": "Приливы", "publisher": "Море", "publisher-place": "М.", "issued": {"date-parts": [[1999]]}, "number-of-pages": "300"},
        ),
        (
            "статья",
            {"заглавие": "Приливы", "издание": "Море", "год": "1999", "номер": "2"},
            {"type": "article-journal", "title": "Приливы", "container-title": "Море", "issue": "2"},
        ),
        (
            "cytuj książkę",
            {"nazwisko": "Smith", "imię": "Ann", "tytuł": "Pływy", "wydawca": "Morze", "rok": "1999"},
            {"type": "book", "title": "Pływy", "author": SMITH, "publisher": "Morze"},
        ),
        (
            "citar livro",
            {"sobrenome": "Smith", "nome": "Ann", "título": "Marés", "editora": "Mar", "ano": "1999"},
            {"type": "book", "title": "Marés", "author": SMITH, "publisher": "Mar"},
        ),
    ],
)  # fmt: skip
def test_a_citation_template_becomes_a_record(name, parameters, expected):
    cited_template = read(name, parameters)
    assert cited_template is not None
    assert {key: cited_template.record.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("parameters", "locator"),
    [
        ({"page": "4"}, "p. 4"),
        ({"pages": "4–6"}, "pp. 4–6"),
        ({"p": "p. 4"}, "p. 4"),
        ({"at": "ch. 2"}, "ch. 2"),
        ({"Seiten": "4-6"}, "pp. 4-6"),
    ],
)
def test_pages_of_a_book_are_the_locator(parameters, locator):
    cited_template = read("cite book", {"title": "Tides", **parameters})
    assert cited_template is not None
    assert (cited_template.locator, cited_template.record.get("page")) == (locator, None)


def test_unknown_parameters_are_kept_and_presentation_is_not():
    cited_template = read(
        "cite book", {"title": "Tides", "shelf": "B 7", "ref": "harv", "df": "dmy", "oclc": "12"}
    )
    assert cited_template is not None
    assert cited_template.record["custom"] == {"oclc": "12", "shelf": "B 7"}


def test_a_template_of_unknown_name_is_recognised_by_its_parameters():
    assert looks_like_citation({"title": "Tides", "publisher": "Sea", "isbn": "1"})
    assert not looks_like_citation({"title": "Tides", "width": "3"})
    assert not is_citation("citation needed")
    assert not is_citation("cite check")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1999", {"date-parts": [[1999]]}),
        ("1999-03-04", {"date-parts": [[1999, 3, 4]]}),
        ("March 4, 1999", {"date-parts": [[1999, 3, 4]]}),
        ("4 de marzo de 1999", {"date-parts": [[1999, 3, 4]]}),
        ("4 марта 1999", {"date-parts": [[1999, 3, 4]]}),
        ("1er mars 1999", {"date-parts": [[1999, 3, 1]]}),
        ("1999年3月4日", {"date-parts": [[1999, 3, 4]]}),
        ("13/04/1999", {"date-parts": [[1999, 4, 13]]}),
        ("03/04/1999", {"literal": "03/04/1999"}),
        ("1999–2001", {"date-parts": [[1999], [2001]]}),
        ("Spring 1999", {"date-parts": [[1999]], "season": 1}),
        ("c. 1920", {"date-parts": [[1920]], "circa": True}),
        ("n.d.", {"literal": "n.d"}),
        ("", None),
    ],
)
def test_dates_in_words(text, date):
    assert csl_date(text) == date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith, Ann", [("Smith", "Ann")]),
        ("Ann Smith", [("Smith", "Ann")]),
        ("Smith, Ann; Lee, Bo", [("Smith", "Ann"), ("Lee", "Bo")]),
        ("Ann Smith, Bo Lee", [("Smith", "Ann"), ("Lee", "Bo")]),
        ("Ann Smith and Bo Lee", [("Smith", "Ann"), ("Lee", "Bo")]),
        ("Smith, A., Lee, B.", [("Smith", "A."), ("Lee", "B.")]),
        ("Ludwig van der Berg", [("van der Berg", "Ludwig")]),
        ("World Health Organization", "World Health Organization"),
        ("NASA", "NASA"),
        ("毛泽东", "毛泽东"),
    ],
)
def test_names_in_one_field(text, expected):
    people = names(text)
    if isinstance(expected, str):
        assert people == [{"literal": expected}]
    else:
        assert [(name["family"], name["given"]) for name in people] == expected
