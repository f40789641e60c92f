"""A–Z, kinds and subjects narrowed by the language of the entries."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from published import publish

from encyclopedia import projection
from encyclopedia.views import browsing


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def following(page: str) -> str:
    return page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")


@pytest.fixture
def mixed() -> None:
    publish("Apple", tags=("Fruit",))
    publish("Apfel", language="de", tags=("Fruit",))
    publish("Birne", language="de", tags=("Obst",))
    publish("Anna", kind="person", language="de")
    publish("تفاحة", language="ar", tags=("Fruit",))


@pytest.mark.parametrize("path", ["/browse/", "/browse/article/", "/tags/", "/tag/fruit/"])
def test_nothing_of_it_is_shown_where_all_is_in_one_language(client: Client, path: str) -> None:
    publish("Apple", tags=("Fruit",))
    publish("Pear", tags=("Fruit",))
    assert "language=" not in text_of(client, path)
    publish("Birne", language="de", tags=("Fruit",))
    assert "?language=de" in text_of(client, path)


def test_each_list_says_how_many_of_its_own_entries_are_in_each_language(
    client: Client, mixed: None
) -> None:
    assert 'German <span class="times">3</span>' in text_of(client, "/browse/")
    assert 'German <span class="times">2</span>' in text_of(client, "/browse/article/")
    assert 'Arabic <span class="times">1</span>' in text_of(client, "/tag/fruit/")
    assert "language=" not in text_of(client, "/browse/person/")


def test_a_list_of_one_language_has_its_entries_and_its_letters(
    client: Client, mixed: None
) -> None:
    page = text_of(client, "/browse/article/?language=de")
    assert "/article/apfel/" in page
    assert "/article/apple/" not in page
    assert '"?letter=B&amp;language=de"' in page
    assert "/browse/person/?language=de" in page
    lettered = text_of(client, "/browse/?letter=A&language=de")
    assert "/person/anna/" in lettered
    assert "/article/birne/" not in lettered
    assert "/article/apple/" not in lettered
    assert client.get("/browse/?letter=B&language=en").status_code == 404


def test_a_list_without_entries_of_the_language_says_so_and_leads_back(
    client: Client, mixed: None
) -> None:
    page = text_of(client, "/browse/person/?language=ar")
    assert "Nothing has been published here yet." in page
    assert '<a href="/browse/person/">All</a>' in page
    assert "Nothing has been published here yet." in text_of(client, "/tag/obst/?language=ar")


def test_subjects_of_one_language_are_those_of_its_entries(client: Client, mixed: None) -> None:
    page = text_of(client, "/tags/?language=de")
    assert '"/tag/obst/?language=de">Obst</a> <span class="times">1</span>' in page
    assert '"/tag/fruit/?language=de">Fruit</a> <span class="times">1</span>' in page
    assert "/tag/obst/" not in text_of(client, "/tags/?language=ar")
    subject = text_of(client, "/tag/fruit/?language=de")
    assert "/article/apfel/" in subject
    assert "/article/apple/" not in subject
    assert '<p class="tally">1 entry' in subject
    assert '<p class="tally">3 entries' in text_of(client, "/tag/fruit/")


@pytest.mark.parametrize("path", ["/browse/?language=de", "/tag/fruit/?language=de"])
def test_the_next_page_stays_in_the_language(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(browsing, "MAX_ON_PAGE", 1)
    publish("Aal", tags=("Fruit",))
    for title in ("Apfel", "Birne"):
        publish(title, language="de", tags=("Fruit",))
    publish("Bread", tags=("Fruit",))
    first = text_of(client, path)
    assert "/article/apfel/" in first
    second = text_of(client, path.partition("?")[0] + following(first))
    assert "/article/birne/" in second
    assert "/article/bread/" not in second
    assert 'rel="next"' not in second


def test_an_entry_that_is_gone_is_counted_no_more(client: Client, mixed: None) -> None:
    entry = publish("Poire", language="fr")
    assert "language=fr" in text_of(client, "/browse/")
    entry_id = entry.pk
    entry.delete()
    projection.count([entry_id])
    assert "language=fr" not in text_of(client, "/browse/")


@pytest.mark.parametrize("typed", ["<b>", "d", "x" * 30])
def test_what_is_no_language_narrows_nothing(client: Client, mixed: None, typed: Any) -> None:
    page = client.get("/browse/", {"language": typed}).content.decode()
    assert "/article/apple/" in page
    assert "/article/apfel/" in page
