"""The application before Django's: what it answers, compared with Django, and what it leaves to Django."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from published import DAY, publish
from served import PATH, Roads, ask

from encyclopedia.models import Address, Entry, Generation, Page
from encyclopedia.serving import page_frame, verified


def test_a_page_is_the_same_from_both_applications(roads: Roads) -> None:
    status, headers, body = roads.answered_by_front()
    assert status == "200 OK"
    assert b"<p>A life.</p>" in body
    assert int(headers["Content-Length"]) == len(body)


def test_head_is_the_same_without_the_body(roads: Roads) -> None:
    _, whole, _ = roads.answered_by_front()
    status, headers, body = roads.answered_by_front(method="HEAD")
    assert (status, headers, body) == ("200 OK", whole, b"")


@pytest.mark.parametrize("query", ["a=1", "x=%zz&&=", "%00", "q=" + "x" * 4000])
def test_a_query_changes_nothing(roads: Roads, query: str) -> None:
    assert roads.answered_by_front(QUERY_STRING=query) == roads.answered_by_front()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_reader_has_is_not_sent_again(roads: Roads, method: str) -> None:
    _, first, _ = roads.answered_by_front()
    tag, day = first["ETag"], first["Last-Modified"]
    for condition in (
        {"HTTP_IF_NONE_MATCH": tag},
        {"HTTP_IF_NONE_MATCH": f"W/{tag}"},
        {"HTTP_IF_NONE_MATCH": f'"other", {tag}'},
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_IF_MODIFIED_SINCE": day},
        {"HTTP_IF_NONE_MATCH": tag, "HTTP_IF_MODIFIED_SINCE": "Mon, 01 Jan 2001 00:00:00 GMT"},
    ):
        status, headers, body = roads.answered_by_front(method=method, **condition)
        assert (status, body) == ("304 Not Modified", b"")
        assert (headers["ETag"], headers["Last-Modified"]) == (tag, day)


@pytest.mark.parametrize(
    "condition",
    [
        {"HTTP_IF_NONE_MATCH": '"other"'},
        {"HTTP_IF_NONE_MATCH": "nonsense"},
        {"HTTP_IF_MODIFIED_SINCE": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"HTTP_IF_MODIFIED_SINCE": "yesterday"},
        {"HTTP_IF_RANGE": '"x"', "HTTP_RANGE": "bytes=0-1"},
        {"HTTP_ACCEPT_LANGUAGE": "de, fr;q=0.5"},
        {"HTTP_ACCEPT_ENCODING": "gzip, br"},
        {"HTTP_COOKIE": "theme=dark; csrftoken=" + "x" * 32},
        {"HTTP_HOST": "testserver:8000"},
    ],
)
def test_a_reader_who_has_something_else_is_sent_the_page(
    roads: Roads, condition: dict[str, str]
) -> None:
    assert roads.answered_by_front(**condition)[0] == "200 OK"


@pytest.mark.parametrize("condition", [{"HTTP_IF_MATCH": '"x"'}, {"HTTP_IF_UNMODIFIED_SINCE": "x"}])
def test_conditions_of_writers_are_left_to_django(roads: Roads, condition: dict[str, str]) -> None:
    roads.left_to_django(**condition)


@pytest.mark.parametrize("cookie", ["sessionid=x", "theme=dark; sessionid=", "sessionid"])
def test_a_reader_with_a_session_is_left_to_django(roads: Roads, cookie: str) -> None:
    assert roads.left_to_django(HTTP_COOKIE=cookie)[0] == "200 OK"


@pytest.mark.parametrize("host", ["evil.example", "", "testserver.evil.example", "a b", "test@x"])
def test_an_unknown_host_is_refused(roads: Roads, host: str) -> None:
    assert roads.left_to_django(HTTP_HOST=host)[0] == "400 Bad Request"


@pytest.mark.parametrize(
    ("method", "status"), [("POST", "403"), ("DELETE", "403"), ("OPTIONS", "405"), ("get", "200")]
)
def test_other_methods_are_left_to_django(roads: Roads, method: str, status: str) -> None:
    assert roads.left_to_django(method=method)[0][:3] == status


@pytest.mark.parametrize(
    "path",
    ["", "/search/", "//", "/person/", "/person//", "/person/leon-trotsky", "//person/leon-trotsky/",
     "/planet/mars/", "/person/leon-trotsky/history/", "/person/lev-bronstein/", "/person/nobody/",
     "/person/\xff\xfe/", "/person/a\x00b/", "/person/" + "x" * 300 + "/", "/person/LEON-TROTSKY/"],
)  # fmt: skip
def test_an_address_of_no_page_is_left_to_django(roads: Roads, path: str) -> None:
    assert roads.left_to_django(path)[0][:3] in ("200", "301", "404")


def test_addresses_of_any_script_have_pages(roads: Roads) -> None:
    entries = [publish("Троцкий", slug="троцкий"), publish("Odd", kind="source", slug="who?#100%")]
    for entry in entries:
        path = f"/{entry.path}/".encode().decode("latin-1")
        assert roads.answered_by_front(path)[0] == "200 OK"


def test_http_is_redirected_where_https_is_required(roads: Roads, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    assert Roads().left_to_django()[1]["Location"] == f"https://testserver{PATH}"
    _, headers, _ = Roads().answered_by_front(scheme="https")
    assert headers["Strict-Transport-Security"] == "max-age=3600; includeSubDomains; preload"


def test_a_proxy_says_which_scheme_was_requested(roads: Roads, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert Roads().answered_by_front(HTTP_X_FORWARDED_PROTO="https")[0] == "200 OK"
    assert Roads().left_to_django(HTTP_X_FORWARDED_PROTO="http")[0][:3] == "301"
    assert Roads().left_to_django(HTTP_X_FORWARDED_PROTO="http", scheme="https")[0][:3] == "301"


def test_each_answer_makes_one_query_at_most(roads: Roads, django_assert_num_queries: Any) -> None:
    page_frame.shell_for(settings.LANGUAGE_CODE)  # once a process
    for _ in range(3):
        with django_assert_num_queries(1):
            ask(roads.front, PATH)


def test_a_changed_page_and_a_changed_shell_are_sent_at_once(
    roads: Roads, trotsky: Entry, settings: LazySettings
) -> None:
    _, first, _ = roads.answered_by_front()
    Page.objects.filter(entry=trotsky).update(body="<p>New.</p>", etag="0" * 64)
    _, second, body = roads.answered_by_front(HTTP_IF_NONE_MATCH=first["ETag"])
    assert b"<p>New.</p>" in body
    # The same bytes again, at a later time: a reader who asks by time has not seen them.
    Page.objects.filter(entry=trotsky).update(modified_at=DAY + timedelta(days=400))
    _, third, _ = roads.answered_by_front()
    assert third["ETag"] == second["ETag"]
    assert third["Last-Modified"] != second["Last-Modified"]
    settings.SAMPLE_CONTENT = True
    page_frame.forget()
    assert b"This site shows a sample" in roads.answered_by_front()[2]


def test_a_withdrawn_page_is_gone_at_once(roads: Roads, trotsky: Entry) -> None:
    roads.answered_by_front()
    Address.objects.create(
        kind="person", slug="leon-trotsky", entry_id=trotsky.pk, title="x",
        status="withdrawn", reason="Copied.", since=DAY,
    )  # fmt: skip
    trotsky.delete()
    status, _, body = roads.same()
    assert (status, roads.fell) == ("410 Gone", 2)
    assert b"A life." not in body
    assert roads.front.pages.get("person/leon-trotsky") is None


def test_a_database_that_does_not_answer_is_left_to_django(
    roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_of: object) -> None:
        raise OperationalError("the connection is closed")

    ask(roads.front, PATH)
    monkeypatch.setattr(Generation, "now", broken)
    monkeypatch.setattr(Page, "state", broken)
    assert ask(roads.front, PATH)[0] == "200 OK"
    assert roads.fell == 1
    ask(roads.front, "/")
    assert roads.fell == 2


def test_nothing_is_kept_under_debug(roads: Roads, settings: LazySettings) -> None:
    settings.DEBUG = True
    ask(roads.front, PATH)
    assert roads.fell == 1


def test_with_a_write_ahead_log_the_database_is_not_asked_until_something_changes(
    live_roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    state, now = Page.state, Generation.now
    monkeypatch.setattr(Page, "state", lambda path: asked.append(path) or state(path))
    monkeypatch.setattr(Generation, "now", lambda: asked.append("/") or now())
    for path in (PATH, "/", PATH, "/"):
        ask(live_roads.front, path)
    is_quiet = connection.vendor == "sqlite"
    asked.clear()
    for path in (PATH, "/"):
        ask(live_roads.front, path)
    assert bool(asked) is not is_quiet
    asked.clear()
    User.objects.create(username="somebody")
    for path in (PATH, "/"):
        ask(live_roads.front, path)
    assert len(asked) == 2


def test_a_connection_lives_as_long_as_the_settings_say(
    live_roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up() -> None:
        live_roads.front.verified = verified.Verified()
        ask(live_roads.front, PATH)

    look_up()
    before = connection.connection
    assert before is not None
    look_up()
    assert connection.connection is before
    monkeypatch.setattr(connection, "close_at", 0)
    look_up()
    assert connection.connection is not before
    assert live_roads.fell == 0
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    connection.close()
    look_up()
    assert connection.connection is None


@pytest.mark.postgresql
def test_a_broken_connection_is_replaced_within_the_request(live_roads: Roads) -> None:
    ask(live_roads.front, PATH)
    before = connection.connection
    before.close()
    for _ in range(2):
        assert ask(live_roads.front, PATH)[0] == "200 OK"
    assert live_roads.fell == 0
    assert connection.connection is not before


def test_only_django_checks_whether_the_connection_works(
    live_roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[bool] = []
    ask(live_roads.front, PATH)
    monkeypatch.setattr(connection, "is_usable", lambda: checks.append(True) or True)
    ask(live_roads.front, PATH)
    assert (checks, live_roads.fell) == ([], 0)
    ask(live_roads.front, "/history/head.json")
    assert checks == [True]


@pytest.mark.postgresql
def test_a_request_to_django_after_a_broken_connection_does_not_notice_it(
    live_roads: Roads,
) -> None:
    ask(live_roads.django, "/history/head.json")
    before = connection.connection
    before.close()
    assert ask(live_roads.django, "/history/head.json")[0] == "200 OK"
    assert connection.connection is not before
