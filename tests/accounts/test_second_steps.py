"""A second step beside the password: of whom it is asked, until when it can be put off, and how it lets in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from browsers import known_browser, type_in
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import PASSWORD, Cast, person
from office import proven

OFFICE = "/admin/"


@pytest.fixture(autouse=True)
def asked(settings: LazySettings) -> None:
    settings.SECOND_STEP_ROLES = ["Moderators", "Approvers", "Office managers"]


def number_of(secret: str) -> str:
    """What an app shows now."""
    _before, counter, _after = auth.yield_hotp_counters_from_time()
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


def with_app(name: str) -> tuple[Client, str]:
    """A browser that has set up an app, and the app's secret."""
    client = known_browser(name)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'app-key-words">(\w+)<', page)
    assert secret
    assert client.get(reverse("account_app_picture"))["Content-Type"] == "image/svg+xml"
    answer = client.post(reverse("mfa_activate_totp"), {"code": number_of(secret[1])}, follow=True)
    assert "keep them where you find them" in answer.content.decode()
    cache.clear()  # a number is taken once
    return client, secret[1]


@pytest.mark.parametrize(
    ("name", "is_asked"), [("edna", False), ("mona", True), ("abel", True), ("root", True)]
)
def test_moderators_and_approvers_are_asked_at_sign_in(
    cast: Cast, name: str, is_asked: bool
) -> None:
    answer = type_in(Client(), name, PASSWORD)
    assert answer.headers["Location"].startswith("/account/second-step/") == is_asked


def test_it_can_be_put_off_for_a_week_and_not_longer(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = known_browser("mona")
    page = client.get("/account/second-step/?next=/admin/desk/").content.decode()
    assert 'href="/admin/desk/"' in page
    assert client.get(OFFICE).status_code == 200
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=7, minutes=1))
    again = known_browser("mona")
    for browser in (client, again):
        assert browser.get(OFFICE, follow=True).redirect_chain[-1][0] == "/account/second-step/"
        page = browser.get("/account/second-step/").content.decode()
        assert "Later" not in page
        assert "is over" in page


def test_nobody_is_sent_to_another_site(cast: Cast) -> None:
    client = known_browser("mona")
    page = client.get("/account/second-step/?next=https://evil.example/").content.decode()
    assert "evil" not in page


def test_the_sample_s_accounts_are_never_asked(db: None, settings: LazySettings) -> None:
    person("moderator", "Moderators")
    settings.SAMPLE_CONTENT = True
    assert type_in(Client(), "moderator", PASSWORD).headers["Location"] == OFFICE
    settings.SAMPLE_CONTENT = False
    assert type_in(Client(), "moderator", PASSWORD).headers["Location"] != OFFICE


def test_with_an_app_the_password_alone_lets_nobody_in(cast: Cast) -> None:
    _client, secret = with_app("mona")
    other = Client()
    assert type_in(other, "mona", PASSWORD).headers["Location"] == reverse("mfa_authenticate")
    assert other.get(OFFICE).status_code == 302
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "errorlist" in wrong.content.decode()
    right = other.post(reverse("mfa_authenticate"), {"code": number_of(secret)})
    assert right.headers["Location"] == OFFICE
    assert other.get(OFFICE).status_code == 200


def test_a_recovery_code_lets_in_once(cast: Cast) -> None:
    with_app("mona")
    kept = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    code = kept.wrap().get_unused_codes()[0]
    first, second = Client(), Client()
    for browser, status in ((first, 302), (second, 200)):
        type_in(browser, "mona", PASSWORD)
        answer = browser.post(reverse("mfa_authenticate"), {"code": code})
        assert answer.status_code == status


def test_guessing_numbers_ends_at_a_limit_that_is_in_the_database(cast: Cast) -> None:
    _client, secret = with_app("mona")
    guesser = Client()
    type_in(guesser, "mona", PASSWORD)
    for number in range(8):
        guesser.post(reverse("mfa_authenticate"), {"code": f"{number:06}"})
    answer = guesser.post(reverse("mfa_authenticate"), {"code": number_of(secret)})
    assert answer.status_code == 200
    assert guesser.get(OFFICE).status_code == 302


def test_a_new_password_by_letter_does_not_pass_the_second_step(cast: Cast) -> None:
    with_app("mona")
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str

    mona = User.objects.get(username="mona")
    link = reverse(
        "account_reset_password_from_key",
        args=[user_pk_to_url_str(mona), default_token_generator.make_token(mona)],
    )
    client = Client()
    client.get(link)
    new = {"password1": "quite another password", "password2": "quite another password"}
    answer = client.post(link.rpartition("/")[0].rpartition("/")[0] + "/set-password/", new)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(OFFICE).status_code == 302


def test_sessions_are_listed_and_ended(cast: Cast) -> None:
    here, there = known_browser("edna"), known_browser("edna")
    page = here.get(reverse("usersessions_list")).content.decode()
    assert page.count("<li>") - page.count("errorlist") >= 2
    assert "this browser" in page
    here = proven(cast.editor)
    here.post(reverse("usersessions_list"))
    assert there.get(OFFICE).status_code == 302
    assert here.get(OFFICE).status_code == 200


def test_a_session_that_nobody_uses_ends(cast: Cast, settings: LazySettings) -> None:
    client = known_browser("edna")
    client.get(OFFICE)
    session = client.session
    session["used_at"] -= settings.SESSION_IDLE_SECONDS - 60
    session.save()
    assert client.get(OFFICE).status_code == 200
    session = client.session
    session["used_at"] -= settings.SESSION_IDLE_SECONDS + 60
    session.save()
    assert client.get(OFFICE).status_code == 302
