"""The page of suppressions: two people, no words shown, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from factories import Cast, article, person, published, source
from office import proven

from editorial.models import Event, Revision

ADDRESS = reverse("admin:suppressions")
TYPED = {"act": "ask", "what": "edition", "number": "1", "ground": "A judgment."}


@pytest.fixture
def entry(cast: Cast) -> str:
    published(source(), cast)
    first = article("A life", text="He stole a spoon.[@service-trotsky-2009, p. 3]")
    published(first, cast)
    return published(replace(first, text="A clerk.[@service-trotsky-2009, p. 1]"), cast).path


@pytest.fixture
def manager(cast: Cast) -> User:
    return person("uma", "Office managers")


def test_one_asks_and_another_one_confirms(entry: str, cast: Cast, manager: User) -> None:
    one, other = proven(manager), proven(cast.superuser)
    assert one.post(ADDRESS, {**TYPED, "entry": entry}).status_code == 302
    asked = Event.objects.get(action="ask_suppression")
    mine = one.get(ADDRESS).content.decode()
    assert 'value="confirm"' not in mine
    refused = one.post(ADDRESS, {"act": "confirm", "event": asked.pk})
    assert refused.status_code == 422
    assert "somebody else has to confirm it" in refused.content.decode()
    page = other.get(ADDRESS).content.decode()
    assert 'value="confirm"' in page
    assert "spoon" not in page
    assert other.post(ADDRESS, {"act": "confirm", "event": asked.pk}).status_code == 302
    assert "gone since" in other.get(ADDRESS).content.decode()
    assert Revision.objects.get(manuscript=asked.manuscript, number=1).is_suppressed


@pytest.mark.portion(3)
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"entry": "article/nothing"}, "There is no entry with this address"),
        ({"number": "7"}, "It has no such edition"),
        ({"number": "2"}, "Readers see these words now"),
        ({"number": "1" * 40}, "Ensure this value"),
        ({"entry": "<b>bold", "ground": "Because."}, "There is no entry"),
        ({"ground": ""}, "Fill this in"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    typed: dict[str, str], words: str, entry: str, manager: User
) -> None:
    answer = proven(manager).post(ADDRESS, {**TYPED, "entry": entry, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "<b>bold" not in page
    assert f'value="{typed.get("ground", TYPED["ground"])}"' in page or not typed.get("ground", "x")


def test_refused_words_stay(entry: str, cast: Cast, manager: User) -> None:
    proven(manager).post(ADDRESS, {**TYPED, "entry": entry})
    asked = Event.objects.get(action="ask_suppression")
    other = proven(cast.superuser)
    assert other.post(ADDRESS, {"act": "refuse", "event": asked.pk}).status_code == 302
    assert "refused on" in other.get(ADDRESS).content.decode()
    assert not Revision.objects.get(manuscript=asked.manuscript, number=1).is_suppressed


def test_others_find_no_such_page(entry: str, cast: Cast, client: Client) -> None:
    assert proven(cast.approver).get(ADDRESS).status_code == 404
    assert proven(cast.approver).post(ADDRESS, TYPED).status_code == 404
