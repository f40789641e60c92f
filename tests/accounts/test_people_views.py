"""The pages of office managers, and the link of an invitation."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from browsers import known_browser, signs_in
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from factories import PASSWORD, Cast, person

from editorial.actions.upgrade_digests import software
from editorial.models import AccountEvent

PEOPLE = "/admin/people/"


@pytest.fixture
def manager(cast: Cast) -> Client:
    """The browser of a manager who has just shown once more who he is."""
    person("max", "Office managers")
    client = known_browser("max")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_a_manager_invites_and_the_person_is_in_the_office(
    manager: Client, django_capture_on_commit_callbacks: Any
) -> None:
    typed = {"given_name": "Ines", "email": "ines@example.org", "roles": ["Editors"]}
    with django_capture_on_commit_callbacks(execute=True):
        answer = manager.post(PEOPLE, typed, follow=True)
    assert "the e-mail is on its way" in answer.content.decode()
    link = re.search(r"https?://[^/]+(/account/invitation/\S+)", str(mail.outbox[0].body))
    assert link
    hers = Client()
    weak = hers.post(link[1], {"password1": "password", "password2": "password"})
    assert weak.status_code == 422
    assert "too common" in weak.content.decode()
    chosen = "a password of her own"
    unlike = hers.post(link[1], {"password1": chosen, "password2": chosen + "x"})
    assert "not the same" in unlike.content.decode()
    entered = hers.post(link[1], {"password1": chosen, "password2": chosen}, follow=True)
    assert entered.redirect_chain[-1][0] == "/admin/"
    assert entered.wsgi_request.user.username == "ines"
    assert Client().get(link[1]).status_code == 410


def test_before_anything_is_changed_one_shows_once_more_who_one_is(cast: Cast) -> None:
    person("max", "Office managers")
    client = known_browser("max")
    assert client.get(PEOPLE).status_code == 200
    asked = client.post(f"{PEOPLE}{cast.editor.pk}/", {"act": "close"})
    assert asked.headers["Location"].startswith("/account/again/?next=")
    assert User.objects.get(pk=cast.editor.pk).is_active
    client.post(asked.headers["Location"], {"password": "wrong"})
    assert User.objects.get(pk=cast.editor.pk).is_active
    client.post(asked.headers["Location"], {"password": PASSWORD})
    assert not User.objects.get(pk=cast.editor.pk).is_active


@pytest.mark.parametrize("path", ["", "1/", "log/", "log.csv"])
def test_nobody_else_sees_these_pages(cast: Cast, path: str) -> None:
    for name in ("edna", "mona", "abel"):
        client = known_browser(name)
        assert client.get(PEOPLE + path).status_code == 404
        assert client.post(PEOPLE + path).status_code == 404


def test_a_refusal_is_said_in_words_and_keeps_what_was_typed(manager: Client, cast: Cast) -> None:
    typed = {"given_name": "<b>Ines</b>", "email": "mona@example.org"}
    page = manager.post(PEOPLE, typed)
    assert page.status_code == 422
    assert "An account has this address already." in page.content.decode()
    assert "&lt;b&gt;Ines&lt;/b&gt;" in page.content.decode()


def test_every_act_of_a_person_s_page(
    manager: Client, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    page = f"{PEOPLE}{cast.editor.pk}/"
    manager.post(page, {"act": "change_roles", "roles": ["Moderators", "Editors"]})
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(page, {"act": "send_reset"})
    assert mail.outbox[-1].to == ["edna@example.org"]
    edna = known_browser("edna")
    manager.post(page, {"act": "close"})
    assert edna.get("/admin/").status_code == 302
    manager.post(page, {"act": "open_again"})
    assert signs_in("edna")
    shown = " ".join(manager.get(page).content.decode().split())
    for words in (
        "max changed the roles of Edna Editor: before Editors; now Editors, Moderators",
        "max had a link to a new password sent to Edna Editor",
        "max closed the account of Edna Editor",
        "Edna Editor signed in",
    ):
        assert words in shown, words


@pytest.mark.parametrize("act", ["", "delete", "make_superuser", "__class__"])
def test_an_unknown_act_changes_nothing(manager: Client, cast: Cast, act: str) -> None:
    events = AccountEvent.objects.count()
    assert manager.post(f"{PEOPLE}{cast.editor.pk}/", {"act": act}).status_code == 200
    assert AccountEvent.objects.count() == events


def test_a_manager_s_own_page_and_a_superuser_s_offer_nothing(manager: Client, cast: Cast) -> None:
    for account in (User.objects.get(username="max"), cast.superuser):
        page = f"{PEOPLE}{account.pk}/"
        assert 'name="act"' not in manager.get(page).content.decode()
        assert manager.post(page, {"act": "close"}).status_code == 422
        assert User.objects.get(pk=account.pk).is_active


def test_the_log_is_exported_as_it_stands(manager: Client, cast: Cast) -> None:
    person("=cmd()", "Editors")
    signs_in("=cmd()")
    text = b"".join(manager.get(f"{PEOPLE}log.csv").streaming_content).decode()  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["event"] for row in rows] == [
        event.kind for event in AccountEvent.objects.order_by("pk")
    ]
    assert rows[-1]["account"] == "'=cmd()"


def test_the_log_is_read_page_by_page(manager: Client) -> None:
    AccountEvent.objects.bulk_create(AccountEvent(kind="refused") for _ in range(150))
    page = manager.get(f"{PEOPLE}log/").content.decode()
    assert page.count("<time") == 100
    older = re.search(r"\?before=\d+", page)
    assert older
    assert 51 <= manager.get(f"{PEOPLE}log/{older[0]}").content.decode().count("<time") <= 53
    assert manager.get(f"{PEOPLE}log/?before=x").status_code == 200


def test_a_list_of_many_people_takes_few_queries(
    manager: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        person(f"p{number}", "Editors")
    with django_assert_max_num_queries(12):
        page = manager.get(PEOPLE)
    assert page.content.decode().count("p4@example.org") == 1


def test_a_manager_without_another_role_begins_with_the_people(manager: Client) -> None:
    page = manager.get("/admin/").content.decode()
    assert "Invite somebody" in page
    assert 'href="/admin/people/"' in page
    assert "/admin/desk/" not in page


def test_people_are_found_by_name_or_address_and_the_software_is_none_of_them(
    manager: Client, cast: Cast
) -> None:
    software()
    everybody = manager.get(PEOPLE).context["people"]
    assert "stet" not in {account.username for account, *_rest in everybody}
    cast.editor.last_name = "Ångström"
    cast.editor.save(update_fields=["last_name"])
    for words in ("EDNA", "edna@example", "example edna"):
        page = manager.get(PEOPLE, {"q": words})
        assert [account.username for account, *_rest in page.context["people"]] == ["edna"], words
    page = manager.get(PEOPLE, {"q": "<script>%_"}).content.decode()
    assert "Nobody of this name" in page
    assert "<script>%" not in page


def test_nobody_opens_the_account_of_the_software(manager: Client) -> None:
    own = software()
    for act, typed in (
        ("open_again", {}),
        ("set_address", {"email": "mine@example.org"}),
        ("change_roles", {"roles": ["Approvers"]}),
    ):
        page = manager.post(reverse("admin:person", args=[own.pk]), {"act": act, **typed})
        assert page.status_code == 422
        assert "the software&#x27;s own" in page.content.decode()
    own.refresh_from_db()
    assert (own.is_active, own.email, own.groups.count()) == (False, "", 0)
