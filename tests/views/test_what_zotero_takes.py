"""Entries, editions and sources as Zotero takes them: by the rules of its own translators (tests/zotero.py)."""

from __future__ import annotations

from typing import Any

import factories
import pytest
import zotero
from django.conf import settings
from django.test import Client
from projection.shelf import KEY, changed, latest, publish

from encyclopedia.core.documents import Author, Document
from encyclopedia.models import Edition, Source

pytestmark = pytest.mark.django_db

PATH = "/article/permanent-revolution/"
SITE = "http://127.0.0.1:8000"
BOOK = {
    "type": "book",
    "title": "Trotsky: A Biography",
    "author": [{"family": "Service", "given": "Robert"}],
    "issued": {"date-parts": [[2009]]},
    "publisher": "Belknap Press",
    "publisher-place": "Cambridge, MA",
    "edition": "2",
    "ISBN": "9780674036154",
    "number-of-pages": "600",
}


def taken(path: str) -> zotero.Item:
    response = Client().get(path)
    assert response.status_code == 200
    return zotero.taken(response.content.decode())


def taken_source(cast: Any, record: dict[str, Any], **fields: Any) -> zotero.Item:
    """What is taken of the page of a source with this record."""
    source = factories.source("a-work", record={"id": "a-work", **record}, title="A work", **fields)
    publish(source, cast)
    item = taken("/source/a-work/")
    # Never us: neither as its publisher nor its container, nor our day as its own.
    assert "Stet" not in {item["publisher"], item["publicationTitle"], item["institution"]}
    assert not item["date"].startswith(str(Edition.objects.get(slug="a-work").published_at.year))
    return item


@pytest.fixture
def document(cast: Any) -> Document:
    """An entry of two authors, with two editions of different days."""
    publish(factories.source(KEY), cast)
    authors = (Author("Ann B. Author"), Author("The Editors"))
    document = factories.article(text=f"It was so.[@{KEY}, p. 1]", authors=authors)
    publish(document, cast)
    publish(changed(latest(document), text=f"It was so.[@{KEY}, p. 2]"), cast)
    return document


def test_an_entry_is_an_article_of_this_encyclopedia(document: Document) -> None:
    item = taken(PATH)
    day = Edition.objects.get(entry_id=document.id, number=2).published_at
    assert item.type == "encyclopediaArticle"
    assert item.creators == [("author", "Author", "Ann B."), ("author", "The Editors", "")]
    assert item["title"] == "Permanent revolution"
    assert item["publicationTitle"] == "Stet"
    assert item["edition"] == "2"
    assert item["date"] == f"{day:%Y/%m/%d}"
    assert item["language"] == "en"
    assert item["rights"] == settings.SITE_LICENCE
    assert item["url"] == f"{SITE}{PATH}"
    assert item["abstractNote"] == "What Permanent revolution is."


@pytest.mark.parametrize("number", [1, 2])
def test_an_edition_is_taken_by_its_own_address_and_number(document: Document, number: int) -> None:
    item = taken(f"{PATH}@{number}/")
    assert item.type == "encyclopediaArticle"
    assert item["url"] == f"{SITE}{PATH}@{number}/"
    assert item["edition"] == str(number)
    assert item["publicationTitle"] == "Stet"


def test_a_book_is_taken_by_its_author(cast: Any) -> None:
    item = taken_source(cast, BOOK)
    assert item.type == "book"
    assert item.creators == [("author", "Service", "Robert")]
    assert item["title"] == "Trotsky: A Biography"
    assert (item["publisher"], item["place"]) == ("Belknap Press", "Cambridge, MA")
    assert (item["date"], item["edition"], item["numPages"]) == ("2009", "2", "600")
    assert item["ISBN"] == "9780674036154"
    assert item["publicationTitle"] == ""


