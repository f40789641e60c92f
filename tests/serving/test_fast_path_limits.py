"""What the fast path leaves to Django, what it reads from the settings, and what it keeps."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from published import publish
from served import PATH, Roads, ask

from encyclopedia.models import Page
from encyclopedia.serving import reader_fast_path
from encyclopedia.serving.page_response import ReadyPage


@pytest.mark.parametrize("path", ["/person/leon-trotskyX", "Xperson/leon-trotsky/"])
def test_an_address_is_read_to_both_of_its_ends(roads: Roads, path: str) -> None:
    assert roads.left_to_django(path)[0] != "200 OK"


def test_a_site_below_another_address_is_left_to_django(roads: Roads) -> None:
    assert roads.left_to_django(SCRIPT_NAME="/wiki")[0] == "200 OK"
    ask(roads.django, PATH)  # the prefix of addresses outlives its request


def test_bytes_that_are_no_text_name_no_page(roads: Roads) -> None:
    publish("Odd", slug="ÿþ")
    assert roads.left_to_django("/article/\xff\xfe/")[0][:3] == "404"


@pytest.mark.parametrize(
    "path", ["/planet/mars/", "/person//", "/person/x/history/", "/person/a\x00b/", "/person/\xff/"]
)
def test_what_can_be_no_page_is_not_looked_for(roads: Roads, path: str) -> None:
    assert roads.front.path_of({"REQUEST_METHOD": "GET", "PATH_INFO": path}) == ""


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"SECURE_CONTENT_TYPE_NOSNIFF": False},
        {"SECURE_HSTS_SECONDS": 3600, "SECURE_HSTS_PRELOAD": False},
        {"SECURE_HSTS_SECONDS": 3600, "SECURE_HSTS_INCLUDE_SUBDOMAINS": False},
        {"SECURE_HSTS_SECONDS": 3600, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True},
        {"SECURE_HSTS_SECONDS": 3600, "SECURE_HSTS_PRELOAD": True},
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_headers_follow_the_settings(
    roads: Roads, settings: LazySettings, changed: dict[str, Any], scheme: str
) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    _, headers, _ = Roads().answered_by_front(scheme=scheme)
    known = {"HTTP_IF_NONE_MATCH": headers["ETag"]}
    assert Roads().answered_by_front(scheme=scheme, **known)[0] == "304 Not Modified"


def test_static_files_that_were_not_collected_are_left_to_django(
    roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(path: str) -> ReadyPage:
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr(reader_fast_path, "ready_page", missing)
    assert ask(roads.front, PATH)[0] == "200 OK"
    assert roads.fell == 1


def test_a_page_is_made_once(roads: Roads) -> None:
    first = roads.front.page("person/leon-trotsky")
    assert first is not None
    assert roads.front.page("person/leon-trotsky") is first


def test_a_page_is_not_asked_for_over_a_connection_that_is_too_old(
    live_roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(live_roads.front, PATH)
    old = connection.connection
    monkeypatch.setattr(connection, "close_at", 0)
    used: list[object] = []
    state = Page.state
    monkeypatch.setattr(
        Page, "state", lambda path: used.append(connection.connection) or state(path)
    )
    ask(live_roads.front, PATH)
    assert used
    assert old not in used
