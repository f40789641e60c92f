"""Asking for citations: what the author is shown, and where the links lead."""

from __future__ import annotations

import html
from dataclasses import replace

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


def test_what_was_typed_follows_its_words_into_the_newest_revision(
    cast: Cast, manuscript: Manuscript
) -> None:
    text = f"It is new. {TEXT.replace('Nobody wrote of it.', 'Nobody knew. Nobody wrote of it.')}"
    document = manuscript.revisions.get(number=1).read()
    actions.return_(manuscript=manuscript.pk, reason="More.", by=cast.moderator)
    actions.save(document=replace(document, text=text), based_on=1, by=cast.editor)
    actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    answer = entered(cast.moderator).post(
        reverse("admin:desk_ask", args=[manuscript.pk]),
        {
            "revision": "1",
            "ask-0": "1",
            "reason-0": "says <who>",
            "reason-7": "of a line that never was",
            "reason": "Please.",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'name="reason-2" value="says &lt;who&gt;"' in page
    assert page.count("checked>") == 1
    assert 'id="ask-2" name="ask-2" value="1" checked' in page
    assert "of a line that never was" in page
    assert ">Please.</textarea>" in page


def test_an_ask_that_comes_too_late_shows_what_was_typed(
    cast: Cast, manuscript: Manuscript
) -> None:
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    answer = entered(cast.moderator).post(
        reverse("admin:desk_ask", args=[manuscript.pk]),
        {"revision": "1", "ask-0": "1", "reason-0": "says who", "reason": "Please."},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nothing of it is recorded" in page
    assert "says who" in page
    assert "Please." in page


@pytest.mark.parametrize(("field", "most"), [("reason-0", 300), ("reason", 5_000)])
def test_a_reason_that_is_too_long_is_refused_in_words_and_kept(
    cast: Cast, manuscript: Manuscript, field: str, most: int
) -> None:
    typed = "x" * (most + 1)
    answer = entered(cast.moderator).post(
        reverse("admin:desk_ask", args=[manuscript.pk]),
        {"revision": "1", "ask-0": "1", field: typed},
    )
    assert answer.status_code == 409
    page = html.unescape(answer.content.decode())
    assert f"has {most + 1} characters; at most {most} fit" in page
    assert typed in page
    manuscript.refresh_from_db()
    assert manuscript.status == "submitted"
