"""Home and lists come from memory until a move has written readers' tables, and only for readers without a session."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from published import publish
from served import PATH, Roads, ask

from encyclopedia import projection
from encyclopedia.models import Entry, Generation
from encyclopedia.serving import reader_fast_path

LISTS = (
    "/",
    "/about/",
    "/browse/",
    "/browse/person/",
    "/tags/",
    "/tag/revolution/",
    "/wanted/",
    "/timeline/",
    "/corrections/",
)


@pytest.fixture(autouse=True)
def tagged(trotsky: Entry) -> None:
    publish("Permanent revolution", tags=("revolution",))


def next_generation() -> None:
    with transaction.atomic():
        projection.set_standings({})


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_made_once_and_is_what_django_answers(roads: Roads, path: str) -> None:
    _, ordinary, expected = ask(roads.django, path)
    first, second = ask(roads.front, path), ask(roads.front, path)
    assert roads.fell == 1
    assert first == second
    status, headers, body = first
    assert (status, body) == ("200 OK", expected)
    for name in ("Content-Type", "Content-Length", "Cache-Control", "Content-Security-Policy"):
        assert headers[name] == ordinary[name]
    known = {"HTTP_IF_NONE_MATCH": headers["ETag"]}
    status, again, body = ask(roads.front, path, **known)
    assert (status, body) == ("304 Not Modified", b"")
    assert again["ETag"] == headers["ETag"]
    assert roads.fell == 1


def test_a_list_costs_one_query_at_most(roads: Roads, django_assert_num_queries: Any) -> None:
    ask(roads.front, "/")
    with django_assert_num_queries(1):
        ask(roads.front, "/")


def test_the_next_reader_sees_what_a_move_has_changed(roads: Roads) -> None:
    assert b"Natalia Sedova" not in ask(roads.front, "/")[2]
    publish("Natalia Sedova", kind="person")
    next_generation()
    assert b"Natalia Sedova" in ask(roads.front, "/")[2]
    assert b"Natalia Sedova" in ask(roads.front, "/browse/")[2]


def test_the_next_day_has_a_home_page_of_its_own(
    roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(roads.front, "/")
    monkeypatch.setattr(reader_fast_path, "today", lambda: date(2100, 1, 1))
    for _ in range(2):
        ask(roads.front, "/")
    assert roads.fell == 2


def test_pages_of_one_list_are_kept_apart(roads: Roads) -> None:
    ask(roads.front, "/browse/")
    _, _, body = ask(roads.front, "/browse/", QUERY_STRING="letter=T")
    assert b"Leon Trotsky" not in body
    assert ask(roads.front, "/browse/", QUERY_STRING="letter=T")[2] == body


def test_lists_for_two_hosts_and_two_schemes_are_kept_apart(
    roads: Roads, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    ask(roads.front, "/")
    ask(roads.front, "/", HTTP_HOST="other.example")
    ask(roads.front, "/", scheme="https")
    assert roads.fell == 3


def test_who_has_a_session_is_answered_by_django(roads: Roads) -> None:
    ask(roads.front, "/")
    ask(roads.front, "/", HTTP_COOKIE="sessionid=x")
    ask(roads.front, "/", HTTP_COOKIE="sessionid=x")
    assert roads.fell == 3


def test_a_missing_list_is_not_kept_and_asked_for_once(roads: Roads) -> None:
    assert ask(roads.front, "/tag/nothing/")[0] == "404 Not Found"
    assert roads.fell == 1
    assert roads.front.lists.size == 0


@pytest.mark.parametrize("path", ["/search/", "/admin/", "/feed.atom", "/robots.txt", "/browse"])
def test_other_addresses_are_never_kept(roads: Roads, path: str) -> None:
    for _ in range(2):
        ask(roads.front, path)
    assert roads.fell == 2


def test_head_and_unknown_hosts_are_answered_as_by_django(roads: Roads) -> None:
    _, headers, body = ask(roads.front, "/", "HEAD")
    assert body == b""
    length = headers["Content-Length"]
    assert ask(roads.front, "/")[2] == ask(roads.django, "/")[2]
    assert ask(roads.front, "/", "HEAD")[1]["Content-Length"] == length
    assert ask(roads.front, "/", HTTP_HOST="elsewhere.example")[0] == "400 Bad Request"


@pytest.mark.parametrize("header", [("Set-Cookie", "a=b"), ("Content-Encoding", "gzip")])
def test_what_sets_a_cookie_or_is_encoded_is_not_kept(
    roads: Roads, monkeypatch: pytest.MonkeyPatch, header: tuple[str, str]
) -> None:
    def with_header(environ: Any, start_response: Any) -> Any:
        start_response("200 OK", [("Content-Type", "text/html"), header])
        return (b"yours alone",)

    monkeypatch.setattr(roads.front, "ordinary", with_header)
    _status, headers, body = ask(roads.front, "/")
    assert (headers[header[0]], body) == (header[1], b"yours alone")
    assert roads.front.lists.size == 0


@pytest.mark.parametrize("path", ["/", "/wanted/", PATH, "/feed.atom", "/api/v1/entries/"])
def test_a_proxy_may_keep_what_the_setting_says(
    roads: Roads, settings: LazySettings, path: str
) -> None:
    assert ask(roads.front, path)[1]["Cache-Control"] == "public, max-age=0, must-revalidate"
    settings.PROXY_CACHE_SECONDS = 5
    _, headers, _ = ask(Roads().front, path)
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate, s-maxage=5"


def test_every_move_that_readers_see_begins_a_generation(roads: Roads) -> None:
    before = Generation.now()
    for number in (1, 2):
        next_generation()
        assert Generation.now() == before + number
