"""From a slip on a reader's page to its correction on that page: clicks, keys and loads counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from correcting.conftest import CITED, HOME, SLIP, TEXT
from factories import PASSWORD, Cast, article, published, source, submitted
from playwright.sync_api import Page, Request, Route, expect
from screens import Opened, barriers, enter, follow, overflowing

from editorial.models import Manuscript, Status, Thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Over two words, to the letters that stand the wrong way round, and over these.
TO_THE_WORD = [
    *["Control+ArrowRight"] * 2,
    *["ArrowRight"] * 2,
    *["Shift+ArrowRight"] * 2,
    "u",
    "c",
]


class Counted:
    """What a person does on a page: clicks and keys; and what is asked of the server as a page, redirects too."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.keys = self.loads = 0
        page.on("request", self._count)

    def click(self, role: Any, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).click()
        self.clicks += 1

    def press(self, keys: list[str]) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def _count(self, request: Request) -> None:
        self.loads += request.is_navigation_request()


@pytest.fixture
def entry(people: Cast) -> Manuscript:
    published(source(), people)
    return published(article(text=TEXT), people)


@pytest.mark.parametrize("script", [True, False])
def test_three_clicks_submit_a_slip_and_one_publishes_it(
    people: Cast, opened: Opened, live_server: Any, entry: Manuscript, script: bool
) -> None:
    editor = opened(script=script)
    enter(editor, "edna", HOME)
    counted = Counted(editor)
    counted.click("link", "Correct a sentence")
    counted.click("link", SLIP)
    field = editor.get_by_label("The sentence, as it is typed")
    expect(field).to_be_focused()
    expect(field).to_have_value(SLIP)
    counted.press(TO_THE_WORD)
    expect(field).to_have_value("It was much read.")
    counted.click("button", "Save and submit")
    expect(editor.locator(".messagelist")).to_contain_text("Submitted for review.")
    assert (counted.clicks, counted.keys, counted.loads) == (3, 8, 5)

    approver = opened(script=script)
    enter(approver, "abel", f"/admin/manuscript/{entry.pk}/")
    counted = Counted(approver)
    counted.click("button", "Approve and publish as wording")
    expect(approver.locator(".messagelist")).to_contain_text("published")
    assert (counted.clicks, counted.loads) == (1, 2)
    approver.goto(HOME)
    expect(approver.locator("main")).to_contain_text("It was much read.")


def test_a_note_leads_to_the_sentence_that_it_is_there_for(
    people: Cast, opened: Opened, live_server: Any, entry: Manuscript
) -> None:
    page = opened()
    enter(page, "edna", HOME)
    page.locator("#fnref-1").click()
    page.locator(".note-box").get_by_role("link", name="correct this").click()
    field = page.get_by_label("The sentence, as it is typed")
    expect(field).to_have_value(CITED)
    field.fill(CITED.replace("a theory", "the theory"))
    page.get_by_role("button", name="Save and submit").click()
    expect(page.locator(".messagelist")).to_contain_text("checked again: 1.")
    entry.refresh_from_db()
    assert entry.status == Status.SUBMITTED


def test_a_stranger_who_follows_it_reports_the_error_and_an_editor_signs_in_there(
    people: Cast, opened: Opened, live_server: Any, entry: Manuscript
) -> None:
    page = opened(script=False)
    page.goto(HOME)
    page.get_by_role("link", name="Correct a sentence").click()
    expect(page.get_by_label("What is wrong?")).to_be_visible()
    page.get_by_role("link", name="Sign in to correct it yourself").click()
    page.fill("#id_login", "edna")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    expect(page.get_by_role("link", name=SLIP)).to_be_visible()


def test_the_whole_form_takes_it_over_and_saves_it_in_place(
    people: Cast, opened: Opened, live_server: Any, entry: Manuscript
) -> None:
    page = opened()
    enter(page, "edna", f"/admin/manuscript/{entry.pk}/correct/")
    # A page that has loaded has run its modules.
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("link", name=SLIP).click()
    page.get_by_label("The sentence, as it is typed").fill("It was much read.")
    page.reload()
    # What was not sent stands there again, and says so.
    expect(page.get_by_label("The sentence, as it is typed")).to_have_value("It was much read.")
    expect(page.locator("[data-restored]")).to_contain_text("did not send")
    follow(page.get_by_role("button", name="Open in the whole form"))
    expect(page.locator("#id_text")).to_have_value(TEXT.replace("mcuh", "much"))
    page.get_by_role("button", name="Save and continue writing").click()
    expect(page.locator("#draft-state")).to_contain_text("Saved as revision 2")
    page.get_by_role("button", name="Save draft").click()
    expect(page).to_have_url(f"{live_server.url}/admin/manuscript/{entry.pk}/")
    assert entry.revisions.get(number=2).read().text == TEXT.replace("mcuh", "much")
    assert page.evaluate("localStorage.getItem('stet-desk-kept-words')") == "{}"


def test_under_review_the_correction_is_suggested_and_accepted_at_its_words(
    people: Cast, opened: Opened, live_server: Any, entry: Manuscript
) -> None:
    document = entry.revisions.get(number=1).read()
    submitted(replace(document, text=f"More.\n\n{TEXT}"), people)
    page = opened(script=False)
    enter(page, "otto", f"/admin/manuscript/{entry.pk}/correct/")
    follow(page.get_by_role("link", name=SLIP))
    page.get_by_label("The sentence, as it is typed").fill("It was much read.")
    page.get_by_role("button", name="Suggest it").click()
    expect(page.locator(".threads")).to_contain_text("much")
    thread = Thread.objects.get()
    assert (thread.exact, thread.replacement) == (SLIP, "It was much read.")


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_in_light_and_in_dark(
    people: Cast, opened: Opened, live_server: Any, entry: Manuscript, width: int
) -> None:
    page = opened(viewport={"width": width, "height": 800}, bypass_csp=True)
    choice = f"/admin/manuscript/{entry.pk}/correct/"
    enter(page, "edna", choice)
    paths = [choice, str(page.get_by_role("link", name=SLIP).get_attribute("href"))]
    faults = [*barriers(page, paths), *overflowing(page, paths)]
    page.goto(paths[1])
    page.get_by_role("button", name="Save and submit").click()
    expect(page.get_by_text("Nothing is changed yet")).to_be_visible()
    faults += barriers(page, [""])
    assert not faults, "\n".join(faults)


def test_words_typed_while_the_page_is_loading_are_kept_as_well(
    people: Cast, opened: Opened, live_server: Any, entry: Manuscript
) -> None:
    page = opened()
    enter(page, "edna", f"/admin/manuscript/{entry.pk}/correct/")
    late: list[Route] = []
    page.route("**/kept-words*.js", lambda route: late.append(route))
    with page.expect_request("**/kept-words*.js"):
        page.get_by_role("link", name=SLIP).click()
    page.get_by_label("The sentence, as it is typed").fill("It was much read.")
    with page.expect_response("**/kept-words*.js"):
        late[0].continue_()
    page.wait_for_load_state("load")
    page.unroute("**/kept-words*.js")
    page.reload()
    expect(page.get_by_label("The sentence, as it is typed")).to_have_value("It was much read.")
