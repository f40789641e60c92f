"""Who has to wait after failed sign-ins, by browser, address and password, and that nobody else has to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from browsers import (
    HERS,
    MAX_FAILURES,
    STRANGERS,
    browser,
    fail,
    known_browser,
    signs_in,
    try_password,
    type_in,
)
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client
from factories import PASSWORD, Cast

from editorial.models import SignInFailure


@pytest.fixture
def one_proxy(settings: LazySettings, cast: Cast) -> None:
    settings.TRUSTED_PROXIES = 1


@pytest.mark.parametrize("server_sees", ["", "127.0.0.1"])
def test_behind_a_proxy_guessing_ends_at_the_limit(one_proxy: None, server_sees: str) -> None:
    assert fail(MAX_FAILURES, "mona", STRANGERS, server_sees=server_sees).status_code == 200
    assert not signs_in("mona", STRANGERS, server_sees=server_sees)
    assert fail(1, "mona", STRANGERS, server_sees=server_sees).status_code == 429


@pytest.mark.parametrize("server_sees", ["", "127.0.0.1"])
def test_a_stranger_locks_nobody_else_out(one_proxy: None, server_sees: str) -> None:
    fail(3 * MAX_FAILURES, "mona", STRANGERS, server_sees=server_sees)
    assert signs_in("mona", HERS, server_sees=server_sees)


def test_without_a_proxy_the_address_that_the_server_sees_counts(cast: Cast) -> None:
    for number in range(MAX_FAILURES):
        try_password("mona", "wrong", f"192.0.2.{number}", server_sees=STRANGERS)
    assert not signs_in("mona", HERS, server_sees=STRANGERS)
    assert signs_in("mona", STRANGERS, server_sees=HERS)


def test_a_known_browser_is_stopped_by_its_own_failures_alone(one_proxy: None) -> None:
    hers = known_browser("mona", HERS)
    fail(MAX_FAILURES, "mona", HERS)
    one = SignInFailure.objects.values("account", "password", "browser").first()
    SignInFailure.objects.bulk_create(
        SignInFailure(**one, address=f"192.0.2.{number}") for number in range(MAX_FAILURES * 9)
    )
    assert not signs_in("mona", "192.0.2.200")
    assert type_in(hers, "mona", PASSWORD).status_code == 302
    for number in range(MAX_FAILURES):
        assert type_in(hers, "mona", f"wrong {number}").status_code == 200
    assert type_in(hers, "mona", PASSWORD).status_code == 429


def test_a_browser_is_known_to_the_accounts_that_signed_in_there(one_proxy: None) -> None:
    hers = known_browser("edna", HERS)
    fail(MAX_FAILURES, "mona", HERS)
    assert type_in(hers, "mona", PASSWORD).status_code == 429
    assert type_in(hers, "edna", PASSWORD).status_code == 302


@pytest.mark.parametrize("cookie", ["", "x", "eyIxIjoiYSJ9:1tXXXX:abc", "{}"])
def test_a_cookie_that_we_did_not_sign_makes_no_browser_known(one_proxy: None, cookie: str) -> None:
    fail(MAX_FAILURES, "mona", STRANGERS)
    client = browser(STRANGERS)
    client.cookies["known_browser"] = cookie
    assert type_in(client, "mona", PASSWORD).status_code == 429


def test_one_password_tried_over_many_names_is_limited_wherever_it_comes_from(
    one_proxy: None,
) -> None:
    for number in range(MAX_FAILURES):
        try_password(f"somebody-{number}", PASSWORD, f"192.0.2.{number}")
    hers = known_browser_before_the_attack("edna")
    assert not signs_in("mona", HERS)
    assert type_in(hers, "edna", PASSWORD).status_code == 302
    abel = User.objects.get(username="abel")
    abel.set_password("a password that nobody tries")
    abel.save(update_fields=["password"])
    assert try_password("abel", "a password that nobody tries", HERS).status_code == 302


def known_browser_before_the_attack(name: str) -> Client:
    tried = list(SignInFailure.objects.values_list("pk", flat=True))
    SignInFailure.objects.filter(pk__in=tried).update(at=F("at") - timedelta(hours=2))
    kept = list(SignInFailure.objects.values())
    client = known_browser(name, HERS)
    SignInFailure.objects.bulk_create(
        SignInFailure(**{**row, "at": row["at"] + timedelta(hours=2)}) for row in kept
    )
    return client


def test_many_names_tried_from_one_address_stop_only_browsers_that_are_not_known_there(
    one_proxy: None,
) -> None:
    hers = known_browser("mona", HERS)
    for number in range(MAX_FAILURES):
        fail(1, f"nobody-{number}", HERS)
    assert type_in(hers, "mona", PASSWORD).status_code == 302
    assert not signs_in("edna", HERS)
    assert signs_in("edna", STRANGERS)


def test_a_mistyped_password_locks_out_no_colleague(one_proxy: None) -> None:
    fail(MAX_FAILURES, "edna", HERS)
    assert not signs_in("edna", HERS)
    assert signs_in("mona", HERS)


def test_the_name_and_the_address_of_an_account_are_counted_together(one_proxy: None) -> None:
    for number in range(MAX_FAILURES):
        fail(1, ("mona", "MONA", "mona@example.org")[number % 3], STRANGERS)
    assert try_password("Mona@example.org", PASSWORD, STRANGERS).status_code == 429
    assert try_password("mona@example.org", PASSWORD, HERS).status_code == 302


def test_another_name_of_the_browser_does_not_evade_the_limit(one_proxy: None) -> None:
    for number in range(MAX_FAILURES):
        client = browser(STRANGERS)
        client.defaults["HTTP_USER_AGENT"] = f"Browser {number}"
        type_in(client, "mona", "wrong")
    assert not signs_in("mona", STRANGERS)


def test_signing_in_as_oneself_frees_no_further_guesses(one_proxy: None) -> None:
    fail(MAX_FAILURES, "mona", STRANGERS)
    assert signs_in("edna", STRANGERS)
    assert fail(1, "mona", STRANGERS).status_code == 429


def test_a_client_does_not_choose_its_address(one_proxy: None) -> None:
    for number in range(MAX_FAILURES):
        fail(1, "mona", f"192.0.2.{number}", STRANGERS)
    assert not signs_in("mona", "192.0.2.99", STRANGERS)
    assert signs_in("mona", STRANGERS, HERS)


def test_the_wait_is_shown_in_words_and_more_tries_do_not_lengthen_it(one_proxy: None) -> None:
    fail(MAX_FAILURES, "mona", STRANGERS)
    page = fail(1, "mona", STRANGERS).content.decode()
    assert "Too many sign-ins to this account, from your network address" in page
    assert "Wait for 1 hour, then try again." in " ".join(page.split())
    last = SignInFailure.objects.latest("at").pk
    assert fail(3, "mona", STRANGERS).status_code == 429
    assert SignInFailure.objects.latest("at").pk == last


def test_when_the_wait_is_over_the_right_password_lets_in(one_proxy: None) -> None:
    fail(MAX_FAILURES, "mona", STRANGERS)
    SignInFailure.objects.update(at=F("at") - timedelta(minutes=61))
    assert signs_in("mona", STRANGERS)
    assert not SignInFailure.objects.exists()


def test_guessing_is_limited_even_without_a_known_address(cast: Cast) -> None:
    fail(MAX_FAILURES, "mona")
    assert not signs_in("mona")


def test_one_network_of_ipv6_counts_as_one_address(one_proxy: None) -> None:
    for number in range(MAX_FAILURES):
        fail(1, "mona", f"2001:db8:1:2::{number:x}")
    assert not signs_in("mona", "2001:db8:1:2:ffff::")
    assert signs_in("mona", "2001:db8:1:3::1")
