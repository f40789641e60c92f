"""Too many requests and too large ones are refused in words, by the address of the client and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from factories import Cast
from office import entered

from editorial.operating import limits
from editorial.operating.limits import Counts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    counts = Counts()
    monkeypatch.setattr(limits, "counts", counts)
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_040.0)
    return counts


def test_a_client_waits_until_the_minute_has_passed() -> None:
    counts, key = Counts(), ("search", "192.0.2.1")
    assert [counts.wait(key, 2, 60.0), counts.wait(key, 2, 61.0)] == [0, 0]
    assert counts.wait(key, 2, 70.0) == 50
    # Of the two in the minute before, half still count.
    assert counts.wait(key, 2, 150.0) == 0
    assert counts.wait(key, 2, 151.0) == 0
    assert counts.wait(key, 2, 152.0) > 0
    assert counts.wait(key, 2, 400.0) == 0


def test_what_was_refused_does_not_count_against_the_client() -> None:
    counts, key = Counts(), ("search", "192.0.2.1")
    for _time in range(100):
        counts.wait(key, 2, 60.0)
    assert counts.wait(key, 2, 185.0) == 0


def test_only_so_many_addresses_are_remembered() -> None:
    counts = Counts(most=3)
    for number in range(10):
        counts.wait(("search", str(number)), 1, 60.0)
    assert len(counts._of) == 3
    assert counts.wait(("search", "9"), 1, 60.0)
    assert not counts.wait(("search", "0"), 1, 60.0)


@pytest.mark.parametrize(
    ("path", "setting"),
    [
        ("/search/?q=a", "SEARCHES_A_MINUTE"),
        ("/search/suggest.json?q=a", "SUGGESTIONS_A_MINUTE"),
        ("/api/v1/", "API_A_MINUTE"),
        ("/oai/?verb=Identify", "API_A_MINUTE"),
    ],
)
def test_one_address_is_refused_and_another_is_not(settings: Any, path: str, setting: str) -> None:
    setattr(settings, setting, 2)
    client = Client(REMOTE_ADDR="192.0.2.1")
    assert [client.get(path).status_code for _time in range(2)] == [200, 200]
    refused = client.get(path)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "40"
    assert refused.headers["Cache-Control"] == "no-store"
    assert Client(REMOTE_ADDR="192.0.2.2").get(path).status_code == 200
    assert client.get("/about/").status_code == 200


def test_people_are_told_in_words_and_programs_in_their_own(settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = settings.API_A_MINUTE = 1
    client = Client(REMOTE_ADDR="192.0.2.1")
    for path in ("/search/?q=a", "/api/v1/"):
        client.get(path)
    words = client.get("/search/?q=a").content.decode()
    assert "Try again in 40 seconds." in words
    told = client.get("/api/v1/")
    assert told.headers["Content-Type"] == "application/problem+json"
    assert told.json()["status"] == 429


def test_looking_things_up_in_the_office_is_limited_too(cast: Cast, settings: Any) -> None:
    settings.LOOKUPS_A_MINUTE = 1
    client = entered(cast.editor)
    address = reverse("admin:lookup_sources")
    assert [client.get(address).status_code for _time in range(2)] == [200, 429]


def test_the_client_behind_a_trusted_proxy_counts_and_not_the_proxy(settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 1
    settings.TRUSTED_PROXIES = 1

    def asked(forwarded: str) -> int:
        client = Client(REMOTE_ADDR="127.0.0.1")
        return client.get("/search/?q=a", headers={"x-forwarded-for": forwarded}).status_code

    assert asked("192.0.2.1") == 200
    assert asked("192.0.2.2") == 200
    # Whatever the client says of itself stands before what the proxy added.
    assert asked("192.0.2.9, 192.0.2.1") == 429


def test_a_network_that_is_left_out_and_an_unknown_address_are_not_limited(settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 1
    settings.UNLIMITED_NETWORKS = ["192.0.2.0/24"]
    for address in ("192.0.2.1", ""):
        client = Client(REMOTE_ADDR=address)
        assert [client.get("/search/?q=a").status_code for _time in range(3)] == [200] * 3


def test_no_limit_holds_where_it_is_none(settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 0
    client = Client(REMOTE_ADDR="192.0.2.1")
    assert [client.get("/search/?q=a").status_code for _time in range(3)] == [200] * 3


def test_refusing_asks_nothing_of_the_database(
    settings: Any, django_assert_num_queries: Any
) -> None:
    settings.SEARCHES_A_MINUTE = 1
    client = Client(REMOTE_ADDR="192.0.2.1")
    client.get("/search/?q=a")
    with django_assert_num_queries(0):
        assert client.get("/search/?q=a").status_code == 429


def sent(client: Client, path: str, length: int, **more: Any) -> Any:
    """A request that says that it is so long, whatever it holds."""
    return client.generic("POST", path, b"x=1", CONTENT_LENGTH=str(length), **more)


def test_what_is_too_large_is_refused_in_words_before_any_of_it_is_read(
    cast: Cast, settings: Any
) -> None:
    form = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + limits.AROUND
    stranger, editor = Client(), entered(cast.editor)
    answer = sent(stranger, "/search/", form + 1)
    assert answer.status_code == 413
    assert b"At most 13 MB can be sent here" in answer.content
    assert sent(stranger, "/api/v1/", form + 1).json()["status"] == 413
    # Whoever has a session may send a file, and to one address an import.
    assert sent(editor, "/search/", form + 1).status_code != 413
    largest = form + settings.EVIDENCE_MAX_BYTES
    assert sent(editor, "/search/", largest + 1).status_code == 413
    importing = reverse("admin:import_new")
    request = RequestFactory().post(importing)
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "one"
    assert limits.max_bytes(request) >= settings.IMPORT_MAX_BYTES


def test_a_form_that_is_larger_than_it_said_is_refused_in_words(db: None, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = Client().post("/account/login/", {"login": "a" * 200, "password": "b"})
    assert answer.status_code == 413
    assert b"Too much was sent at once" in answer.content


@pytest.mark.parametrize("length", ["-1", "x", "9" * 30, "²"])
def test_a_length_that_is_none_breaks_nothing(length: str) -> None:
    request = RequestFactory().post("/search/")
    request.META["CONTENT_LENGTH"] = length
    assert limits._length(request) == 0
