"""Signing in: who has to wait after failed tries, by the client's address, and that nobody else has to."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from factories import PASSWORD, Cast, person

from editorial.admin.sign_in import client_address

LIMIT = 8
HERS, STRANGERS = "198.51.100.7", "203.0.113.9"


def try_password(name: str, password: str, *forwarded: str, server_sees: str = "") -> HttpResponse:
    """A request as the server gets it: `server_sees` is empty behind a unix socket, `forwarded` is X-Forwarded-For."""
    headers = {"HTTP_X_FORWARDED_FOR": ", ".join(forwarded)} if forwarded else {}
    return Client(REMOTE_ADDR=server_sees, **headers).post(
        reverse("admin:login"), {"username": name, "password": password}
    )  # type: ignore[return-value]


def signs_in(name: str, *forwarded: str, server_sees: str = "") -> bool:
    return try_password(name, PASSWORD, *forwarded, server_sees=server_sees).status_code == 302


def fail(times: int, name: str, *forwarded: str, server_sees: str = "") -> HttpResponse:
    for _ in range(times):
        answer = try_password(name, "wrong", *forwarded, server_sees=server_sees)
    return answer


@pytest.fixture
def one_proxy(settings: LazySettings, cast: Cast) -> None:
    settings.TRUSTED_PROXIES = 1


@pytest.mark.parametrize("server_sees", ["", "127.0.0.1"])
def test_behind_a_proxy_guessing_ends_at_the_limit(one_proxy: None, server_sees: str) -> None:
    assert fail(LIMIT - 1, "mona", STRANGERS, server_sees=server_sees).status_code == 200
    assert fail(1, "mona", STRANGERS, server_sees=server_sees).status_code == 429
    assert not signs_in("mona", STRANGERS, server_sees=server_sees)


@pytest.mark.parametrize("server_sees", ["", "127.0.0.1"])
def test_a_stranger_locks_nobody_else_out(one_proxy: None, server_sees: str) -> None:
    fail(3 * LIMIT, "mona", STRANGERS, server_sees=server_sees)
    assert signs_in("mona", HERS, server_sees=server_sees)


def test_without_a_proxy_the_address_that_the_server_sees_counts(cast: Cast) -> None:
    for number in range(LIMIT):
        fail(1, "mona", f"192.0.2.{number}", server_sees=STRANGERS)
    assert not signs_in("mona", HERS, server_sees=STRANGERS)
    assert signs_in("mona", STRANGERS, server_sees=HERS)


def test_one_password_tried_over_many_names_is_limited(one_proxy: None) -> None:
    answers = [fail(1, f"somebody-{number}", STRANGERS).status_code for number in range(14)]
    assert answers == [200] * (LIMIT - 1) + [429] * (14 - LIMIT + 1)
    assert not signs_in("mona", STRANGERS)
    assert signs_in("mona", HERS)


def test_many_names_tried_in_a_shared_network_lock_out_nobody_who_signed_in_from_there(
    one_proxy: None,
) -> None:
    assert signs_in("mona", HERS)
    for number in range(3 * LIMIT):
        fail(1, f"nobody-{number}", HERS)
    assert signs_in("mona", HERS)
    assert not signs_in("edna", HERS)
    fail(LIMIT, "mona", HERS)
    assert not signs_in("mona", HERS)


def test_a_mistyped_password_locks_out_no_colleague(one_proxy: None) -> None:
    assert fail(LIMIT, "edna", HERS).status_code == 429
    assert not signs_in("edna", HERS)
    assert signs_in("mona", HERS)


def test_another_browser_does_not_evade_the_limit(one_proxy: None) -> None:
    for number in range(LIMIT):
        browser = Client(
            REMOTE_ADDR="", HTTP_X_FORWARDED_FOR=STRANGERS, HTTP_USER_AGENT=f"Browser {number}"
        )
        browser.post(reverse("admin:login"), {"username": "mona", "password": "wrong"})
    assert not signs_in("mona", STRANGERS)


def test_signing_in_as_oneself_frees_no_further_guesses(one_proxy: None) -> None:
    fail(LIMIT - 1, "mona", STRANGERS)
    assert signs_in("edna", STRANGERS)
    assert fail(1, "mona", STRANGERS).status_code == 429


def test_a_client_does_not_choose_its_address(one_proxy: None) -> None:
    for number in range(LIMIT):
        fail(1, "mona", f"192.0.2.{number}", STRANGERS)
    assert not signs_in("mona", "192.0.2.99", STRANGERS)
    assert signs_in("mona", STRANGERS, HERS)


def test_the_wait_is_shown_in_words_and_more_tries_do_not_lengthen_it(one_proxy: None) -> None:
    page = fail(LIMIT, "mona", STRANGERS).content.decode()
    assert "Too many sign-ins from your network address have failed" in page
    assert "Wait for 1 hour, then try again." in " ".join(page.split())
    last = AccessAttempt.objects.get().attempt_time
    assert fail(3, "mona", STRANGERS).status_code == 429
    assert AccessAttempt.objects.get().attempt_time == last


def test_when_the_wait_is_over_the_right_password_lets_in(
    one_proxy: None, settings: LazySettings
) -> None:
    fail(LIMIT, "mona", STRANGERS)
    settings.AXES_COOLOFF_TIME = 0.0
    assert signs_in("mona", STRANGERS)


def test_guessing_is_limited_even_without_a_known_address(cast: Cast) -> None:
    assert fail(LIMIT, "mona").status_code == 429
    assert not signs_in("mona")


def test_the_log_names_the_address_and_no_password(
    one_proxy: None, caplog: pytest.LogCaptureFixture
) -> None:
    person("max")
    try_password("max", "a secret", STRANGERS)
    assert STRANGERS in caplog.text
    assert "a secret" not in caplog.text


@pytest.mark.parametrize(
    ("proxies", "forwarded", "server_sees", "address"),
    [
        (0, "", HERS, HERS),
        (0, STRANGERS, HERS, HERS),
        (0, STRANGERS, "", None),
        (1, HERS, "", HERS),
        (1, f"{STRANGERS}, {HERS}", "127.0.0.1", HERS),
        (1, f"{STRANGERS},{HERS}", "", HERS),
        (1, "", HERS, HERS),
        (1, "unix:", "", None),
        (1, "not an address", "127.0.0.1", None),
        (1, f"{STRANGERS}, ' OR 1=1 --", "", None),
        (2, f"{STRANGERS}, {HERS}, 10.0.0.1", "", HERS),
        (2, f"{HERS}, 10.0.0.1", "127.0.0.1", HERS),
        (2, HERS, "127.0.0.1", HERS),
        (3, f"{STRANGERS}, {HERS}, 10.0.0.1, 10.0.0.2", "", HERS),
        (1, f"{HERS}:50123", "", HERS),
        (1, f"::ffff:{HERS}", "", HERS),
        (1, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (1, "2001:DB8:1:2::9", "", "2001:db8:1:2::"),
        (1, "[2001:db8:1:2::9]:443", "", "2001:db8:1:2::"),
        (1, f"{STRANGERS}, 2001:db8:1:2::9", "::1", "2001:db8:1:2::"),
        (0, "", "fe80::1%eth0", "fe80::"),
        (0, "", "::ffff:198.51.100.7", HERS),
    ],
)
def test_the_address_is_the_first_that_a_trusted_proxy_names(
    settings: LazySettings, proxies: int, forwarded: str, server_sees: str, address: str | None
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/admin/login/", REMOTE_ADDR=server_sees, **headers)
    assert client_address(request) == address


def test_one_network_of_ipv6_counts_as_one_address(one_proxy: None) -> None:
    for number in range(LIMIT):
        fail(1, "mona", f"2001:db8:1:2::{number:x}")
    assert not signs_in("mona", "2001:db8:1:2:ffff::")
    assert signs_in("mona", "2001:db8:1:3::1")
