"""One's own profile and e-mail address."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from browsers import known_browser, signs_in, try_password
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from factories import PASSWORD, Cast, person

from editorial.accounts import own_account
from editorial.models import AccountEvent, Profile
from editorial.workflow import NotAllowed, Refused

PROFILE = "/admin/profile/"
TYPED = {
    "given_name": "Edna",
    "family_name": "Editor",
    "orcid": "https://orcid.org/0000-0002-1825-0097",
    "affiliation": "University of  Somewhere",
    "languages": ["ru", "de"],
    "time_zone": "Asia/Tokyo",
    "office_language": "en-gb",
}


def fresh(name: str) -> Client:
    client = known_browser(name)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def link_in(letter: Any) -> str:
    match = re.search(r"https?://[^/]+(/admin/profile/address/\S+)", str(letter.body))
    assert match
    return match[1]


@pytest.fixture
def link(cast: Cast, django_capture_on_commit_callbacks: Any) -> str:
    """In the letter to edna@new.example."""
    with django_capture_on_commit_callbacks(execute=True):
        own_account.ask_for_address(email="edna@new.example", by=cast.editor)
    assert mail.outbox[-1].to == ["edna@new.example"]
    return link_in(mail.outbox[-1])


def address_of(name: str) -> str:
    return User.objects.get(username=name).email


def test_what_one_says_of_oneself_is_kept_in_its_normal_form(cast: Cast) -> None:
    client = known_browser("edna")
    answer = client.post(PROFILE, TYPED, follow=True)
    assert "Saved." in answer.content.decode()
    profile = Profile.objects.get(account=cast.editor)
    assert profile.orcid == "0000-0002-1825-0097"
    assert profile.affiliation == "University of Somewhere"
    assert profile.languages == ["ru", "de"]
    assert profile.time_zone == "Asia/Tokyo"
    shown = client.get(PROFILE).content.decode()
    assert 'value="0000-0002-1825-0097"' in shown
    assert '<option value="Asia/Tokyo" selected>' in shown


def test_another_name_is_in_the_log_and_the_same_name_is_not(cast: Cast) -> None:
    client = known_browser("edna")
    client.post(PROFILE, {**TYPED, "family_name": "Writer"})
    client.post(PROFILE, {**TYPED, "family_name": "Writer"})
    events = AccountEvent.objects.of_kind("name_changed")
    assert [event.data for event in events] == [{"before": "Edna Editor", "after": "Edna Writer"}]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("orcid", "0000-0002-1825-0098", "wrong check digit"),
        ("orcid", "1825", "is written like"),
        ("languages", ["tlh"], "Choose languages of the list."),
        ("time_zone", "Mars/Olympus", "Choose a time zone of the list."),
        ("office_language", "tlh", "Choose a language of the list."),
        ("time_zone", "../../etc/passwd", "Choose a time zone of the list."),
        ("affiliation", "x" * 301, "at most 300"),
        ("family_name", "a\x00b", "NUL"),
        ("given_name", "<script>alert(1)</script>\x01", "control character"),
    ],
)
def test_what_does_not_hold_is_refused_in_words_and_nothing_typed_is_lost(
    cast: Cast, field: str, typed: Any, words: str
) -> None:
    answer = known_browser("edna").post(PROFILE, {**TYPED, "given_name": "<b>E</b>", field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "<script>alert" not in page
    assert field == "given_name" or "&lt;b&gt;E&lt;/b&gt;" in page
    assert not Profile.objects.exists()


def test_the_page_costs_one_query_more_than_the_account(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    client = known_browser("edna")
    client.post(PROFILE, TYPED)
    client.get(PROFILE)
    with django_assert_num_queries(6):
        assert client.get(PROFILE).status_code == 200


def test_a_manager_sees_the_profile_of_others(cast: Cast) -> None:
    known_browser("edna").post(PROFILE, TYPED)
    person("max", "Office managers")
    page = known_browser("max").get(reverse("admin:person", args=[cast.editor.pk]))
    shown = " ".join(page.content.decode().split())
    assert "University of Somewhere" in shown
    assert "reads German, Russian" in shown


def test_the_address_is_changed_by_the_link_in_the_letter_and_the_old_one_is_told(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    client = fresh("edna")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{PROFILE}address/", {"email": "edna@new.example"}, follow=True)
    assert "An e-mail was sent to edna@new.example." in answer.content.decode()
    assert address_of("edna") == "edna@example.org"
    link = link_in(mail.outbox[-1])
    assert client.get(link).status_code == 200
    assert address_of("edna") == "edna@example.org"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(link)
    assert address_of("edna") == "edna@new.example"
    assert mail.outbox[-1].to == ["edna@example.org"]
    assert "edna@new.example" in mail.outbox[-1].body
    assert client.post(link).status_code == 410
    assert signs_in("edna@new.example")
    assert try_password("edna@example.org", PASSWORD).status_code != 302
    assert AccountEvent.objects.of_kind("address_changed").get().data == {
        "before": "edna@example.org",
        "after": "edna@new.example",
    }


def test_another_address_is_asked_for_by_who_has_just_shown_who_they_are(cast: Cast) -> None:
    answer = known_browser("edna").post(f"{PROFILE}address/", {"email": "edna@new.example"})
    assert answer.headers["Location"].startswith("/account/again/?next=")
    assert not Profile.objects.exists()


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("mona@EXAMPLE.org", "An account has this address already."),
        ("no address", "This is no e-mail address."),
        ("a@b.example\r\nBcc: x@y.example", "This is no e-mail address."),
        ("", "Fill this in."),
    ],
)
def test_what_is_no_free_address_is_refused(cast: Cast, email: str, words: str) -> None:
    answer = fresh("edna").post(f"{PROFILE}address/", {"email": email})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_link_is_only_for_the_person_who_asked(cast: Cast, link: str) -> None:
    assert Client().post(link).headers["Location"].startswith("/admin/login/?next=")
    assert known_browser("mona").post(link).status_code == 410
    assert address_of("mona") == "mona@example.org"
    assert known_browser("edna").post(link).status_code == 302


def test_the_link_ends_with_time_with_the_password_and_with_a_newer_letter(
    cast: Cast, link: str
) -> None:
    token = link.strip("/").rpartition("/")[2]
    profile = Profile.objects.get(account=cast.editor)
    own_account.require_holding(profile, token, cast.editor)
    profile.new_address_until -= own_account.LINK_LASTS + timedelta(minutes=1)
    with pytest.raises(NotAllowed):
        own_account.require_holding(profile, token, cast.editor)
    profile.refresh_from_db()
    cast.editor.set_password("another one of hers")
    with pytest.raises(NotAllowed):
        own_account.require_holding(profile, token, cast.editor)
    cast.editor.refresh_from_db()
    own_account.ask_for_address(email="edna@other.example", by=cast.editor)
    with pytest.raises(NotAllowed):
        own_account.confirm_address(token=token, by=cast.editor)
    assert address_of("edna") == "edna@example.org"


def test_an_address_that_somebody_got_meanwhile_is_refused(cast: Cast, link: str) -> None:
    User.objects.filter(username="mona").update(email="EDNA@new.example")
    answer = known_browser("edna").post(link)
    assert "An account has this address already." in answer.content.decode()
    assert address_of("edna") == "edna@example.org"


def test_letters_to_new_addresses_are_limited(cast: Cast) -> None:
    for number in range(own_account.MAX_LETTERS):
        own_account.ask_for_address(email=f"edna{number}@new.example", by=cast.editor)
    with pytest.raises(Refused, match="Wait an hour"):
        own_account.ask_for_address(email="edna@new.example", by=cast.editor)
