"""Signing in with an account of another site: joined first, by nobody else, with tokens that hold."""

from __future__ import annotations

import time
from typing import Any

import pytest
from accounts.local_provider import CLIENT, LocalProvider, comes, goes, joins, name_of, signs_in
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from factories import Cast, person
from office import entered, proven

from editorial.accounts import management
from editorial.accounts.outside import journey
from editorial.models import AccountEvent, OutsideIdentity, Profile

PROFILE = "/admin/profile/"


def as_orcid(settings: LazySettings) -> None:
    """The local provider is ORCID's."""
    openid, orcid = settings.OUTSIDE_PROVIDERS
    settings.OUTSIDE_PROVIDERS = [openid | {"client": ""}, orcid | {"client": CLIENT}]


def test_who_has_joined_signs_in_and_goes_on_to_where_they_wanted(
    cast: Cast, provider: LocalProvider, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert joins(proven(cast.editor), provider).headers["Location"] == PROFILE
    assert "The University" in str(mail.outbox[-1].body)
    client = Client()
    assert signs_in(client, provider, next="/admin/notices/").headers["Location"] == (
        "/admin/notices/"
    )
    assert name_of(client) == "edna"
    kinds = list(AccountEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["identity_joined", "signed_in"]
    assert OutsideIdentity.objects.get().used_at is not None
    assert provider.asked[0]["redirect_uri"].endswith("/account/with/openid/back/")


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_nobody_is_sent_on_to_another_site(
    cast: Cast, provider: LocalProvider, wanted: str
) -> None:
    joins(proven(cast.editor), provider)
    assert signs_in(Client(), provider, next=wanted).headers["Location"] == "/admin/"


def test_elliptic_signatures_and_a_secret_in_the_body_hold_too(
    cast: Cast, provider: LocalProvider
) -> None:
    provider.algorithm = "ES256"
    provider.description = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    joins(proven(cast.editor), provider)
    client = Client()
    signs_in(client, provider)
    assert name_of(client) == "edna"


def test_nobody_gets_an_account_by_signing_in_elsewhere(
    cast: Cast, provider: LocalProvider
) -> None:
    accounts = User.objects.count()
    provider.changes = {"email": "edna@example.org", "email_verified": True}
    answer = signs_in(Client(), provider)
    assert answer.status_code == 403
    assert "No open account here is joined to it." in answer.content.decode()
    assert User.objects.count() == accounts
    assert not OutsideIdentity.objects.exists()
    assert [event.kind for event in AccountEvent.objects.all()] == ["unknown_identity"]


def test_a_closed_account_is_not_entered(cast: Cast, provider: LocalProvider) -> None:
    joins(proven(cast.editor), provider)
    management.close(account=cast.editor, by=person("max", "Office managers"))
    assert signs_in(Client(), provider).status_code == 403


def test_joining_asks_once_more_who_one_is_and_only_by_a_form_of_ours(
    cast: Cast, provider: LocalProvider
) -> None:
    address = reverse("account_outside_join", args=["openid"])
    asked = entered(cast.editor).post(address)
    assert asked.headers["Location"].startswith("/account/again/")
    assert proven(cast.editor).get(address).status_code == 405
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(cast.editor)
    assert guarded.post(address).status_code == 403
    assert Client().post(address).headers["Location"] == reverse("account_login")


def test_one_identity_lets_into_one_account_and_an_account_has_one_of_each_site(
    cast: Cast, provider: LocalProvider
) -> None:
    joins(proven(cast.editor), provider)
    refused = joins(proven(cast.other_editor), provider)
    assert refused.status_code == 409
    assert joins(proven(cast.editor), provider).headers["Location"] == PROFILE
    provider.subject = "another-there"
    assert joins(proven(cast.editor), provider).status_code == 409
    assert OutsideIdentity.objects.get().account == cast.editor


def test_what_was_begun_for_one_account_is_not_joined_to_another(
    cast: Cast, provider: LocalProvider
) -> None:
    client = proven(cast.editor)
    answer = client.post(reverse("account_outside_join", args=["openid"]))
    query = provider.signed_in(answer.headers["Refresh"].partition("url=")[2])
    session = dict(client.session["outside"])
    client.force_login(cast.other_editor)
    changed = client.session
    changed["outside"] = session
    changed.save()
    assert comes(client, query).status_code == 403
    assert not OutsideIdentity.objects.exists()


def test_it_is_listed_and_ended_on_ones_profile_by_oneself_alone(
    cast: Cast, provider: LocalProvider
) -> None:
    client = proven(cast.editor)
    assert "Join your account of The University" in client.get(PROFILE).content.decode()
    joins(client, provider)
    page = client.get(PROFILE).content.decode()
    assert "edna-there" in page
    assert "Join your account of" not in page
    address = reverse("account_outside_part", args=[OutsideIdentity.objects.get().pk])
    proven(cast.other_editor).post(address)
    assert OutsideIdentity.objects.exists()
    assert entered(cast.editor).post(address).headers["Location"].startswith("/account/again/")
    client.post(address)
    assert not OutsideIdentity.objects.exists()
    assert signs_in(Client(), provider).status_code == 403


def test_orcid_fills_the_profile_and_says_that_it_is_proven(
    cast: Cast, provider: LocalProvider, settings: LazySettings
) -> None:
    as_orcid(settings)
    provider.subject = "0000-0002-1825-0097"
    client = proven(cast.editor)
    joins(client, provider, "orcid")
    assert Profile.objects.get(account=cast.editor).orcid == "0000-0002-1825-0097"
    assert "ORCID has confirmed" in client.get(PROFILE).content.decode()
    Profile.objects.update(orcid="")
    assert "ORCID has confirmed" not in client.get(PROFILE).content.decode()


def test_the_second_step_is_asked_of_whoever_comes_from_elsewhere(
    cast: Cast, provider: LocalProvider, settings: LazySettings
) -> None:
    settings.SECOND_STEP_ROLES = ["Moderators"]
    joins(proven(cast.moderator), provider)
    without = Client()
    assert "second-step" in signs_in(without, provider).headers["Location"]
    TOTP.activate(cast.moderator, generate_totp_secret())
    client = Client()
    assert signs_in(client, provider).headers["Location"] == reverse("mfa_authenticate")
    assert client.get("/admin/").status_code == 302


def test_a_state_holds_once_in_its_own_browser_for_its_own_site_and_ten_minutes(
    cast: Cast, provider: LocalProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    joins(proven(cast.editor), provider)
    client = Client()
    query = provider.signed_in(goes(client))
    assert comes(Client(), query).status_code == 403
    assert comes(client, query | {"state": "x"}).status_code == 403
    assert comes(client, query).status_code == 302
    provider.codes[query["code"]] = {}
    assert comes(client, query).status_code == 403
    late = Client()
    query = provider.signed_in(goes(late))
    later = time.time() + 601
    monkeypatch.setattr(journey.time, "time", lambda: later)
    assert comes(late, query).status_code == 403
    assert name_of(late) == "AnonymousUser"


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": 7},
    ],
)
def test_a_description_that_does_not_hold_sends_nobody_anywhere(
    cast: Cast, provider: LocalProvider, description: dict[str, Any]
) -> None:
    provider.description = description
    answer = Client().post(reverse("account_outside", args=["openid"]))
    assert answer.status_code == 502
    assert "Refresh" not in answer.headers


def test_who_signs_in_nowhere_or_while_the_site_is_away_is_told_so(
    cast: Cast, provider: LocalProvider
) -> None:
    client = Client()
    state = provider.signed_in(goes(client))["state"]
    refused = comes(client, {"state": state, "error": "access_denied"})
    assert "You did not sign in there." in refused.content.decode()
    query = provider.signed_in(goes(client))
    provider.close()
    assert comes(client, query).status_code == 502


def test_without_a_client_there_is_no_such_way_in(cast: Cast, settings: LazySettings) -> None:
    for slug in ("openid", "orcid", "other"):
        assert Client().post(reverse("account_outside", args=[slug])).status_code == 404
        assert Client().get(reverse("account_outside_back", args=[slug])).status_code == 404
    assert "Sign in with ORCID" not in Client().get("/account/login/").content.decode()


def test_the_page_of_signing_in_offers_what_is_configured(
    cast: Cast, provider: LocalProvider
) -> None:
    page = Client().get("/account/login/").content.decode()
    assert "Sign in with The University" in page
    assert "Sign in with ORCID" not in page


def test_who_cancels_is_led_back_to_where_they_wanted_to_go(
    cast: Cast, provider: LocalProvider
) -> None:
    client = Client()
    goes(client, next="/admin/notices/")
    state = next(iter(client.session["outside"]))
    page = comes(client, {"error": "access_denied", "state": state})
    assert page.status_code == 403
    assert "/account/login/?next=%2Fadmin%2Fnotices%2F" in page.content.decode()
    assert "Not signed in with" in page.content.decode()


def test_who_cancels_while_joining_is_not_told_that_they_are_not_signed_in(
    cast: Cast, provider: LocalProvider
) -> None:
    client = proven(cast.editor)
    client.post(reverse("account_outside_join", args=["openid"]))
    state = next(iter(client.session["outside"]))
    page = comes(client, {"error": "access_denied", "state": state}).content.decode()
    assert "Not joined to" in page
    assert reverse("admin:profile") in page
