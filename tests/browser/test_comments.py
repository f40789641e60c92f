"""Talk on the words as people have it: by keys beside the text, and from a selection on the page."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, article, drafted, make_cast
from playwright.sync_api import Page, expect
from screens import Opened, enter, listen
from written import typed

from editorial import actions
from editorial.models import Comment, Manuscript, Revision, Thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "He *led* the army. It was a theory then.\n\nLater he wrote. It was a theory then."
SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.lastIndexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def draft(people: Cast) -> Manuscript:
    return drafted(article(text=TEXT), people)


@pytest.fixture
def reports() -> list[str]:
    return []


@pytest.fixture
def page(opened: Opened, people: Cast, reports: list[str], live_server: Any) -> Page:
    return listen(opened(viewport={"width": 1300, "height": 900}), reports)


def open_form(page: Page, draft: Manuscript) -> None:
    page.goto(f"/admin/editorial/articlemanuscript/{draft.pk}/change/")
    expect(page.locator(".cm-content")).to_be_visible()


def test_a_suggestion_is_reached_accepted_and_another_answered_by_keys(
    page: Page, people: Cast, draft: Manuscript, reports: list[str]
) -> None:
    at = {"manuscript": draft.pk, "by": people.moderator}
    actions.start_thread(words="the army", comment="Which?", **at)
    actions.suggest(words="Later he wrote", replacement="In 1938 he wrote", **at)
    enter(page, "edna")
    open_form(page, draft)
    marks = page.locator(".cm-content .talked")
    expect(marks).to_have_text(["the army", "Later he wrote"])
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Once. ")
    page.keyboard.press("Control+Alt+j")
    expect(page.locator(".thread").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".talk-status")).to_contain_text("Accepted")
    # What was typed before is saved with it, and the form goes on from there.
    wanted = "Once. " + TEXT.replace("Later he", "In 1938 he")
    typed(page).to_have_value(wanted)
    expect(page.locator("[name=based_on]")).to_have_value("3")
    newest = Revision.objects.get(manuscript=draft, number=3)
    assert (newest.read().text, newest.suggested_by) == (wanted, people.moderator)
    expect(page.locator(".thread")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("The Red Army.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread .words").last).to_have_text("The Red Army.")
    page.keyboard.press("s")
    expect(page.locator(".thread")).to_have_count(0)
    assert Comment.objects.count() == 2
    assert reports == []


def test_words_that_are_typed_over_leave_their_comment_without_a_place(
    page: Page, people: Cast, draft: Manuscript
) -> None:
    actions.start_thread(
        manuscript=draft.pk, by=people.moderator, words="the army", comment="Which?"
    )
    enter(page, "edna")
    open_form(page, draft)
    expect(page.locator(".thread .about")).to_have_text("Line 1")
    # From the page as it opened, and from another field.
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+Alt+j")
    expect(page.locator(".thread")).to_be_focused()
    page.locator("#id_title").focus()
    page.keyboard.press("Control+Alt+Shift+j")
    expect(page.locator(".thread")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.type("the navy")
    expect(page.locator(".thread .about")).to_contain_text("no longer so in the text")
    page.keyboard.press("Control+z")
    expect(page.locator(".thread .about")).to_have_text("Line 1")


def test_a_comment_begins_from_a_selection_beside_the_text_and_on_the_page(
    page: Page, opened: Opened, draft: Manuscript, reports: list[str]
) -> None:
    enter(page, "edna")
    open_form(page, draft)
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    for _ in range(len("It was a theory then.")):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type("Still? @ot")
    page.locator("#comment [role=option]", has_text="otto").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread .about")).to_have_text("Line 3")
    page = listen(opened(viewport={"width": 1300, "height": 900}), reports)
    enter(page, "mona")
    page.goto(f"/admin/manuscript/{draft.pk}/revision/1/")
    expect(page.locator("mark.talked")).to_have_text("It was a theory then")
    page.evaluate(SELECT, "led")
    page.locator(".talk-here").click()
    page.keyboard.type("Really?")
    # What is not sent is there again, and sent by the key of the form.
    page.reload()
    expect(page.locator("#new-said")).to_have_value("Really?")
    expect(page.locator("#new-words")).to_have_value("led")
    page.locator("#new-said").press("Control+Enter")
    expect(page.locator("mark.talked")).to_have_text(["led", "It was a theory then"])
    page.goto(f"/admin/manuscript/{draft.pk}/comments/")
    expect(page.locator("#new-said")).to_be_hidden()
    assert list(Thread.objects.in_order().values_list("exact", flat=True)) == [
        "It was a theory then.",
        "led",
    ]
    assert reports == []
