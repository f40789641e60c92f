"""About the site: its own pages, how footnotes are checked, and how all claims stand."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from published import publish

from encyclopedia import projection
from encyclopedia.models import ClaimCounts


@pytest.fixture
def numbers() -> None:
    entry = publish("Apple", tags=("Fruit",))
    counts = {"supported": 41, "partly": 7, "failed": 3, "inaccessible": 2, "needed": 11}
    ClaimCounts.objects.create(entry=entry, **counts)
    projection.count([entry.pk])


def rows(html: str) -> dict[str, str]:
    """What each line of the table counts, by its label."""
    cells = re.findall(r'<tr><th scope="row">(.*?)</th>.*?<td class="number">(.*?)</td></tr>', html)
    return {re.sub(r"<[^>]*>", "", label).strip(): number for label, number in cells}


def test_it_counts_how_the_claims_of_all_entries_stand(client: Client, numbers: None) -> None:
    html = client.get("/about/").content.decode()
    assert "How 64 claims stand" in html
    assert rows(html) == {
        "checked: the source supports this": "41",
        "checked: the source supports this in part": "7",
        "disputed: the source does not support this": "3",
        "the source could not be accessed": "2",
        "checked, but what stands around it changed since": "0",
        "changed since its last check": "0",
        "not yet checked": "0",
        "citation needed": "11",
    }


def test_an_empty_encyclopedia_counts_nothing(client: Client) -> None:
    html = client.get("/about/").content.decode()
    assert "claims stand" not in html
    assert "How footnotes are checked here" in html


def test_pages_about_the_site_are_listed_there_and_in_no_list_of_entries(client: Client) -> None:
    publish("Imprint", kind="page", summary="Who is responsible")
    publish("Apple")
    about = client.get("/about/").content.decode()
    assert '<a href="/page/imprint/">Imprint</a>' in about
    assert "Who is responsible" in about
    assert "/article/apple/" not in about
    for address in ("/", "/browse/", "/browse/article/"):
        html = client.get(address).content.decode()
        assert "/article/apple/" in html
        assert "/page/imprint/" not in html
    assert client.get("/browse/?letter=I").status_code == 404
    assert client.get("/browse/page/").headers["Location"] == "/about/"
    assert "/page/imprint/" in client.get("/search/?q=imprint").content.decode()


def test_every_page_leads_there(client: Client) -> None:
    assert '<a href="/about/">About</a>' in client.get("/tags/").content.decode()


def test_it_is_read_and_nothing_else(client: Client) -> None:
    assert client.post("/about/").status_code == 405


def test_it_costs_the_same_with_many_pages(client: Client, numbers: None) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/about/").status_code == 200
        return len(queries)

    before = asked()
    for number in range(9):
        publish(f"Page {number}", kind="page")
    assert asked() == before <= 3
