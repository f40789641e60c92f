"""Nothing that a reader types breaks a page, reaches it unescaped, or changes anything."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from portions import Portion
from published import add_edition, publish

from encyclopedia.models import Entry

PATHS = (
    "/",
    "/browse/",
    "/browse/person/",
    "/tags/",
    "/tag/people/",
    "/search/",
    "/search/suggest.json",
    "/person/ann/",
    "/person/ann/index.json",
    "/person/ann/history/",
    "/person/ann/links/",
    "/person/ann/compare/",
    "/person/ann/compare/1/2/",
    "/person/ann/@1/",
    "/source/book/cited/",
    "/wanted/",
    "/corrections/",
    "/feed.atom",
    "/corrections.atom",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/robots.txt",
    "/history/head.json",
)
PARAMETERS = ("q", "kind", "tag", "after", "letter", "before")
NASTY = (
    "",
    "\x00",
    "\x00\ud800",
    "'",
    '"><script>alert(1)</script>',
    "%",
    "1e9",
    "-1",
    "0",
    "９",
    "²",
    "99999999999999999999",
    "1~\x00",
    "5~%",
    "{0.__class__}",
    "00000000-0000-0000-0000-000000000000",
    "{00000000000000000000000000000000}",
    "a" * 5000,
    "؀ﷺ\u202e",
)


@pytest.fixture(autouse=True)
def ann() -> Entry:
    entry = publish("Ann", kind="person", tags=("people",))
    add_edition(entry, text="x")
    publish("Book", kind="source")
    return entry


@pytest.mark.parametrize("path", PATHS)
def test_hostile_parameters_never_break_a_page(client: Client, path: str) -> None:
    assert client.get(path).status_code in (200, 404)
    for value in NASTY:
        query = "&".join(f"{name}={quote(value, errors='replace')}" for name in PARAMETERS)
        response = client.get(f"{path}?{query}")
        assert response.status_code in (200, 301, 404), value
        if not response.streaming:
            assert b"<script>alert" not in response.content
    assert client.get(f"{path}?q=%ff%fe&after=%80&tag=%c3%28").status_code in (200, 404)


@pytest.mark.parametrize("path", PATHS)
def test_head_is_answered_and_everything_else_refused(client: Client, path: str) -> None:
    assert client.head(path).status_code in (200, 404)
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405


def test_naughty_strings_never_break_search_or_addresses(
    client: Client, shared_data: Path, portion: Portion
) -> None:
    strings = json.loads((shared_data / "blns.json").read_text())
    typed = [quote(string, errors="replace", safe="") for string in strings]
    for words in portion(typed, 4):
        assert client.get(f"/search/?q={words}&tag={words}&after={words}").status_code == 200
    for words in portion(typed, 8):
        for path in (f"/person/{words}/", f"/tag/{words}/", f"/source/{words}/cited/"):
            assert client.get(path).status_code in (301, 404)


def test_a_broken_page_says_so_without_a_query(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("encyclopedia.views.search_page.search.find", broken)
    client.raise_request_exception = False
    response = client.get("/search/?q=x")
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "secret" not in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]
