"""Citing a new work by its number: one dialog, no page loaded; what one types stays; it works without a net."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from catalogues import answers_of as said
from django.conf import LazySettings
from factories import Cast
from local_catalogue import LocalCatalogue, Said, local_catalogue, nobody_there
from playwright.sync_api import Page, expect
from screens import Opened, barriers, enter, eventually, listen

from editorial.models import Manuscript

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/editorial/articlemanuscript/add/"
DOI = "10.1017/abc"
CSL = {**said.CSL, "title": "Tides of the bay"}
PASTE = """(text) => {
  const transfer = new DataTransfer();
  transfer.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
  if (document.activeElement.dispatchEvent(event)) document.execCommand("insertText", false, text);
}"""


@pytest.fixture
def here(settings: LazySettings) -> Iterator[LocalCatalogue]:
    with local_catalogue() as catalogue:
        settings.CATALOGUES = [
            f"doi={catalogue.address}",
            f"crossref={catalogue.address}/crossref",
        ]
        catalogue.says["/10.1017/abc"] = Said(CSL)
        yield catalogue


@pytest.fixture
def reports() -> list[str]:
    return []


@pytest.fixture
def page(opened: Opened, people: Cast, reports: list[str]) -> Page:
    page = listen(opened(viewport={"width": 1300, "height": 900}), reports)
    enter(page, "edna")
    page.goto(ADD)
    page.fill("#id_title", "The sea")
    page.locator(".cm-content").focus()
    page.keyboard.type("It rose")
    page.keyboard.press("Control+Shift+C")
    expect(page.locator("#cite-typed")).to_be_focused()
    return page


def text(page: Page) -> Any:
    return expect(page.locator("#id_text"))


def test_a_new_work_is_cited_by_its_doi_in_one_dialog_with_13_keys(
    page: Page, here: LocalCatalogue, reports: list[str]
) -> None:
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    # Ctrl+Shift+C (3), Ctrl+V (2), Enter, "p. 12" (5), Enter, and Ctrl+S (2) when one likes.
    page.evaluate(PASTE, f"https://doi.org/{DOI}")
    page.keyboard.press("Enter")  # before anything is there
    expect(page.locator("#cite-locator")).to_be_focused()
    expect(page.locator("#cite-title")).to_have_value("Tides of the bay")
    expect(page.locator("#cite-proposal")).to_contain_text("From doi.org.")
    page.keyboard.type("p. 12")
    page.keyboard.press("Enter")
    text(page).to_have_value("It rose[@smith-tides-1985, p. 12]")
    assert loads == []
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("smith-tides-1985")
    assert Manuscript.objects.filter(slug="smith-tides-1985").exists()
    assert reports == []


def test_what_one_types_while_it_is_looked_up_stays(page: Page, here: LocalCatalogue) -> None:
    here.says["/10.1017/abc"] = Said(CSL, delay=1.5)
    page.evaluate(PASTE, DOI)
    expect(page.locator("#cite-status")).to_contain_text("Asking doi.org, Crossref")
    page.locator("#cite-title").fill("My own title")
    expect(page.locator("#cite-proposal")).to_contain_text("It was found as “Tides of the bay”")
    expect(page.locator("#cite-title")).to_have_value("My own title")
    expect(page.locator("#cite-title")).to_be_focused()
    expect(page.locator("#cite-csl_container_title")).to_have_value("Journal of Bays")


def test_nobody_waits_for_it(page: Page, here: LocalCatalogue) -> None:
    here.says["/10.1017/abc"] = here.says["/crossref"] = Said(CSL, delay=4)
    page.evaluate(PASTE, DOI)
    expect(page.locator("#cite-status")).to_contain_text("Asking")
    page.locator("#cite-title").fill("Tides")
    page.keyboard.press("Enter")
    expect(page.locator("#cite")).to_be_hidden()
    expect(page.locator("#id_text")).to_have_value(re.compile(r"\[@tides"))


def test_closing_the_dialog_cancels_it(page: Page, here: LocalCatalogue) -> None:
    here.says["/10.1017/abc"] = Said(CSL, delay=4)
    cancelled: list[str] = []
    page.on("requestfailed", lambda request: cancelled.append(request.url))
    page.evaluate(PASTE, DOI)
    expect(page.locator("#cite-status")).to_contain_text("Asking")
    page.keyboard.press("Escape")
    expect(page.locator("#cite")).to_be_hidden()
    assert eventually(lambda: bool(cancelled))
    assert [url.rpartition("/live/")[2] for url in cancelled] == ["cite/look-up/"]
    text(page).to_have_value("It rose")


def test_without_a_net_the_dialog_says_so_and_works(page: Page, settings: LazySettings) -> None:
    settings.CATALOGUES = [f"doi={nobody_there()}"]
    # Not the work of the other tests: what a catalogue answered is kept, even for a form that was closed meanwhile.
    page.evaluate(PASTE, "10.1017/unasked")
    expect(page.locator("#cite-proposal")).to_contain_text("No catalogue can be reached now")
    page.locator("#cite-title").fill("Tides")
    page.keyboard.press("Enter")
    expect(page.locator("#cite")).to_be_hidden()
    text(page).to_have_value(re.compile(r"\[@tides"))


def test_without_the_office_it_says_so(page: Page, here: LocalCatalogue) -> None:
    page.route("**/live/cite/look-up/", lambda route: route.abort())
    page.evaluate(PASTE, DOI)
    expect(page.locator("#cite-status")).to_contain_text("cannot be asked now")
    expect(page.locator("#cite-title")).to_be_editable()


def test_words_go_outside_when_one_says_so(page: Page, here: LocalCatalogue) -> None:
    page.keyboard.type("Getty, J. Arch. Origins of the Great Purges. 1985")
    look_up = page.get_by_role("button", name="Look it up in Crossref")
    expect(look_up).to_be_visible()
    page.wait_for_timeout(900)
    assert here.asked == []
    wrong = {**said.CROSSREF_BOOK, "issued": {"date-parts": [[1999]]}}
    here.says["/crossref"] = Said({"message": {"items": [wrong]}})
    look_up.press("Enter")
    expect(page.locator("#cite-proposal")).to_contain_text("it is of another year: 1999")
    expect(page.locator("#cite-status")).to_contain_text("Not here yet.")
    assert barriers(page, [""]) == []
    page.get_by_role("button", name="Take Crossref").press("Enter")
    expect(page.locator("#cite-csl_publisher")).to_have_value("Cambridge University Press")


def test_words_that_were_pasted_are_looked_up(page: Page, here: LocalCatalogue) -> None:
    here.says["/crossref"] = Said({"message": {"items": [said.CROSSREF_BOOK]}})
    page.keyboard.type("Getty, J. Arch. Origins of the Great Purges. CUP, 1985, p. 7.")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+x")
    page.keyboard.press("Control+v")
    expect(page.locator("#cite-csl_publisher")).to_have_value("Cambridge University Press")
    expect(page.locator("#cite-locator")).to_have_value("p. 7")


def test_a_source_is_filled_by_its_number(
    opened: Opened, people: Cast, here: LocalCatalogue
) -> None:
    page = opened(viewport={"width": 360, "height": 740})
    enter(page, "edna")
    page.goto("/admin/editorial/sourcemanuscript/add/")
    page.get_by_text("Fill the form from a DOI").click()
    page.fill("#id_csl_volume", "9")
    page.fill("#id_paste", DOI)
    page.get_by_role("button", name="Fill the form").click()
    expect(page.locator("#id_title")).to_have_value("Tides of the bay")
    expect(page.locator("#id_csl_volume")).to_have_value("9")
    expect(page.locator("#paste-status")).to_contain_text("From doi.org.")
