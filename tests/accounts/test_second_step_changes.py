"""What becomes of second steps is in the log, its owner is told, and a manager takes away what was lost."""

from __future__ import annotations

from typing import Any

import pytest
from accounts.test_second_steps import number_of, with_app
from allauth.mfa.models import Authenticator
from browsers import known_browser, type_in
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from factories import PASSWORD, Cast, person
from office import proven

from editorial.accounts import management
from editorial.accounts.event_words import event_words
from editorial.accounts.second_step import has_one
from editorial.models import AccountEvent
from editorial.workflow import Forbidden

OFFICE = "/admin/"


@pytest.fixture(autouse=True)
def asked(settings: LazySettings) -> None:
    settings.SECOND_STEP_ROLES = ["Moderators"]


def told() -> list[str]:
    """The log in words, without sign-ins."""
    events = AccountEvent.objects.exclude(kind__in=["signed_in", "second_step_asked"])
    return [event_words(event) for event in events.order_by("pk")]


def test_each_change_is_in_the_log_without_secrets_and_sent_to_its_owner(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client, secret = with_app("mona")
        client.post(reverse("mfa_generate_recovery_codes"))
        # Looking at a page, and a number that is wrong, change nothing.
        client.get(reverse("mfa_deactivate_totp"))
        client.post(reverse("mfa_activate_totp"), {"code": "000000"})
        client.post(reverse("mfa_deactivate_totp"))
    assert told() == [
        "mona set up an authenticator app",
        "mona set up recovery codes",
        "mona made new recovery codes",
        "mona took away an authenticator app",
        "mona took away recovery codes",
    ]
    assert [letter.to for letter in mail.outbox] == [["mona@example.org"]] * 3
    kept = str(list(AccountEvent.objects.values_list("data", flat=True)))
    letters = "".join(str(letter.body) for letter in mail.outbox)
    assert "New recovery codes were made" in letters
    assert "Taken away: an authenticator app." in letters
    assert secret not in kept + letters


def test_a_manager_takes_away_what_was_lost_and_its_owner_is_out_and_told(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    client, _secret = with_app("mona")
    manager = person("max", "Office managers")
    page = reverse("admin:person", args=[cast.moderator.pk])
    managing = proven(manager)
    assert "reset_second_steps" in managing.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert managing.post(page, {"act": "reset_second_steps"}).status_code == 302
    assert not Authenticator.objects.exists()
    assert client.get(OFFICE).status_code == 302
    assert told()[-1] == "max took away the second steps of mona"
    assert "max, who manages the office, took away" in str(mail.outbox[-1].body)
    assert mail.outbox[-1].to == ["mona@example.org"]
    # The password lets in again, and leads to the page that asks for a second step.
    assert "second-step" in type_in(Client(), "mona", PASSWORD).headers["Location"]
    assert management.reset_second_steps(account=cast.moderator, by=manager) == 0
    assert "reset_second_steps" not in managing.get(page).content.decode()


def test_only_a_manager_does_and_nobody_to_themselves_or_to_a_superuser(cast: Cast) -> None:
    with_app("mona")
    with_app("root")
    manager = person("max", "Office managers")
    moderator = User.objects.get(username="mona")
    for account, by in (
        (moderator, cast.approver),
        (moderator, moderator),
        (manager, manager),
        (cast.superuser, manager),
    ):
        with pytest.raises(Forbidden):
            management.reset_second_steps(account=account, by=by)
    assert has_one(moderator)
    assert has_one(cast.superuser)


def test_a_change_that_fails_leaves_no_line(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = known_browser("mona")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    monkeypatch.setattr(
        "allauth.mfa.totp.internal.flows.auto_generate_recovery_codes", lambda request: 1 / 0
    )
    with pytest.raises(ZeroDivisionError):
        client.post(reverse("mfa_activate_totp"), {"code": number_of(secret)})
    assert told() == []
    assert not Authenticator.objects.exists()
