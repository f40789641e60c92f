"""Where one is signed in: listed, ended singly, all others, and all of a person by a manager."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from browsers import known_browser
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from factories import PASSWORD, Cast, person
from office import entered, proven

from editorial import actions
from editorial.accounts import management
from editorial.accounts.browser_words import browser_words
from editorial.accounts.sessions import end_all, open_sessions
from editorial.models import AccountEvent, ApiToken
from editorial.workflow import Forbidden

OFFICE = "/admin/"
SESSIONS = "/account/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)


def works(client: Client) -> bool:
    return client.get(OFFICE).status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (EDGE, "Edge on Windows"),
        (PHONE, "Safari on iPhone"),
        ("curl/8.14", "curl/8.14"),
        ("", "a browser that does not say its name"),
    ],
)
def test_a_browser_is_called_as_its_person_knows_it(user_agent: str, words: str) -> None:
    assert browser_words(user_agent) == words


def test_the_list_marks_this_browser_and_says_when_each_was_used(cast: Cast) -> None:
    here, there = known_browser("edna"), known_browser("edna", "203.0.113.9")
    known_browser("otto")
    assert works(here)
    assert works(there)
    listed = open_sessions(cast.editor, here.session.session_key)
    assert [one.is_this for one in listed] == [True, False]
    assert all(one.used_at >= one.since.replace(microsecond=0) for one in listed)
    page = here.get(SESSIONS).content.decode()
    assert page.count("End this session") == 1
    assert page.count("this browser") == 1


def test_one_session_is_ended_and_the_others_stay(cast: Cast) -> None:
    here = proven(cast.editor)
    there, elsewhere = known_browser("edna"), known_browser("edna")
    ended = UserSession.objects.get(session_key=there.session.session_key).pk
    here.post(SESSIONS, {"session": ended})
    assert [works(client) for client in (here, there, elsewhere)] == [True, False, True]
    here.post(SESSIONS, {"session": ended})
    assert AccountEvent.objects.of_kind("session_ended").count() == 1


def test_none_is_ended_by_whoever_only_found_the_browser_open(cast: Cast) -> None:
    known_browser("edna")
    ended = UserSession.objects.get().pk
    answer = entered(cast.editor).post(SESSIONS, {"session": ended})
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert UserSession.objects.filter(pk=ended).exists()


@pytest.mark.parametrize("typed", ["", "x", "9" * 30, "-1"])
def test_nobody_ends_the_session_of_another(cast: Cast, typed: str) -> None:
    hers, his = known_browser("edna"), known_browser("otto")
    number = open_sessions(cast.editor)[0].number
    his.post(SESSIONS, {"session": number})
    his.post(SESSIONS, {"session": typed})
    assert works(hers)


def test_a_manager_ends_all_sessions_of_a_person_and_nobody_else_does(cast: Cast) -> None:
    manager = person("max", "Office managers")
    clients = [known_browser("edna"), known_browser("edna")]
    other = known_browser("otto")
    with pytest.raises(Forbidden):
        management.end_sessions(account=cast.editor, by=cast.approver)
    assert all(works(client) for client in clients)
    managing = known_browser("max")
    managing.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    address = reverse("admin:person", args=[cast.editor.pk])
    assert "End all sessions" in managing.get(address).content.decode()
    answer = managing.post(address, {"act": "end_sessions"})
    assert answer["Location"] == address
    assert not any(works(client) for client in clients)
    assert works(other)
    event = AccountEvent.objects.get(kind="sessions_ended")
    assert (event.account, event.by, event.data) == (cast.editor, manager, {"sessions": 2})


def test_a_session_that_nobody_noted_is_ended_too(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.editor)
    UserSession.objects.all().delete()
    assert end_all(cast.editor) == 1
    assert not Session.objects.exists()
    assert not works(client)


def test_an_account_closed_and_opened_again_lets_in_nobody_who_was_in(cast: Cast) -> None:
    manager = person("max", "Office managers")
    client = known_browser("edna")
    actions.make_token(name="a script", by=cast.editor)
    management.close(account=cast.editor, by=manager)
    management.open_again(account=cast.editor, by=manager)
    assert User.objects.get(pk=cast.editor.pk).is_active
    assert not works(client)
    assert not ApiToken.objects.usable().exists()


def test_sessions_of_an_earlier_password_are_not_listed(cast: Cast) -> None:
    known_browser("edna")
    cast.editor.set_password("quite another password")
    cast.editor.save(update_fields=["password"])
    assert open_sessions(cast.editor) == []
