"""No word of a form of moves is lost: not to a session that ended, nor to another token, an error or a conflict."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from factories import Cast, article, published, source, submitted
from known_moves import POSTED
from office import entered

from editorial.admin.offered_moves import form_of
from editorial.models import Event, Manuscript, Status
from editorial.moves import MOVES

WORDS = "What I typed for <b>five</b> minutes & more."
PAGE = {"headers": {"accept": "text/html,*/*"}}


def hidden(answer: HttpResponse) -> dict[str, str]:
    form = answer.content.decode().split("<form", 1)[1].split("</form>", 1)[0]
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {unescape(name): unescape(value) for name, value in pairs}


def waiting(cast: Cast) -> Manuscript:
    published(source(), cast)
    return submitted(article(), cast)


def typed(name: str) -> dict[str, str]:
    fields = [field for field in form_of(MOVES[name]).base_fields if field != "revision"]
    return {f"{name}-{field}": WORDS for field in fields}


@pytest.mark.portion(5)
@pytest.mark.parametrize("name", POSTED)
def test_a_session_that_ended_gives_every_word_back(name: str, cast: Cast) -> None:
    manuscript, client = waiting(cast), entered(cast.superuser)
    Session.objects.all().delete()
    answer = client.post(reverse(f"admin:move_{name}", args=[manuscript.pk]), typed(name), **PAGE)
    assert answer.status_code == 403
    sent_again = hidden(answer)
    assert {name: sent_again[name] for name in typed(name)} == typed(name)
    assert "csrfmiddlewaretoken" in sent_again


@pytest.mark.portion(4)
@pytest.mark.parametrize("name", POSTED)
def test_a_refusal_shows_every_word_again(name: str, cast: Cast) -> None:
    """A refused form, or a move from a state that does not allow it."""
    manuscript, client = waiting(cast), entered(cast.superuser)
    texts = {
        f"{name}-{field.name}": WORDS
        for field in form_of(MOVES[name])(manuscript=manuscript, obstacles=[], prefix=name)
        if field.widget_type in {"text", "textarea"}
    }
    if not texts:
        return
    Manuscript.objects.filter(pk=manuscript.pk).update(status=Status.DRAFT)
    answer = client.post(
        reverse(f"admin:move_{name}", args=[manuscript.pk]), {**typed(name), **texts}
    )
    if answer.status_code == 302:
        return  # It could be made, or had been made before.
    page = unescape(answer.content.decode())
    assert page.count(WORDS) >= len(texts)


def test_sent_again_after_signing_in_the_move_is_made(cast: Cast) -> None:
    manuscript, client = waiting(cast), Client()
    data = {"return-reason": "Which edition?"}
    address = reverse("admin:move_return", args=[manuscript.pk])
    again = hidden(client.post(address, data, **PAGE))
    client.force_login(cast.moderator)
    assert client.post(address, again, **PAGE).status_code == 302
    manuscript.refresh_from_db()
    assert manuscript.status == Status.RETURNED
    assert Event.objects.latest("seq").reason == "Which edition?"


@pytest.mark.parametrize(
    ("origin", "kept"), [("http://testserver", True), ("https://elsewhere.example", False)]
)
def test_the_token_of_an_earlier_session_loses_no_word_of_our_own_pages(
    origin: str, kept: bool, cast: Cast
) -> None:
    manuscript = waiting(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.moderator)
    headers: dict[str, Any] = {"accept": "text/html", "origin": origin}
    answer = client.post(
        reverse("admin:move_return", args=[manuscript.pk]),
        {"return-reason": WORDS, "csrfmiddlewaretoken": "a" * 64},
        headers=headers,
    )
    assert answer.status_code == 403
    assert hidden(answer).get("return-reason") == WORDS if kept else b"five" not in answer.content
    manuscript.refresh_from_db()
    assert manuscript.status == Status.SUBMITTED


def test_a_script_is_answered_as_before(cast: Cast) -> None:
    manuscript, client = waiting(cast), Client()
    address = reverse("admin:move_return", args=[manuscript.pk])
    answer = client.post(address, {"return-reason": WORDS}, headers={"accept": "*/*"})
    assert answer.status_code == 302
