"""The author and the checker talk on the card of a citation: in place, by keys, and without script."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, article, published, source, submitted
from playwright.sync_api import expect
from screens import Opened, begin, enter, listen

from editorial import actions
from editorial.models import Comment, DraftCitation, Manuscript, Thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TWO = " ".join(f"Event {n} came to pass.[@service-trotsky-2009, p. {n}]" for n in (1, 2))


@pytest.fixture
def manuscript(people: Cast) -> Manuscript:
    published(source(), people)
    return submitted(article(text=TWO), people)


def digest_of(manuscript: Manuscript, number: int) -> str:
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    return str(rows[number - 1].digest)


def test_a_comment_is_written_and_answered_in_place_by_keys(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    reports: list[str] = []
    page = begin(listen(opened(), reports), manuscript)
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.keyboard.press("t")
    expect(page.locator("#new-said")).to_be_focused()
    page.keyboard.type("Which edition? s p d")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread .words")).to_have_text("Which edition? s p d")
    # Back at the card, where the keys of the verdicts are; within the thread they are none.
    expect(page.locator(".card h1")).to_be_focused()
    page.locator(".thread").focus()
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 1 ")
    page.keyboard.press("Escape")
    expect(page.locator(".card h1")).to_be_focused()
    thread = Thread.objects.get()
    assert (thread.digest, thread.by) == (digest_of(manuscript, 1), people.moderator)
    actions.reply(thread=thread.pk, by=people.editor, comment="The first.")
    page.keyboard.press("t")
    page.keyboard.type("Then it stands.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread .words")).to_have_text(
        ["Which edition? s p d", "The first.", "Then it stands."]
    )
    assert loads == []
    # The verdict closes it, and the next card has a thread of its own.
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    expect(page.locator(".thread")).to_have_count(0)
    assert Comment.objects.count() == 3
    assert reports == []


def test_what_is_typed_and_not_sent_waits_on_its_card(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    page.keyboard.press("t")
    page.keyboard.type("Half a")
    page.keyboard.press("Escape")
    expect(page.locator(".card h1")).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    expect(page.locator("#new-said")).to_have_value("")
    page.keyboard.press("u")
    expect(page.locator(".card h1")).to_contain_text("Footnote 1 ")
    expect(page.locator("#new-said")).to_have_value("Half a")
    page.reload()
    expect(page.locator("#new-said")).to_have_value("Half a")


def test_what_is_refused_is_said_and_kept(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    at = {"manuscript": manuscript.pk, "digest": digest_of(manuscript, 1)}
    thread = actions.start_thread(by=people.editor, comment="See the map.", **at).thread
    page = begin(opened(), manuscript)
    actions.resolve(thread=thread.pk, by=people.editor)
    page.keyboard.press("t")
    page.keyboard.type("Which map?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".talk-status")).to_contain_text("closed meanwhile")
    expect(page.locator(".thread textarea")).to_have_value("Which map?")
    assert Comment.objects.count() == 1


def test_without_script_the_card_comes_back_with_the_answer(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    at = {"manuscript": manuscript.pk, "digest": digest_of(manuscript, 1)}
    actions.start_thread(by=people.editor, comment="See the map.", **at)
    page = opened(script=False)
    card = f"/admin/desk/citation/{manuscript.pk}/{digest_of(manuscript, 1)}/"
    enter(page, "mona", card)
    page.fill(".thread textarea", "Which map?")
    page.click("[data-act=reply]")
    expect(page.locator(".card h1")).to_contain_text("Footnote 1 ")
    expect(page.locator(".thread .words")).to_have_text(["See the map.", "Which map?"])
