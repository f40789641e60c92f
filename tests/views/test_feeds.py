"""Atom feeds of everything, a subject, an entry and the corrections: valid, authored, and with ids that stay."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import factories
import pytest
from atom import ATOM, faults
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from published import add_edition, publish

from encyclopedia.core.documents import Author
from encyclopedia.models import Edition, EditionState, Entry

SITE = "http://127.0.0.1:8000"
FEEDS = {
    "/feed.atom": "/",
    "/corrections.atom": "/corrections/",
    "/tag/fruit/feed.atom": "/tag/fruit/",
    "/article/alpha/feed.atom": "/article/alpha/",
}


@pytest.fixture
def entry() -> Entry:
    entry = publish("Al\x08pha & <b>", slug="alpha", tags=("Fruit",))
    add_edition(entry, text="x", change="correction", summary="It was \x0b wrong")
    return entry


def entries(client: Client, path: str) -> list[ElementTree.Element]:
    response = client.get(path)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert faults(response.content) == []
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def ids(client: Client, path: str) -> list[str | None]:
    return [item.findtext(f"{ATOM}id") for item in entries(client, path)]


def test_the_feed_names_every_edition_and_the_audit_log_behind_it(
    client: Client, entry: Entry
) -> None:
    newest, oldest = entries(client, "/feed.atom")
    assert newest.findtext(f"{ATOM}title") == "Alpha & <b>, edition 2"
    assert oldest.findtext(f"{ATOM}title") == "Alpha & <b>, edition 1"
    edition = Edition.objects.get(entry_id=entry.pk, number=2)
    assert newest.findtext("{urn:stet:record}event") == edition.event_hash
    assert newest.findtext("{urn:stet:record}digest") == edition.digest
    link = newest.find(f"{ATOM}link[@rel='alternate']")
    assert link is not None
    assert link.get("href") == f"{SITE}/article/alpha/@2/"


@pytest.mark.parametrize(("path", "page"), FEEDS.items())
def test_each_feed_is_valid_and_says_whose_it_is_and_what_it_accompanies(
    client: Client, entry: Entry, path: str, page: str
) -> None:
    feed = ElementTree.fromstring(client.get(path).content)
    assert len(entries(client, path)) == {"/feed.atom": 2, "/article/alpha/feed.atom": 2}.get(
        path, 1
    )
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Stet"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": SITE + path, "alternate": SITE + page}
    if path != "/article/alpha/feed.atom":  # stored with the entry's page
        linked = re.findall(r'atom\+xml"\s+href="([^"]+)"', client.get(page).content.decode())
        assert path in linked


@pytest.mark.parametrize("path", FEEDS)
def test_who_has_a_feed_already_is_told_so(client: Client, entry: Entry, path: str) -> None:
    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    add_edition(entry, text="y", change="correction")
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200


def test_an_empty_feed_is_valid_and_the_same_each_time(client: Client) -> None:
    first, second = (client.get("/corrections.atom").content for _ in range(2))
    assert faults(first) == []
    assert first == second


def test_an_item_keeps_its_id_when_the_entry_moves(client: Client, entry: Entry) -> None:
    before = {path: ids(client, path) for path in FEEDS}
    Entry.objects.filter(pk=entry.pk).update(slug="omega")
    Edition.objects.filter(entry_id=entry.pk).update(slug="omega")
    assert ids(client, "/feed.atom") == before["/feed.atom"]
    assert ids(client, "/article/omega/feed.atom") == before["/article/alpha/feed.atom"]
    assert ids(client, "/tag/fruit/feed.atom") == before["/feed.atom"][:1]


def test_withdrawn_editions_leave_the_feeds(client: Client, entry: Entry) -> None:
    Edition.objects.filter(entry_id=entry.pk).update(state=EditionState.WITHDRAWN)
    assert entries(client, "/feed.atom") == []
    assert client.get("/tag/fruit/feed.atom").status_code == 404


@pytest.mark.parametrize("path", ["/tag/nought/feed.atom", "/article/nought/feed.atom"])
def test_what_is_not_there_has_no_feed(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_costs_as_many_queries_whatever_it_lists(
    client: Client, entry: Entry, path: str
) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))
        other = publish(f"Other {len(counts)}", tags=("Fruit",))
        add_edition(other, text="z", change="correction")
    assert counts[0] == counts[1] <= 5


def test_an_item_names_the_authors_of_its_edition(client: Client, cast: factories.Cast) -> None:
    factories.published(factories.source(), cast)
    author = Author("Ann Author", orcid="0000-0002-1825-0097")
    document: Any = factories.article(tags=("Theory",), authors=(author, Author("Bo Writer")))
    factories.published(document, cast)
    (item,) = entries(client, "/tag/theory/feed.atom")
    names = [name.text for name in item.findall(f"{ATOM}author/{ATOM}name")]
    assert names == ["Ann Author", "Bo Writer"]
    assert item.findtext(f"{ATOM}author/{ATOM}uri") == "https://orcid.org/0000-0002-1825-0097"
    (source,) = entries(client, "/source/service-trotsky-2009/feed.atom")
    assert source.find(f"{ATOM}author") is None
    page = factories.page_of(document.id)
    assert f'href="{SITE}/article/permanent-revolution/feed.atom"' in page.head


def test_entries_of_a_subject_come_as_they_were_changed(
    client: Client, cast: factories.Cast
) -> None:
    factories.published(factories.source(), cast)
    first = factories.article("First", tags=("Theory",))
    factories.published_all([first, factories.article("Second", tags=("Theory",))], cast)
    titles = [item.findtext(f"{ATOM}title") for item in entries(client, "/tag/theory/feed.atom")]
    assert titles == ["Second, edition 1", "First, edition 1"]
    again = replace(first, text="A new text.[@service-trotsky-2009, p. 1]")
    factories.published(again, cast)
    titles = [item.findtext(f"{ATOM}title") for item in entries(client, "/tag/theory/feed.atom")]
    assert titles == ["First, edition 2", "Second, edition 1"]
