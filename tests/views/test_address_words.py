"""An address that leads nowhere leads to a search by its words; one that is gone says why, and leads there too."""

from __future__ import annotations

from typing import Any

import elements
import pytest
from django.test import Client
from published import DAY, publish

from encyclopedia.models import Address
from encyclopedia.views.address_words import address_words


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("left-opposition", "left opposition"),
        ("Left_Opposition.html", "Left Opposition"),
        ("Троцкий", "Троцкий"),
        ("1917", ""),
        ("", ""),
        ("a\x00b", "a b"),
        ("U.S", "U.S"),
    ],
)
def test_the_words_of_an_address(part: str, words: str) -> None:
    assert address_words(part) == words


def searches(client: Client, path: str, status: int) -> list[str]:
    response = client.get(path)
    assert response.status_code == status
    links = elements.read(response.content.decode()).one("main").all("a")
    return [link.text for link in links if link.attributes["href"].startswith("/search/?q=")]


def test_any_address_that_is_none_leads_to_a_search_without_a_query(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert searches(client, "/wiki/Left_Opposition", 404) == ["Search for “Left Opposition”"]
        assert searches(client, "/2026/05/", 404) == []
        assert (
            "No page of the encyclopedia has this address."
            in client.get("/wiki/Left_Opposition").content.decode()
        )


@pytest.mark.django_db
def test_what_is_withdrawn_says_why_and_since_when_and_leads_to_a_search(client: Client) -> None:
    entry = publish("Left & right", slug="left")
    pk = entry.pk
    entry.delete()
    Address.objects.create(
        kind="article",
        slug="left",
        entry_id=pk,
        title="Left & right",
        status="withdrawn",
        reason="A hoax.",
        since=DAY,
    )
    assert searches(client, "/article/left/", 410) == ["Search for “Left & right”"]
    page = client.get("/article/left/").content.decode()
    assert "A hoax." in page
    assert "3 May 2026" in page
    assert "q=Left%20%26%20right" in page
