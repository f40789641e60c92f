"""One work, one source, wherever it is cited; and no merging on a guess."""

from __future__ import annotations

import pytest

from editorial.importers.mediawiki.citing.imported_sources import Sources, isbn13
from editorial.importers.references.source_keys import SourceKeys

SMITH = [{"family": "Smith", "given": "Ann"}]
BOOK = {
    "type": "book",
    "title": "The Tides: A Study",
    "author": SMITH,
    "issued": {"date-parts": [[1999]]},
}


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (BOOK, "smith-tides-1999"),
        ({"title": "Über die Gezeiten", "author": [{"family": "Müller-Öz"}]}, "mulleroz-uber"),
        (
            {
                "title": "Приливы",
                "author": [{"family": "Иванов"}],
                "issued": {"date-parts": [[1999]]},
            },
            "ivanov-prilivy-1999",
        ),
        ({"title": "Tides of the Bay", "issued": {"date-parts": [[1999]]}}, "tides-bay-1999"),
        ({"title": "Flood", "container-title": "The Times"}, "times-flood"),
    ],
)
def test_keys_are_readable(record, key):
    assert SourceKeys().take(record) == key


def test_keys_without_letters_are_still_keys():
    key = SourceKeys().take({"title": "☂", "issued": {"date-parts": [[1999]]}})
    assert key.startswith("source-")
    assert key.endswith("-1999")
    assert key.isascii()


def test_a_used_key_gets_a_number():
    keys = SourceKeys(["smith-tides-1999"])
    assert [keys.take(BOOK), keys.take(BOOK)] == ["smith-tides-1999-2", "smith-tides-1999-3"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BOOK, {**BOOK, "title": "The tides — a study"}),
        (
            {**BOOK, "ISBN": "0-306-40615-2"},
            {**BOOK, "ISBN": "978-0-306-40615-7", "issued": {"literal": "s.a."}},
        ),
        (
            {"title": "A", "type": "article-journal", "DOI": "10.1/X"},
            {"title": "A.", "type": "article-journal", "DOI": "10.1/x"},
        ),
        (
            {"title": "A", "type": "webpage", "URL": "https://e.org"},
            {"title": "a", "type": "webpage", "URL": "https://e.org"},
        ),
        ({"title": "Smith p. 3", "type": "document"}, {"title": "Smith, p. 3", "type": "document"}),
    ],
)
def test_the_same_work_is_one_source(one, other):
    sources = Sources()
    assert sources.add(one) == sources.add(other)
    assert len(sources.records) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BOOK, {**BOOK, "issued": {"date-parts": [[2001]]}}),
        (BOOK, {**BOOK, "author": [{"family": "Smythe"}]}),
        ({**BOOK, "volume": "1"}, {**BOOK, "volume": "2"}),
        ({**BOOK, "ISBN": "0-306-40615-2"}, {**BOOK, "ISBN": "0-14-044913-4"}),
        ({**BOOK, "DOI": "10.1/a"}, {**BOOK, "DOI": "10.1/b"}),
        (
            {"title": "Home", "type": "webpage", "URL": "https://e.org"},
            {"title": "News", "type": "webpage", "URL": "https://e.org"},
        ),
        ({"title": "Tides", "type": "book"}, {"title": "Tides", "type": "book", "author": SMITH}),
        (
            {"title": "Low", "type": "chapter", "container-title": "Seas", "ISBN": "0-306-40615-2"},
            {
                "title": "High",
                "type": "chapter",
                "container-title": "Seas",
                "ISBN": "0-306-40615-2",
            },
        ),
    ],
)
def test_different_works_stay_different_sources(one, other):
    sources = Sources()
    assert sources.add(one) != sources.add(other)


def test_an_existing_work_gains_what_it_lacked_and_keeps_the_rest():
    sources = Sources()
    key = sources.add(BOOK)
    sources.add({**BOOK, "title": "the tides - a study", "publisher": "Sea Press"})
    assert sources[key]["publisher"] == "Sea Press"
    assert sources[key]["title"] == "The Tides: A Study"


def test_sources_of_an_earlier_run_keep_their_keys():
    sources = Sources([{**BOOK, "id": "my-own-key"}])
    assert sources.add(BOOK) == "my-own-key"


def test_isbns_compare_as_thirteen_digits():
    assert isbn13("0-306-40615-2") == isbn13("978-0-306-40615-7") == "9780306406157"


def test_the_same_work_on_two_pages_is_one_source(wiki):
    sources = Sources()
    book = "{{cite book|last=Smith|first=Ann|title=Tides|year=1999"
    one = wiki(f"A.<ref>{book}|page=3}}}}</ref>", title="One", sources=sources)
    two = wiki(f"B.<ref>{book}|page=9|isbn=0-306-40615-2}}}}</ref>", title="Two", sources=sources)
    assert one.sources[0]["id"] == two.sources[0]["id"] == "smith-tides-1999"
    assert len(sources.records) == 1


@pytest.mark.parametrize(
    ("language", "template", "key", "author"),
    [
        ("hu", "author=Nagy János|title=A ház", "nagy-haz", ("Nagy", "János")),
        ("hu", "author=John Smith|title=The House", "smith-house", ("Smith", "John")),
        ("ja", "author=山田 太郎|title=日本史", "shantian-ribenshi", ("山田", "太郎")),
        ("fa", "last=کسروی|first=احمد|title=تاریخ", "ksrwy-trykh", ("کسروی", "احمد")),
    ],
)
def test_names_in_their_order_and_keys_in_any_script(wiki, language, template, key, author):
    (record,) = wiki(f"x<ref>{{{{cite book|{template}}}}}</ref>", language=language).sources
    assert record["id"] == key
    assert (record["author"][0]["family"], record["author"][0]["given"]) == author


def test_the_key_of_a_page_without_a_title_is_its_host(wiki):
    (record,) = wiki("x<ref>{{cite web|url=https://www.bbc.co.uk/b}}</ref>").sources
    assert record["id"] == "bbc-co-uk"
