"""The page of search: narrowed by links that keep the words, whatever stands in its address."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from published import publish

from encyclopedia import search
from encyclopedia.models import Fact


@pytest.fixture
def entries() -> None:
    for title, kind, tags, language in (
        ("Lenin", "person", ("Russia", "Marxism"), "en"),
        ("Lenin in exile", "article", ("Russia",), "en"),
        ("Lénine", "article", (), "fr"),
    ):
        entry = publish(title, kind=kind, tags=tags, language=language)
        if kind == "person":
            Fact.objects.create(
                entry=entry,
                position=0,
                property="born",
                date="1870",
                earliest=18700101,
                latest=18701231,
            )
            search.index(entry.pk)


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def narrowing(page: str) -> dict[str, str]:
    """The addresses by which the page can be narrowed, by label and count."""
    nav = page.partition('<nav class="narrow"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]*)">(.*?) <span class="times">(\d+)</span></a>', nav)
    return {f"{label} {count}": unescape(address) for address, label, count in links}


def hits(page: str) -> list[str]:
    return re.findall(r'<h2><a href="/\w+/([^/]+)/"[^>]*>', page)


def test_each_choice_leads_to_as_many_as_it_says(client: Client, entries: None) -> None:
    choices = narrowing(page_of(client, "/search/?q=lenin"))
    assert choices == {
        "Articles 2": "?q=lenin&kind=article",
        "Persons 1": "?q=lenin&kind=person",
        "Russia 2": "?q=lenin&tag=russia",
        "Marxism 1": "?q=lenin&tag=marxism",
        "19th century 1": "?q=lenin&century=18XX",
        "English 2": "?q=lenin&language=en",
        "French 1": "?q=lenin&language=fr",
    }
    for label, address in choices.items():
        assert len(hits(page_of(client, f"/search/{address}"))) == int(label.rpartition(" ")[2])


def test_choices_are_combined_and_taken_back(client: Client, entries: None) -> None:
    page = page_of(client, "/search/?q=lenin&tag=russia")
    choices = narrowing(page)
    # What all of them have, and what none has, narrows nothing.
    assert set(choices) == {"Articles 1", "Persons 1", "19th century 1"}
    page = page_of(client, f"/search/{choices['19th century 1']}")
    assert hits(page) == ["lenin"]
    chosen = page.partition('<div class="chosen">')[2].partition("</div>")[0]
    assert re.findall(r'href="([^"]*)" aria-label="No longer only: ([^"]*)"', unescape(chosen)) == [
        ("?q=lenin&century=18XX", "Russia"),
        ("?q=lenin&tag=russia", "19th century"),
    ]
    # Another search from here stays within them.
    assert '<input type="hidden" name="century" value="18XX">' in page
    assert '<input type="hidden" name="tag" value="russia">' in page


def test_what_was_chosen_holds_on_the_next_page(client: Client) -> None:
    for number in range(25):
        publish(f"Lenin {number:02}", tags=("Russia",))
        publish(f"Lenin apart {number:02}")
    page = page_of(client, "/search/?q=lenin&tag=russia")
    following = re.search(r'<a rel="next" href="([^"]*)"', page)
    assert following
    page = page_of(client, f"/search/{unescape(following[1])}")
    assert len(hits(page)) == 5
    assert not any("apart" in slug for slug in hits(page))


HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "parameters",
    [
        {"century": HOSTILE, "language": HOSTILE, "kind": HOSTILE},
        {"century": "1900", "language": "x" * 300},
        {"century": "-Y99XX", "language": "\x00", "kind": "page\x00"},
        {"century": "00XX", "other": HOSTILE, "after": HOSTILE},
        {"tag": HOSTILE},
        {"tag": "no-such", "kind": "person", "century": "99XX", "language": "zz"},
    ],
)
def test_nothing_in_the_address_does_harm(
    client: Client, entries: None, parameters: dict[str, str]
) -> None:
    response = client.get("/search/", {"q": "lenin", **parameters})
    assert response.status_code == 200
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "other=" not in page


def test_a_century_before_our_era_is_named_and_found(client: Client) -> None:
    for title, year in (("Old Lenin", -43), ("New Lenin", 1900)):
        entry = publish(title)
        key = year * 10_000
        Fact.objects.create(
            entry=entry,
            position=0,
            property="event",
            date="x",
            earliest=key + 101,
            latest=key + 1231,
        )
        search.index(entry.pk)
    choices = narrowing(page_of(client, "/search/?q=lenin"))
    assert set(choices) == {"1st century BC 1", "20th century 1"}
    assert hits(page_of(client, f"/search/{choices['1st century BC 1']}")) == ["old-lenin"]


def test_what_may_have_been_meant_is_offered_beside_what_was_found(client: Client) -> None:
    publish("Bolsheviks", kind="organisation")
    publish("Practice of Bolshevism", kind="source")
    page = page_of(client, "/search/?q=bolshevism")
    assert hits(page)[0] == "practice-of-bolshevism"
    assert 'Did you mean <a href="/organisation/bolsheviks/">Bolsheviks</a>?' in page
    assert "Did you mean" not in page_of(client, "/search/?q=bolsheviks")
    assert "Did you mean" not in page_of(client, "/search/?q=bolshevism&kind=source")


@pytest.mark.parametrize("address", ["?q=lenin", "?q=lenin&tag=russia&century=18XX&language=en"])
def test_more_entries_cost_no_more_queries(client: Client, entries: None, address: str) -> None:
    with CaptureQueriesContext(connection) as before:
        page_of(client, f"/search/{address}")
    for number in range(5):
        publish(f"Lenin {number}", tags=("Russia", f"Tag {number}"), kind="person")
    with CaptureQueriesContext(connection) as queries:
        page_of(client, f"/search/{address}")
    assert len(queries) == len(before)
