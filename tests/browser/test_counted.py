"""Keys, clicks and page loads of what people do every day, against what was measured and aimed at before.

A row for each of the table of counts that the office was measured by; the new work by its DOI stands in
`test_looking_up.py`.
"""

from __future__ import annotations

from typing import Any

import pytest
from counted import Counted
from factories import Cast, article, biography, drafted, make_cast, published, source, submitted
from playwright.sync_api import Page, expect
from screens import Opened, all_recorded, enter, eventually
from written import ADD, proposal, typed

from editorial.models import Check, Manuscript, Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CITATIONS = 19
BIBTEX = "@book{x, author={Deutscher, Isaac}, title={The Prophet Armed}, year={1954}}"
PASTE = """(text) => {
  const transfer = new DataTransfer();
  transfer.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
  if (document.activeElement.dispatchEvent(event)) document.execCommand("insertText", false, text);
}"""


@pytest.fixture
def people(transactional_db: None) -> Cast:
    cast = make_cast()
    published(source(), cast)
    return cast


@pytest.fixture
def page(opened: Opened, people: Cast, live_server: Any) -> Page:
    page = opened(viewport={"width": 1300, "height": 900})
    enter(page, "edna")
    return page


def begin_article(page: Page, words: str) -> None:
    page.goto(ADD)
    page.fill("#id_title", "Trotskyism")
    page.fill("#id_summary", "A theory.")
    page.locator(".cm-content").focus()
    page.keyboard.type(words)


def test_a_known_source_is_cited_in_the_text_with_9_keys(page: Page) -> None:
    begin_article(page, "He led it")
    hand = Counted(page)
    hand.type("[@ser")
    proposal(page, "Service 2009")
    hand.press("Enter")
    hand.type("12]")
    typed(page).to_have_value("He led it[@service-trotsky-2009, p. 12]")
    assert hand.told == (0, 9, 0)


def test_a_known_source_is_cited_by_the_dialog_with_14_keys(page: Page) -> None:
    begin_article(page, "He led it")
    hand = Counted(page)
    hand.press("Control+Shift+C")
    expect(page.locator("#cite-typed")).to_be_focused()
    hand.type("trot")
    hand.press("Enter")
    expect(page.locator("#cite-locator")).to_be_focused()
    hand.type("p. 12")
    hand.press("Enter")
    typed(page).to_have_value("He led it[@service-trotsky-2009, p. 12]")
    assert hand.told == (0, 14, 0)


def test_a_new_source_is_cited_by_its_bibtex_in_one_dialog_with_14_keys(page: Page) -> None:
    begin_article(page, "He led it")
    hand = Counted(page)
    hand.press("Control+Shift+C")
    expect(page.locator("#cite-typed")).to_be_focused()
    hand.keys += 2  # Ctrl+V
    page.evaluate(PASTE, BIBTEX)
    expect(page.locator("#cite-title")).to_have_value("The Prophet Armed")
    hand.press("Enter")
    expect(page.locator("#cite-locator")).to_be_focused()
    hand.type("p. 12")
    hand.press("Enter")
    typed(page).to_have_value("He led it[@deutscher-prophet-1954, p. 12]")
    hand.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("deutscher-prophet-1954")
    assert Manuscript.objects.filter(slug="deutscher-prophet-1954").exists()
    assert hand.told == (0, 14, 0)


def test_a_fact_with_its_citation_is_added_with_20_keys_and_no_bracket(
    page: Page, people: Cast
) -> None:
    manuscript = drafted(biography(facts=()), people)
    page.goto(f"/admin/editorial/personmanuscript/{manuscript.pk}/change/")
    hand = Counted(page)
    hand.click(page.get_by_role("button", name="Add a fact"))
    row = page.locator(".row-facts:not(.gone)").last
    expect(row.locator("select")).to_be_focused()
    hand.type("bor")
    hand.press("Tab")
    expect(row.locator("[name$=-date]")).to_be_focused()
    hand.type("1879")
    to_source = "Source: its key, title or author"
    while row.get_by_label(to_source).evaluate("field => field !== document.activeElement"):
        assert hand.keys < 20
        hand.press("Tab")
    hand.type("ser")
    expect(row.locator(".add-source [role=option]").first).to_contain_text("Trotsky: A Biography")
    hand.press("Enter", "Tab")
    hand.type("12")
    hand.press("Enter")
    expect(row.locator("[name$=-citations]")).to_have_value("[@service-trotsky-2009, 12]")
    assert hand.told == (1, 20, 0)


def test_what_one_owes_today_is_the_first_page(page: Page, people: Cast) -> None:
    drafted(article("Dual power", "It was so."), people)
    hand = Counted(page)
    page.goto("/admin/")
    expect(page.locator("#content")).to_contain_text("Yours now")
    expect(page.locator("#content")).to_contain_text("Dual power")
    assert hand.told == (0, 0, 1)


def test_a_draft_is_submitted_by_ctrl_enter(page: Page) -> None:
    begin_article(page, "It rose.[@service-trotsky-2009, p. 12]")
    hand = Counted(page)
    hand.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("Submitted")
    assert Manuscript.objects.get(title="Trotskyism").status == Status.SUBMITTED
    assert hand.told == (0, 2, 1)


def test_a_moderator_checks_19_citations_with_19_keys_and_without_a_load(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    text = " ".join(
        f"Event {n} came to pass.[@service-trotsky-2009, p. {n}]" for n in range(1, CITATIONS + 1)
    )
    manuscript = submitted(article(text=text), people)
    page = opened()
    enter(page, "mona", f"/admin/desk/{manuscript.pk}/")
    page.get_by_role("button", name="Check the next citation").press("Enter")
    expect(page.locator("#desk-keys")).to_be_visible()
    # What one looks at is remembered for each source: said once, it stands for all 19.
    page.keyboard.press("2")
    hand = Counted(page)
    for number in range(1, CITATIONS + 1):
        expect(page.locator(".card h1")).to_contain_text(f"Footnote {number} ")
        hand.press("s")
    expect(page.locator(".done")).to_be_focused()
    all_recorded(page)
    assert eventually(lambda: Check.objects.filter(verdict="supports").count() == CITATIONS)
    assert hand.told == (0, CITATIONS, 0)
