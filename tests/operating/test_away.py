"""The database is away or the disk full: copies for readers, words for everybody, and nothing typed is lost."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse
from factories import Cast, article, drafted
from office import entered
from published import publish
from served import ask

from encyclopedia.models import Entry, Generation, Page
from encyclopedia.serving import page_frame, reader_fast_path
from encyclopedia.serving.copies import Copies
from encyclopedia.serving.keeper import Keeper

PATH = "/person/leon-trotsky/"
PAGE = {"accept": "text/html,*/*", "sec-fetch-site": "same-origin"}
WORDS = "What I typed for <b>five</b> minutes & more."


@contextmanager
def away(error: Exception | None = None) -> Iterator[None]:
    def no_answer(*_query: Any) -> None:
        raise error or OperationalError("the connection is closed")

    with connection.execute_wrapper(no_answer):
        yield


class Host:
    """A serving process and its copies; `later` is what Django's own answers are."""

    def __init__(self, folder: Path) -> None:
        from django.core.wsgi import get_wsgi_application

        self.keeper = Keeper(Copies(folder / "copies.sqlite3"))
        self.keeper.begun = True  # the test does what its thread would
        self.django = get_wsgi_application()
        self.front = self.started()

    def started(self) -> reader_fast_path.ReaderFastPath:
        return reader_fast_path.ReaderFastPath(self.django, keeper=self.keeper)

    def seen(self, *paths: str) -> None:
        """Readers have asked for these, and the thread has done its work."""
        for path in paths:
            assert ask(self.front, path)[0] == "200 OK"
        self.keeper.write()
        self.keeper.look()


