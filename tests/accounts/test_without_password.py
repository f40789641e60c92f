"""Accounts that were opened with an account of another site, and have no password."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from accounts.local_provider import LocalProvider, comes, joins, name_of, signs_in
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from factories import Cast
from office import proven

from editorial.accounts import management
from editorial.models import AccountEvent, Invitation, OutsideIdentity

PROFILE = "/admin/profile/"


@pytest.fixture
def link(manager: User, django_capture_on_commit_callbacks: Any) -> str:
    """Where Ines is invited to."""
    with django_capture_on_commit_callbacks(execute=True):
        management.invite(
            given_name="Ines", email="ines@example.org", roles=["Editors"], by=manager
        )
    written = re.search(r"https?://[^/]+(/account/invitation/\S+)", str(mail.outbox[-1].body))
    assert written
    return written[1]


def accepts(client: Client, link: str, provider: LocalProvider, slug: str = "openid") -> Any:
    answer = client.post(f"{link}with/{slug}/")
    if "Refresh" not in answer.headers:
        return answer
    return comes(client, provider.signed_in(answer.headers["Refresh"].partition("url=")[2]), slug)


@pytest.fixture
def ines(link: str, provider: LocalProvider) -> Client:
    """Her browser, once she has accepted so."""
    client = Client()
    assert "Open it with your account of The University" in client.get(link).content.decode()
    assert accepts(client, link, provider).headers["Location"] == "/admin/"
    return client


def test_who_is_invited_opens_the_account_without_a_password(
    ines: Client, link: str, provider: LocalProvider
) -> None:
    assert name_of(ines) == "ines"
    account = User.objects.get(username="ines")
    assert account.is_active
    assert not account.has_usable_password()
    kinds = AccountEvent.objects.filter(account=account).order_by("pk")
    assert [event.kind for event in kinds] == [
        "invited",
        "accepted",
        "identity_joined",
        "signed_in",
    ]
    assert Client().get(link).status_code == 410
    assert accepts(Client(), link, provider).status_code == 410
    client = Client()
    signs_in(client, provider)
    assert name_of(client) == "ines"


def test_an_identity_that_lets_in_elsewhere_opens_nothing_and_the_link_holds(
    cast: Cast, link: str, provider: LocalProvider
) -> None:
    joins(proven(cast.editor), provider)
    client = Client()
    refused = accepts(client, link, provider)
    assert refused.status_code == 409
    assert "Open the link of your invitation again" in refused.content.decode()
    assert not User.objects.get(username="ines").is_active
    assert Invitation.objects.get().used_at is None
    provider.subject = "ines-there"
    assert accepts(client, link, provider).status_code == 302


def test_an_invitation_that_ended_on_the_way_opens_nothing(
    link: str, manager: User, provider: LocalProvider
) -> None:
    client = Client()
    onward = client.post(f"{link}with/openid/").headers["Refresh"].partition("url=")[2]
    management.end_invitation(account=User.objects.get(username="ines"), by=manager)
    assert comes(client, provider.signed_in(onward)).status_code == 409
    assert not OutsideIdentity.objects.exists()


def test_the_way_of_an_invitation_is_gone_only_by_a_form_of_ours(
    link: str, provider: LocalProvider
) -> None:
    assert Client().get(f"{link}with/openid/").status_code == 405
    guarded = Client(enforce_csrf_checks=True)
    assert guarded.post(f"{link}with/openid/").status_code == 403
    assert Client().post(f"{link}with/other/").status_code == 404


def test_she_shows_once_more_who_she_is_by_signing_in_there(
    ines: Client, provider: LocalProvider, settings: LazySettings
) -> None:
    address = reverse("account_outside_part", args=[OutsideIdentity.objects.get().pk])
    asked = ines.post(address)
    query = urlencode({"next": address})
    assert asked.headers["Location"] == f"/account/with/openid/again/?{query}"
    again = asked.headers["Location"]
    assert "Sign in with The University" in ines.get(again).content.decode()
    onward = ines.post(again).headers["Refresh"].partition("url=")[2]
    assert "prompt=login" in onward
    provider.subject = "somebody-else"
    assert comes(ines, provider.signed_in(onward)).status_code == 403
    provider.subject = "edna-there"
    onward = ines.post(again).headers["Refresh"].partition("url=")[2]
    comes(ines, provider.signed_in(onward))
    # The form that waited was sent; but it would have shut her out.
    assert "Set a password first" in ines.get(PROFILE).content.decode()
    assert OutsideIdentity.objects.exists()
    account = User.objects.get(username="ines")
    account.set_password("a password of her own")
    account.save(update_fields=["password"])
    ines.force_login(account)
    onward = ines.post(again).headers["Refresh"].partition("url=")[2]
    comes(ines, provider.signed_in(onward))
    ines.post(address)
    assert not OutsideIdentity.objects.exists()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/"])
def test_nobody_is_led_to_another_site_by_showing_who_they_are(
    ines: Client, provider: LocalProvider, wanted: str
) -> None:
    answer = ines.post(f"/account/with/openid/again/?next={wanted}")
    back = comes(ines, provider.signed_in(answer.headers["Refresh"].partition("url=")[2]))
    assert back.headers["Location"] == PROFILE


def test_without_a_password_one_is_led_to_a_link_that_sets_one(ines: Client) -> None:
    assert "Have a link sent to set one" in ines.get(PROFILE).content.decode()
    page = ines.get("/account/password/", follow=True)
    assert page.redirect_chain[-1][0] == reverse("account_reset_password")


def test_a_closed_account_without_a_password_is_opened_again(ines: Client, manager: User) -> None:
    account = User.objects.get(username="ines")
    management.close(account=account, by=manager)
    assert management.open_again(account=account, by=manager)
