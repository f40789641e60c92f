"""An entry and its new sources as one set: submitted together, told beforehand, approved and published once."""

from __future__ import annotations

from typing import Any

import pytest
from counted import Counted
from factories import Cast, check_all
from playwright.sync_api import Page, expect
from screens import Opened, enter, listen
from written import ADD, typed

from editorial import actions
from editorial.models import Event, Manuscript, Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORKS = {
    "deutscher-prophet-1954": "@book{x, author={Deutscher, Isaac}, title={The Prophet Armed}, year={1954}}",
    "getty-trotsky-1986": "@book{y, author={Getty, J. Arch}, title={Trotsky in Exile}, year={1986}}",
}
PASTE = """(text) => {
  const transfer = new DataTransfer();
  transfer.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
  if (document.activeElement.dispatchEvent(event)) document.execCommand("insertText", false, text);
}"""


def cite(page: Page, bibtex: str) -> None:
    page.keyboard.press("Control+Shift+C")
    expect(page.locator("#cite-typed")).to_be_focused()
    page.evaluate(PASTE, bibtex)
    expect(page.locator("#cite-title")).not_to_be_empty()
    page.keyboard.press("Enter")
    expect(page.locator("#cite-locator")).to_be_focused()
    page.keyboard.type("p. 12")
    page.keyboard.press("Enter")
    expect(page.locator("#cite")).to_be_hidden()


def write_and_submit(page: Page) -> Manuscript:
    enter(page, "edna")
    page.goto(ADD)
    page.fill("#id_title", "Trotskyism")
    page.fill("#id_summary", "A theory.")
    page.locator(".cm-content").focus()
    for number, bibtex in enumerate(WORKS.values(), 1):
        page.keyboard.type(f"Event {number} came to pass")
        cite(page, bibtex)
        page.keyboard.type(". ")
    first, second = WORKS
    text = f"Event 1 came to pass[@{first}, p. 12]. Event 2 came to pass[@{second}, p. 12]. "
    typed(page).to_have_value(text)
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("Saved")
    # Told before it is done, and done with one key.
    manuscript = Manuscript.objects.get(title="Trotskyism")
    page.goto(f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/")
    expect(page.locator(".going")).to_contain_text("The Prophet Armed")
    expect(page.locator(".going")).to_contain_text("Trotsky in Exile")
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("ubmitted")
    return manuscript


def states() -> set[str]:
    return set(Manuscript.objects.values_list("status", flat=True))


def test_an_entry_with_new_sources_is_submitted_approved_and_published_once(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    reports: list[str] = []
    manuscript = write_and_submit(listen(opened(viewport={"width": 1300, "height": 900}), reports))
    assert states() == {Status.SUBMITTED}
    assert Manuscript.objects.count() == 3
    check_all(manuscript, people)
    page = listen(opened(), reports)
    enter(page, "abel", f"/admin/manuscript/{manuscript.pk}/")
    told = page.locator(".source-set")
    expect(told.locator("h2")).to_have_text("2 sources are published with it")
    expect(told.locator("li")).to_have_count(2)
    for key in WORKS:
        expect(told).to_contain_text(key)
    expect(told.locator("li").first).to_contain_text("New. Nothing stands in its way.")
    before = Event.objects.count()
    hand = Counted(page)
    hand.click(page.get_by_role("button", name="Approve and publish these 3"))
    expect(page.locator(".messagelist")).to_contain_text("published")
    assert (hand.clicks, hand.keys) == (1, 0)
    assert states() == {Status.PUBLISHED}
    # Each has its own lines in the audit log, the sources first.
    acts = Event.objects.in_order().filter(seq__gt=before).values_list("action", "manuscript")
    assert [action for action, _entry in acts] == ["approve", "publish"] * 3
    assert [entry for _action, entry in acts][-1] == manuscript.pk
    reader = opened(script=False)
    reader.goto("/article/trotskyism/")
    notes = reader.locator("section[role=doc-endnotes] li[id^=fn-]")
    expect(notes).to_have_count(2)
    reader.goto("/source/deutscher-prophet-1954/")
    expect(reader.locator("h1")).to_contain_text("The Prophet Armed")
    assert reports == []


def test_what_keeps_a_source_from_publication_is_told_and_nothing_is_published(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    manuscript = write_and_submit(opened(viewport={"width": 1300, "height": 900}))
    check_all(manuscript, people)
    first = Manuscript.objects.get(slug="deutscher-prophet-1954")
    actions.return_(manuscript=first.pk, by=people.moderator, reason="Which edition?")
    page = opened()
    enter(page, "abel", f"/admin/manuscript/{manuscript.pk}/")
    expect(page.locator("#content")).to_contain_text(
        "The source “deutscher-prophet-1954” is not published yet."
    )
    expect(page.get_by_role("button", name="Approve and publish these")).to_have_count(0)
    assert Status.PUBLISHED not in states()
