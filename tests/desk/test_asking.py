"""Asking for citations: what the author is shown, and where the links lead."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse
from factories import Cast, article, published, source, submitted
from office import entered

from editorial import actions
from editorial.actions import Ask
from editorial.models import Event, Manuscript
from editorial.workflow import Conflict, Forbidden, Refused

TEXT = "It began.[@service-trotsky-2009, p. 1]\n\nNobody wrote of it. It is said to be long."


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    published(source(), cast)
    return submitted(article(text=TEXT), cast)


def test_the_asks_make_one_return_that_names_each_sentence(
    cast: Cast, manuscript: Manuscript
) -> None:
    asks = [Ask("Nobody wrote of it.", 3, "says who"), Ask("It is said to be long.", 3)]
    actions.ask(
        manuscript=manuscript.pk, revision=1, asks=asks, by=cast.moderator, reason="Nearly there."
    )
    event = Event.objects.get(manuscript=manuscript, action="return")
    assert event.reason.splitlines() == [
        "Nearly there.",
        "These sentences need a citation:",
        "Line 3: “Nobody wrote of it.” [@? says who]",
        "Line 3: “It is said to be long.” [@?]",
    ]
    assert event.data["asks"][0] == {
        "sentence": "Nobody wrote of it.",
        "line": 3,
        "reason": "says who",
    }


@pytest.mark.parametrize(
    "asks", [[], [Ask("It began.", 1)], [Ask("It never was.", 3)], [Ask("Nobody wrote of it.", 9)]]
)
def test_only_sentences_that_are_there_and_uncited_are_asked_for(
    cast: Cast, manuscript: Manuscript, asks: list[Ask]
) -> None:
    with pytest.raises(Refused):
        actions.ask(manuscript=manuscript.pk, revision=1, asks=asks, by=cast.moderator)


def test_asking_needs_the_permission_to_return_and_the_newest_revision(
    cast: Cast, manuscript: Manuscript
) -> None:
    asks = [Ask("Nobody wrote of it.", 3)]
    with pytest.raises(Forbidden):
        actions.ask(manuscript=manuscript.pk, revision=1, asks=asks, by=cast.editor)
    with pytest.raises(Conflict):
        actions.ask(manuscript=manuscript.pk, revision=2, asks=asks, by=cast.moderator)


def test_the_author_lands_on_the_sentence(cast: Cast, manuscript: Manuscript) -> None:
    client = entered(cast.moderator)
    page = client.get(reverse("admin:desk_manuscript", args=[manuscript.pk])).content.decode()
    assert "Nobody wrote of it." in page
    assert 'name="ask-0"' in page
    answer = client.post(
        reverse("admin:desk_ask", args=[manuscript.pk]),
        {"revision": "1", "ask-0": "1", "reason-0": "says who"},
    )
    assert answer["Location"] == reverse("admin:manuscript", args=[manuscript.pk])
    page_of_author = entered(cast.editor).get(answer["Location"]).content.decode()
    form = reverse("admin:editorial_articlemanuscript_change", args=[manuscript.pk])
    assert (
        f'<a href="{form}#line-3:Nobody%20wrote%20of%20it.">Nobody wrote of it.</a>'
        in html.unescape(page_of_author)
    )


def test_a_refused_ask_comes_back_with_what_was_typed(cast: Cast, manuscript: Manuscript) -> None:
    client = entered(cast.moderator)
    address = reverse("admin:desk_ask", args=[manuscript.pk])
    answer = client.post(address, {"revision": "1", "reason": "Not yet good."})
    assert answer.status_code == 409
    assert "Not yet good." in answer.content.decode()
    stale = client.post(address, {"revision": "7", "ask-0": "1", "reason-0": "says who"})
    assert stale.status_code == 409
    assert "says who" not in stale.content.decode()
