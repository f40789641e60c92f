"""Signing in, a new password by a letter, and the log of both."""

from __future__ import annotations

import re

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
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from factories import PASSWORD, Cast, person

from editorial.models import AccountEvent, SignInFailure


@pytest.fixture
def one_proxy(settings: LazySettings, cast: Cast) -> None:
    settings.TRUSTED_PROXIES = 1


def test_whoever_has_to_wait_gets_in_by_the_link_in_a_letter(
    one_proxy: None, django_capture_on_commit_callbacks: object
) -> None:
    fail(MAX_FAILURES, "mona", HERS)
    hers = browser(HERS)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        hers.post(reverse("account_reset_password"), {"email": "MONA@example.org"})
    link = re.search(r"https?://[^/]+(/account/reset/\S+)", str(mail.outbox[0].body))
    assert link
    form = hers.get(link[1], follow=True)
    chosen = "quite another password"
    answer = hers.post(
        form.redirect_chain[-1][0], {"password1": chosen, "password2": chosen}, follow=True
    )
    assert answer.wsgi_request.user.username == "mona"  # type: ignore[union-attr]
    assert type_in(hers, "mona", chosen).status_code == 302
    assert try_password("mona", PASSWORD, STRANGERS).status_code != 302
    assert hers.get(link[1], follow=True).context["token_fail"]


def test_a_letter_names_the_address_of_the_site_whatever_host_was_asked(
    cast: Cast, settings: LazySettings, django_capture_on_commit_callbacks: object
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://encyclopedia.example"
    client = Client(HTTP_HOST="evil.example")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(reverse("account_reset_password"), {"email": "mona@example.org"})
    assert "https://encyclopedia.example/account/reset/" in str(mail.outbox[0].body)
    assert "evil.example" not in str(mail.outbox[0].message())


@pytest.mark.parametrize("address", ["nobody@example.org", "dora@example.org"])
def test_no_letter_goes_out_without_an_open_account_and_the_page_does_not_tell(
    cast: Cast, address: str, django_capture_on_commit_callbacks: object
) -> None:
    pages = []
    for asked in (address, "mona@example.org"):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            page = Client().post(reverse("account_reset_password"), {"email": asked}, follow=True)
        pages.append(re.sub(r'name="csrf\w+" value="\w+"', "", page.content.decode()))
    assert [message.to for message in mail.outbox] == [["mona@example.org"]]
    assert pages[0] == pages[1]


def test_nobody_signs_up(cast: Cast) -> None:
    assert Client().get("/account/signup/").status_code == 404


def test_old_addresses_lead_to_the_new_ones(cast: Cast) -> None:
    assert Client().get("/admin/login/?next=/admin/desk/").headers["Location"] == (
        "/account/login/?next=/admin/desk/"
    )
    hers = known_browser("mona")
    assert hers.get("/admin/password_change/").headers["Location"] == "/account/password/"
    gone = hers.post("/admin/logout/")
    assert gone.headers["Location"] == "/account/login/"
    assert "Clear-Site-Data" not in gone.headers
    assert hers.get("/admin/").status_code == 302


def test_whoever_asks_for_it_leaves_nothing_in_the_browser(cast: Cast) -> None:
    hers = known_browser("mona")
    assert 'name="forget"' in hers.get("/admin/").content.decode()
    gone = hers.post("/admin/logout/", {"forget": "1"})
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert hers.get("/admin/").status_code == 302


def test_after_signing_in_one_is_where_one_wanted_to_go_but_never_at_another_site(
    cast: Cast,
) -> None:
    for wanted, place in (("/admin/desk/", "/admin/desk/"), ("https://evil.example/", "/admin/")):
        answer = Client().post(
            reverse("account_login"), {"login": "mona", "password": PASSWORD, "next": wanted}
        )
        assert answer.headers["Location"] == place


def test_an_account_without_a_role_is_told_what_to_do(cast: Cast) -> None:
    User.objects.create_user("newcomer", password=PASSWORD)
    client = known_browser("newcomer")
    page = client.get("/admin/", follow=True)
    assert page.status_code == 403
    assert "Ask whoever manages the office to give it a role" in page.content.decode()


def test_a_closed_account_is_told_so_and_does_not_come_in(cast: Cast) -> None:
    client = browser()
    answer = client.post(
        reverse("account_login"), {"login": "dora", "password": PASSWORD}, follow=True
    )
    assert "This account is closed" in answer.content.decode()
    assert client.get("/admin/").status_code == 302


def test_a_changed_password_ends_other_sessions_and_is_logged(cast: Cast) -> None:
    here, there = known_browser("mona"), known_browser("mona")
    new = {"password1": "quite another password", "password2": "quite another password"}
    wrong = here.post(reverse("account_change_password"), {"oldpassword": "x", **new})
    assert wrong.status_code == 200
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert there.get("/admin/").status_code == 302
    assert here.get("/admin/").status_code == 200
    assert AccountEvent.objects.newest_first().first().kind == "password_changed"


def test_every_sign_in_and_refusal_is_logged_without_what_was_typed(one_proxy: None) -> None:
    try_password("not a name but a password", "a secret", STRANGERS)
    fail(MAX_FAILURES, "mona", STRANGERS)
    fail(5, "mona", STRANGERS)
    signs_in("mona", HERS)
    events = AccountEvent.objects.order_by("pk")
    assert [event.kind for event in events] == ["refused"] * (MAX_FAILURES + 1) + [
        "kept_out",
        "signed_in",
    ]
    assert events[0].account is None
    assert {event.account.username for event in events[1:]} == {"mona"}
    assert [event.address for event in events] == [STRANGERS] * (MAX_FAILURES + 2) + [HERS]
    kept = repr([list(AccountEvent.objects.values()), list(SignInFailure.objects.values())])
    assert "secret" not in kept
    assert "not a name" not in kept


def test_the_log_of_accounts_only_grows(cast: Cast) -> None:
    signs_in("mona")
    for change in (
        lambda: AccountEvent.objects.update(address=""),
        lambda: AccountEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            change()


def test_readers_are_not_asked_for_a_session(cast: Cast, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = Client().get(reverse("account_login"))
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies


def test_a_person_with_a_strange_name_signs_in(cast: Cast) -> None:
    person("o'Brien–Ω")
    assert signs_in("o'Brien–Ω")


@pytest.mark.parametrize("name", ["", " ", "x" * 5_000, "a\x00b", "' OR 1=1 --", "🦊"])
def test_hostile_names_are_refused_in_words(cast: Cast, name: str) -> None:
    answer = try_password(name, "x")
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