@pytest.fixture
def trotsky(db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Entry:
    from published import open_readers_tables

    settings.ALLOWED_HOSTS = ["testserver"]
    # The connection of this test's transaction stays; a statement that fails reaches no database.
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    monkeypatch.setattr(reader_fast_path, "AWAY", 0)
    page_frame.forget()
    open_readers_tables()
    return publish("Leon Trotsky", kind="person", text="A life.")


@pytest.fixture
def host(trotsky: Entry, tmp_path: Path) -> Host:
    return Host(tmp_path)


@pytest.fixture(autouse=True)
def every_query_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("encyclopedia.models.quick_queries._may_prepare", lambda database: False)
    # On SQLite the log's index answers for the database: here it is gone too.
    monkeypatch.setattr("encyclopedia.serving.verified.own_wal_index", lambda: None)


def test_a_page_and_home_are_answered_from_copies_that_say_so(host: Host) -> None:
    for path in (PATH, "/"):
        host.seen(path)
        ordinary = ask(host.front, path)
        with away():
            status, headers, body = ask(host.front, path)
            assert ask(host.front, path, HTTP_COOKIE="sessionid=x") == (status, headers, body)
        assert (status, body) == ("200 OK", ordinary[2])
        assert headers["Stet-Copy"].endswith(" GMT")
        assert (headers["Cache-Control"], "ETag" in headers) == ("no-store", False)
        assert headers["Content-Security-Policy"] == ordinary[1]["Content-Security-Policy"]
        assert "Stet-Copy" not in ask(host.front, path)[1]


def test_a_server_that_starts_while_the_database_is_away_has_them_too(host: Host) -> None:
    host.seen(PATH)
    with away():
        _status, headers, body = ask(host.started(), PATH, HTTP_ACCEPT_ENCODING="br")
    assert "Stet-Copy" in headers
    assert headers["Content-Encoding"] == "br"
    assert len(body) == int(headers["Content-Length"])


def test_what_nobody_asked_for_is_answered_in_words(host: Host) -> None:
    host.seen(PATH)
    with away():
        for path in ("/person/nobody/", "/search/", "/history/head.json"):
            status, headers, body = ask(host.front, path, QUERY_STRING="q=trotsky")
            assert status.startswith("503 ")
            assert headers["Retry-After"] == "30"
            assert b"The database does not answer" in body
        status, _headers, body = ask(host.front, "/api/v1/entries/")
    assert status.startswith("503 ")
    assert b'"status": 503' in body


def test_a_list_with_a_question_is_no_copy(host: Host) -> None:
    host.seen("/browse/")
    with away():
        assert "Stet-Copy" in ask(host.front, "/browse/")[1]
        assert ask(host.front, "/browse/", QUERY_STRING="letter=t")[0].startswith("503 ")


def test_a_page_that_was_withdrawn_or_changed_is_in_no_copy(host: Host, trotsky: Entry) -> None:
    publish("Vladimir Lenin", kind="person", text="Another life.")
    host.seen(PATH, "/person/vladimir-lenin/", "/")
    Page.objects.filter(pk=trotsky.pk).delete()
    Page.objects.filter(path="person/vladimir-lenin").update(etag="f" * 64)
    Generation.count_up()
    host.keeper.look()
    with away():
        for path in (PATH, "/person/vladimir-lenin/", "/"):
            assert ask(host.front, path)[0].startswith("503 ")


def test_no_copy_is_older_than_the_setting_says(
    host: Host, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.seen(PATH)
    looked = host.keeper.copies.looked_at()
    monkeypatch.setattr("encyclopedia.serving.copies.time.time", lambda: looked + 3600)
    settings.STORED_PAGES_SECONDS = 3601
    with away():
        assert "Stet-Copy" in ask(host.front, PATH)[1]
        for most in (3599, 0):
            settings.STORED_PAGES_SECONDS = most
            assert ask(host.front, PATH)[0].startswith("503 ")


def test_the_file_is_bounded_and_the_oldest_make_room(host: Host) -> None:
    host.keeper.copies.bound = 200_000
    for number in range(200):
        host.keeper.offer(f"page article/{number}", "state", Random(number).randbytes(10_000))
        host.keeper.write()
    kept = host.keeper.copies.states()
    assert 0 < len(kept) < 200
    assert "page article/199" in kept
    assert "page article/0" not in kept


def test_a_file_that_cannot_be_used_stops_nobody(host: Host, tmp_path: Path) -> None:
    host.seen(PATH)
    host.keeper.copies.path = tmp_path
    host.keeper.copies._of_thread.connection = None
    assert ask(host.front, PATH)[0] == "200 OK"
    host.keeper.write()
    with away():
        assert ask(host.front, PATH)[0].startswith("503 ")


def test_a_connection_that_broke_is_made_again_and_nobody_notices(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(host.front, PATH)
    broken = [InterfaceError("connection already closed")]

    def once(execute: Any, *query: Any) -> Any:
        if broken:
            raise broken.pop()
        return execute(*query)

    monkeypatch.setattr(
        reader_fast_path, "ready_connection", lambda: Closed() if broken else connection
    )
    with connection.execute_wrapper(once):
        status, headers, _body = ask(host.front, PATH)
    assert status == "200 OK"
    assert "Stet-Copy" not in headers


class Closed:
    """A connection that Django has closed because it does not work any more."""

    connection = None

    def close_if_unusable_or_obsolete(self) -> None:
        return None


ERRORS: dict[str, Callable[[], Exception]] = {
    "does not answer": lambda: OperationalError("server closed the connection unexpectedly"),
    "room left": lambda: OperationalError("database or disk is full"),
    "no room": lambda: OperationalError("attempt to write a readonly database"),
}


@pytest.mark.parametrize("words", ERRORS)
def test_the_office_gives_every_word_back(cast: Cast, words: str) -> None:
    manuscript = drafted(article(), cast)
    client = entered(cast.editor)
    client.raise_request_exception = False
    address = reverse("admin:move_submit", args=[manuscript.pk])
    with away(ERRORS[words]()):
        answer = client.post(
            address, {"submit-note": WORDS, "csrfmiddlewaretoken": "x"}, headers=PAGE
        )
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert f'name="submit-note" value="{WORDS}"' in unescape(page)
    assert "<b>five</b>" not in page
    assert f'action="{address}"' in page
    assert ("no room left" if "room" in words else "does not answer") in page


@pytest.mark.parametrize(
    ("error", "status"),
    [(OperationalError("database is locked"), 503), (DatabaseError("no row was changed"), 400)],
)
def test_a_session_that_cannot_be_written_is_told_as_what_it_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def save(*_arguments: Any, **_named: Any) -> None:
        raise error

    client = entered(cast.editor)
    client.raise_request_exception = False
    monkeypatch.setattr(Session, "save", save)  # when it was used is noted in it
    answer = client.get(reverse("admin:index"))
    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == (status == 503)
    assert (b"does not answer" in answer.content) == (status == 503)


def test_a_foreign_page_is_given_nothing_to_send_again(cast: Cast) -> None:
    client = entered(cast.editor)
    client.raise_request_exception = False
    with away():
        answer = client.post(
            reverse("admin:index"),
            {"words": WORDS},
            headers={**PAGE, "sec-fetch-site": "cross-site", "origin": "https://evil.example"},
        )
    assert answer.status_code == 503
    assert b'<form method="post"' not in answer.content


def test_no_password_is_shown_again(db: None) -> None:
    client = Client(raise_request_exception=False)
    with away():
        answer = client.post(
            reverse("account_login"), {"login": "editor", "password": "secret words"}, headers=PAGE
        )
    assert answer.status_code == 503
    assert b"secret words" not in answer.content


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_file_that_finds_no_room_is_told_as_that(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(*_arguments: Any, **_named: Any) -> None:
        raise OSError(number, "No space left on device")

    monkeypatch.setattr("editorial.admin.home.render", full, raising=False)
    monkeypatch.setattr("editorial.accounts.idle_time._end_or_note", full)
    client = entered(cast.editor)
    client.raise_request_exception = False
    answer = client.get(reverse("admin:index"))
    assert answer.status_code == 503
    assert b"no room left on the disk" in answer.content


def test_any_other_error_stays_an_error(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: Any) -> None:
        raise ValueError("a mistake of ours")

    monkeypatch.setattr("editorial.accounts.idle_time._end_or_note", fails)
    client = entered(cast.editor)
    client.raise_request_exception = False
    assert client.get(reverse("admin:index")).status_code == 500
