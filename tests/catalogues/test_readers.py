"""Each form of answer becomes a record, with what is doubtful; anything else is refused, and never falls over."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from catalogues import answers_of as said
from catalogues.answers_of import answer, field, sru
from hypothesis import given
from hypothesis import strategies as some

from editorial.catalogues.readers.answers import date
from editorial.catalogues.readers.csl_answers import read_crossref, read_csl
from editorial.catalogues.readers.open_library import read_open_library
from editorial.catalogues.readers.preprints import read_arxiv
from editorial.catalogues.readers.pubmed import read_pubmed
from editorial.catalogues.readers.sru import read_sru
from editorial.catalogues.readers.zotero_items import read_zotero
from editorial.catalogues.works import NotRead, Question, Reading, Work
from editorial.fetching.fetch import Answer

Reader = Callable[[Answer, Question], Reading]
ISBN, WORDS = Question("isbn", "9780140328721"), Question("words", "x")


def read(reader: Reader, data: Any, question: Question = ISBN) -> Work:
    [work] = reader(answer(data if isinstance(data, str) else json.dumps(data)), question).works
    return work


def test_csl_of_doi_org() -> None:
    assert read(read_csl, said.CSL).record == {
        "type": "article-journal",
        "title": "Tides & trade of the bay",
        "author": [{"family": "Smith", "given": "Ann"}, {"literal": "The Bay Society"}],
        "container-title": "Journal of Bays",
        "publisher": "Cambridge University Press (CUP)",
        "volume": "4",
        "issue": "2",
        "page": "12-34",
        "issued": {"date-parts": [[1985, 6]]},
        "DOI": "10.1017/abc",
        "ISSN": "0317-8471",
    }


def test_works_of_crossref() -> None:
    one = read(read_crossref, {"status": "ok", "message": said.CROSSREF_WORK})
    assert one.record == read(read_csl, said.CSL).record
    listed = {"message": {"items": [said.CROSSREF_BOOK], "total-results": 1}}
    book = read(read_crossref, listed, WORDS)
    assert book.score == 61.5
    assert book.record["title"] == (
        "Origins of the Great Purges: The Soviet Communist Party Reconsidered"
    )
    assert book.record["type"] == "book"
    assert book.record["collection-title"] == "Soviet Studies"
    assert book.record["publisher-place"] == "Cambridge"
    none = {"title": ["X"], "issued": {"date-parts": [[None]]}, "type": "nonsense"}
    assert read(read_crossref, {"message": none}).record == {"type": "document", "title": "X"}


def test_books_and_searches_of_open_library() -> None:
    book = read(read_open_library, said.OPEN_LIBRARY)
    assert book.record == {
        "type": "book",
        "title": "Fantastic Mr. Fox: a tale",
        "author": [{"family": "Dahl", "given": "Roald"}],
        "publisher": "Puffin",
        "publisher-place": "London",
        "number-of-pages": "96",
        "issued": {"date-parts": [[1988, 10, 1]]},
        "ISBN": "9780140328721",
        "OCLC": "27642948",
    }
    assert book.doubts["author"].code == "catalogue_name_split"
    by_words = read(read_open_library, said.OPEN_LIBRARY_SEARCH, WORDS)
    assert by_words.doubts["issued"].code == "catalogue_first_year"
    assert "ISBN" not in by_words.record
    assert read_open_library(answer("{}"), ISBN).works == ()


def test_preprints_of_arxiv() -> None:
    work = read(read_arxiv, said.ARXIV)
    assert work.record["author"] == [
        {"family": "van der Berg", "given": "Ann"},
        {"family": "Li", "given": "Bo"},
    ]
    assert work.record["title"] == "Tides of the bay"
    assert (work.record["arXiv"], work.record["DOI"]) == ("2101.00001v2", "10.1017/tides")
    assert work.record["issued"] == {"date-parts": [[2021, 1, 1]]}
    assert work.doubts["type"].values["where"] == "J. Bays 4 (2022) 12"
    assert read_arxiv(answer(said.ARXIV_ERROR), ISBN).works == ()


def test_summaries_of_pubmed() -> None:
    record = read(read_pubmed, said.PUBMED).record
    assert record["author"] == [
        {"family": "Smith", "given": "J. A.", "suffix": "Jr"},
        {"literal": "Bay Study Group"},
    ]
    assert record["title"] == "Tides of the bay"
    assert record["container-title"] == "The Journal of bays"
    assert record["issued"] == {"date-parts": [[1975]]}
    assert (record["PMID"], record["DOI"], record["PMCID"]) == ("12345", "10.1017/abc", "PMC77")
    none = {"result": {"uids": ["9"], "9": {"uid": "9", "error": "cannot get document summary"}}}
    assert read_pubmed(answer(json.dumps(none)), ISBN).works == ()


def test_items_of_a_zotero_server() -> None:
    assert read(read_zotero, said.ZOTERO).record == {
        "type": "chapter",
        "title": "Tides",
        "container-title": "Bays of the world",
        "author": [{"family": "Smith", "given": "Ann"}],
        "editor": [{"family": "Li", "given": "Bo"}],
        "publisher": "Pan",
        "publisher-place": "London",
        "page": "12-34",
        "issued": {"date-parts": [[1999, 5, 12]]},
        "ISBN": "9780306406157",
        "DOI": "10.1017/abc",
        "OCLC": "123",
    }
    several = read_zotero(answer(json.dumps(said.ZOTERO_SEVERAL), 300), ISBN)
    assert several == Reading(several=("Tides", "Ebbs"))


@pytest.mark.parametrize("packed", [False, True])
def test_marc_of_a_library(packed: bool) -> None:
    work = read(read_sru, sru(said.MARC, packed=packed))
    assert work.record == {
        "type": "book",
        "title": "The origins of the great purges: the Soviet Communist Party reconsidered, 1933-1938",
        "author": [{"family": "Getty", "given": "J. Arch"}],
        "editor": [{"family": "Doe", "given": "Jane"}],
        "translator": [{"family": "Roe", "given": "Rick"}],
        "edition": "2",
        "publisher-place": "Cambridge [Cambridgeshire]",
        "publisher": "University Press",
        "issued": {"date-parts": [[1985]]},
        "number-of-pages": "275",
        "collection-title": "Soviet and East European studies",
        "collection-number": "43",
        "language": "eng",
        "ISBN": "9780521259217, 9780521335706",
        "DOI": "10.1017/purges",
        "OCLC": "11533341",
    }
    assert work.doubts["issued"].values["said"] == "c1985."


def test_marc_of_parts_of_theses_and_of_periodicals() -> None:
    host = field("773", "tBays :", "gvol. 4, no. 2, p. 12-34")
    part = said.MARC.replace("01570cam", "01570caa").replace("</record>", f"{host}</record>")
    record = read(read_sru, sru(part)).record
    assert (record["type"], record["container-title"]) == ("chapter", "Bays")
    assert (record["volume"], record["issue"], record["page"]) == ("4", "2", "12-34")
    note = field("502", "bPh. D.", "cYale")
    thesis = read(read_sru, sru(said.MARC.replace("</record>", f"{note}</record>"))).record
    assert (thesis["type"], thesis["genre"]) == ("thesis", "Ph. D.")
    inferred = read(read_sru, sru(said.MARC.replace("c1985.", "[1985?]")))
    assert inferred.doubts["issued"].values["said"] == "[1985?]"


def test_dublin_core_of_a_library() -> None:
    work = read(read_sru, sru(said.DUBLIN_CORE))
    assert work.record == {
        "type": "book",
        "title": "Trotsky: eine Biographie",
        "author": [
            {"family": "Service", "given": "Robert"},
            {"family": "Held", "given": "Susanne"},
        ],
        "publisher": "Suhrkamp",
        "publisher-place": "Berlin",
        "issued": {"date-parts": [[2012]]},
        "ISBN": "9783518422359",
        "language": "ger",
    }
    assert set(work.doubts) == {"type", "title", "author", "publisher", "issued"}
    assert read_sru(answer(sru()), ISBN).works == ()


READERS = (read_csl, read_crossref, read_open_library, read_pubmed, read_zotero)


@pytest.mark.parametrize("reader", [*READERS, read_arxiv, read_sru])
@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Just a moment</body></html>",
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"null",
        b"[" * 100_000,
        b'<!DOCTYPE x [<!ENTITY a "aa">]><feed>&a;</feed>',
        b"<feed",
    ],
)
def test_anything_else_is_not_read(reader: Reader, body: bytes) -> None:
    with suppress(NotRead):
        assert reader(answer(body), ISBN).works == ()


JSON = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(max_size=8),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(
                [
                    *("type", "title", "author", "issued", "date-parts", "message", "items"),
                    *("docs", "result", "uids", "1", "creators", "authors", "identifiers"),
                    *("name", "family", "isbn_13", "articleids", "date", "DOI", "ISBN", "score"),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(data=JSON)
def test_no_json_makes_a_reader_fall_over(data: Any) -> None:
    for reader in READERS:
        for question in (ISBN, WORDS):
            try:
                reader(answer(json.dumps(data)), question)
            except NotRead:
                continue


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("1988", [1988]),
        ("October 1, 1988", [1988, 10, 1]),
        ("1 Oct 1988", [1988, 10, 1]),
        ("1988-10", [1988, 10]),
        ("2009 Spring", [2009]),
        ("1975 Jan-Feb", [1975]),
        ("[1954?]", [1954]),
    ],
)
def test_dates_say_no_more_than_is_sure(words: str, parts: list[int]) -> None:
    assert date(words) == {"date-parts": [parts]}