def test_a_chapter_is_taken_with_its_book_and_the_editors_of_that(cast: Any) -> None:
    item = taken_source(
        cast,
        {
            "type": "chapter",
            "title": "The Opposition",
            "author": [
                {"family": "Author", "given": "Ann"},
                {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            ],
            "editor": [{"family": "Editor", "given": "Ed"}],
            "container-title": "A Companion",
            "publisher": "Press",
            "issued": {"date-parts": [[1999]]},
            "page": "12–34",
            "ISBN": "9780674036154",
        },
    )
    assert item.type == "bookSection"
    assert item.creators == [
        ("author", "Author", "Ann"),
        ("author", "van Gogh", "Vincent"),
        ("editor", "Editor", "Ed"),
    ]
    assert (item["publicationTitle"], item["publisher"]) == ("A Companion", "Press")
    assert (item["pages"], item["ISBN"]) == ("12-34", "9780674036154")


def test_an_article_is_taken_with_its_journal(cast: Any) -> None:
    item = taken_source(
        cast,
        {
            "type": "article-journal",
            "title": "On a letter",
            "author": [{"family": "van der Linden", "given": "Marcel Peter"}],
            "container-title": "Slavic Review",
            "volume": "58",
            "issue": "2",
            "page": "e12",
            "ISSN": "0037-6779",
            "DOI": "10.2307/2673070",
            "issued": {"date-parts": [[1999, 6]]},
            "language": "en",
        },
    )
    assert item.type == "journalArticle"
    # One author of several words is not taken for two.
    [(kind, family, given)] = item.creators
    assert (kind, family.replace("\u00a0", " "), given) == (
        "author",
        "van der Linden",
        "Marcel Peter",
    )
    assert (item["publicationTitle"], item["volume"], item["issue"]) == ("Slavic Review", "58", "2")
    assert (item["ISSN"], item["DOI"], item["pages"]) == ("0037-6779", "10.2307/2673070", "e12")
    assert (item["date"], item["url"]) == ("1999/06", "https://doi.org/10.2307/2673070")


@pytest.mark.parametrize(
    ("record", "kind", "fields"),
    [
        (
            {"type": "article-newspaper", "container-title": "Pravda", "section": "Abroad", "issued": "1918-03-12"},
            "newspaperArticle",
            {"publicationTitle": "Pravda", "date": "1918/03/12", "section": "Abroad"},
        ),
        (
            {"type": "article-magazine", "container-title": "Time", "issued": "1937-01"},
            "magazineArticle",
            {"publicationTitle": "Time", "date": "1937/01"},
        ),
        (
            {"type": "webpage", "container-title": "An Archive", "URL": "https://example.org/a.htm", "issued": "2004"},
            "webpage",
            {"publicationTitle": "An Archive", "url": "https://example.org/a.htm"},
        ),
        (
            {"type": "thesis", "genre": "PhD thesis", "publisher": "University of Oslo", "issued": "2011"},
            "thesis",
            {"university": "University of Oslo", "thesisType": "PhD thesis", "date": "2011"},
        ),
        (
            {"type": "report", "number": "12", "publisher": "RAND", "issued": "1961"},
            "report",
            {"institution": "RAND", "number": "12", "date": "1961"},
        ),
        (
            {"type": "entry-encyclopedia", "container-title": "Britannica", "issued": "1911"},
            "encyclopediaArticle",
            {"publicationTitle": "Britannica", "date": "1911"},
        ),
        (
            {"type": "paper-conference", "event-title": "A Congress", "container-title": "Acts", "issued": "1920"},
            "conferencePaper",
            {"conferenceName": "A Congress", "publicationTitle": "Acts"},
        ),
        (
            {"type": "manuscript", "issued": {"literal": "spring, before the war"}},
            "manuscript",
            {"date": "spring, before the war"},
        ),
        ({"type": "book", "issued": {"date-parts": [[-43]]}}, "book", {"date": "43 BC"}),
        ({"type": "motion_picture", "issued": {"date-parts": [[1927]]}}, "film", {"date": "1927"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_type_of_work_is_taken_as_what_it_is(
    cast: Any, record: dict[str, Any], kind: str, fields: dict[str, str]
) -> None:
    item = taken_source(cast, {"title": "Its title", **record})
    assert item.type == kind
    assert {name: item[name] for name in fields} == fields
    assert item["title"] == "Its title"


def test_a_work_without_a_date_does_not_take_the_day_of_our_page(cast: Any) -> None:
    assert taken_source(cast, {"type": "book", "title": "Undated"})["date"] == "n.d."


def test_a_body_stays_whole_as_an_author(cast: Any) -> None:
    record = {
        "type": "report",
        "title": "A report",
        "author": [{"literal": "Institute of History, Academy of Sciences"}],
        "publisher": "Academy",
        "issued": {"date-parts": [[1951]]},
    }
    assert taken_source(cast, record).creators == [
        ("author", "Institute of History – Academy of Sciences", "")
    ]


def test_editors_are_no_authors(cast: Any) -> None:
    record = {**BOOK, "editor": BOOK["author"]}
    del record["author"]
    assert taken_source(cast, record).creators == [("editor", "Service", "Robert")]


def test_an_edition_of_a_source_is_still_the_work(cast: Any) -> None:
    taken_source(cast, BOOK)
    item = taken("/source/a-work/@1/")
    assert (item.type, item["date"], item["publisher"]) == ("book", "2009", "Belknap Press")
    assert Source.objects.filter(slug="a-work").exists()
