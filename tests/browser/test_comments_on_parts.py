"""Comments on title, summary, a fact and the entry as a whole: begun and reached in the form and on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from factories import Cast, biography, drafted, make_cast
from playwright.sync_api import Page, expect
from screens import Opened, barriers, enter, listen

from editorial import actions
from editorial.comments.parts import CommentedDocument
from editorial.models import Manuscript, Revision, Thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUMMARY = "He led the army, and wrote of it."


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def draft(people: Cast) -> Manuscript:
    return drafted(replace(biography(), summary=SUMMARY), people)


@pytest.fixture
def claim(draft: Manuscript) -> str:
    return CommentedDocument(Revision.objects.get(manuscript=draft).read()).claims[0]


@pytest.fixture
def reports() -> list[str]:
    return []


@pytest.fixture
def page(opened: Opened, people: Cast, reports: list[str], live_server: Any) -> Page:
    return listen(opened(viewport={"width": 1300, "height": 900}), reports)


def open_form(page: Page, draft: Manuscript) -> None:
    page.goto(f"/admin/editorial/personmanuscript/{draft.pk}/change/")
    expect(page.locator(".cm-content")).to_be_visible()


def say(page: Page, words: str) -> None:
    expect(page.locator("#comment")).to_be_visible()
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#comment")).to_be_hidden()


def test_they_begin_by_one_key_where_the_caret_is(
    page: Page, draft: Manuscript, claim: str, reports: list[str]
) -> None:
    enter(page, "edna")
    open_form(page, draft)
    page.focus("#id_summary")
    page.evaluate("document.getElementById('id_summary').setSelectionRange(7, 15)")
    page.keyboard.press("Control+Alt+m")
    say(page, "Which army?")
    expect(page.locator("#id_summary")).to_be_focused()
    page.locator(".fact-line").first.focus()
    page.keyboard.press("Control+Alt+m")
    say(page, "Who says so?")
    page.get_by_role("button", name="Comment on the entry").press("Enter")
    say(page, "Too short.")
    assert list(Thread.objects.in_order().values_list("part", "exact")) == [
        ("summary", "the army"),
        ("fact", claim),
        ("entry", draft.title),
    ]
    abouts = ["The entry as a whole", "Summary", "Fact"]
    expect(page.locator(".thread .about")).to_have_text(abouts)
    expect(page.locator(".at-field")).to_have_text(["Comments: 1"] * 3)
    # From the count to the comment, and back to its words.
    page.locator(".field-summary .at-field").press("Enter")
    expect(page.locator(".thread.chosen .about")).to_have_text("Summary")
    page.keyboard.press("Escape")
    expect(page.locator("#id_summary")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "the army"
    page.keyboard.type("a fleet")
    expect(page.locator(".thread .about").nth(1)).to_contain_text("no longer so there")
    page.fill("#id_summary", SUMMARY)
    expect(page.locator(".thread .about").nth(1)).to_have_text("Summary")
    assert reports == []


def test_a_suggestion_for_the_summary_is_accepted_by_one_key(
    page: Page, people: Cast, draft: Manuscript
) -> None:
    at = {"manuscript": draft.pk, "by": people.moderator, "part": "summary"}
    actions.suggest(words="led", replacement="founded", **at)
    enter(page, "edna")
    open_form(page, draft)
    page.locator(".at-field").press("Enter")
    page.keyboard.press("a")
    expect(page.locator(".talk-status")).to_contain_text("Accepted")
    expect(page.locator("#id_summary")).to_have_value(SUMMARY.replace("led", "founded"))
    expect(page.locator("[name=based_on]")).to_have_value("2")


def test_they_are_marked_and_begun_on_the_page(
    page: Page, people: Cast, draft: Manuscript, claim: str, reports: list[str]
) -> None:
    at = {"manuscript": draft.pk, "by": people.editor, "comment": "Is it?"}
    actions.start_thread(part="title", **at)
    actions.start_thread(part="fact", words=claim, **at)
    enter(page, "mona")
    preview = f"/admin/manuscript/{draft.pk}/revision/1/"
    page.goto(preview)
    expect(page.locator("h1 mark.talked")).to_have_text(draft.title)
    expect(page.locator(".facts dd mark.talked")).to_have_count(1)
    page.evaluate(
        """() => {
        const words = document.querySelector(".summary").firstChild;
        getSelection().setBaseAndExtent(words, 3, words, 6);
        }"""
    )
    page.locator(".talk-here").click()
    expect(page.locator("#new-on")).to_have_value("summary")
    page.keyboard.type("Or founded?")
    page.locator("#new-comment button").click()
    expect(page.locator(".summary mark.talked")).to_have_text("led")
    page.evaluate(
        """() => {
        getSelection().selectAllChildren(document.querySelector(".facts dd"));
        }"""
    )
    page.locator(".talk-here").click()
    expect(page.locator("#new-on")).to_have_value(f"fact {claim}")
    expect(page.locator("#new-words")).to_be_hidden()
    assert barriers(page, [preview]) == []
    assert reports == []
