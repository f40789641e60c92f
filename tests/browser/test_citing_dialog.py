"""Citing by the dialog alone: a source that is here by keys, and new ones by what is pasted, drafted with the entry."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, drafted, make_cast, published, source
from playwright.sync_api import Page, expect
from screens import Opened, barriers, enter, listen

from editorial.models import Manuscript, Revision
from encyclopedia.core.documents import SourceDocument

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/editorial/articlemanuscript/add/"
BIBTEX = """@book{x,
  author = {Deutscher, Isaac},
  title = {The Prophet Armed},
  publisher = {Oxford University Press},
  year = {1954}
}"""
PASTE = """(text) => {
  const transfer = new DataTransfer();
  transfer.setData("text/plain", text);
  const input = document.getElementById("cite-typed");
  input.focus();
  const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
  if (input.dispatchEvent(event)) document.execCommand("insertText", false, text);
}"""


@pytest.fixture
def people(transactional_db: None) -> Cast:
    cast = make_cast()
    published(source(), cast)
    return cast


@pytest.fixture
def reports() -> list[str]:
    return []


@pytest.fixture
def page(opened: Opened, people: Cast, reports: list[str]) -> Page:
    """The form of a new article, with the caret behind its words and the dialog open."""
    page = listen(opened(viewport={"width": 1300, "height": 900}), reports)
    enter(page, "edna")
    page.goto(ADD)
    page.fill("#id_title", "Trotskyism")
    page.locator(".cm-content").focus()
    page.keyboard.type("He led it")
    page.keyboard.press("Control+Shift+C")
    expect(page.locator("#cite-typed")).to_be_focused()
    return page


def text(page: Page) -> Any:
    return expect(page.locator("#id_text"))


def paste(page: Page, words: str) -> None:
    page.evaluate(PASTE, words)


def record_of(key: str) -> dict[str, Any]:
    manuscript = Manuscript.objects.get(kind="source", slug=key)
    document = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    assert isinstance(document, SourceDocument)
    return document.record


def test_a_known_source_is_cited_with_keys_alone(page: Page, reports: list[str]) -> None:
    page.keyboard.type("trot")
    page.keyboard.press("Enter")  # before the list is there
    expect(page.locator("#cite-locator")).to_be_focused()
    page.keyboard.type("p. 12")
    page.keyboard.press("Enter")
    text(page).to_have_value("He led it[@service-trotsky-2009, p. 12]")
    expect(page.locator(".cm-content")).to_be_focused()
    assert reports == []


def test_a_new_source_is_made_of_bibtex_and_drafted_with_the_entry(
    page: Page, reports: list[str]
) -> None:
    paste(page, BIBTEX)
    expect(page.get_by_label("Title", exact=True).last).to_have_value("The Prophet Armed")
    expect(page.locator("#cite-proposal")).to_contain_text("From the BibTeX.")
    expect(page.locator("#cite-proposal")).to_contain_text("deutscher-prophet-1954")
    page.locator("#cite-typed").press("Enter")
    expect(page.locator("#cite-locator")).to_be_focused()
    page.keyboard.type("p. 3")
    page.keyboard.press("Tab")
    page.keyboard.type('He "led"')
    page.keyboard.press("Enter")
    text(page).to_have_value('He led it[@deutscher-prophet-1954, p. 3, "He \\"led\\""]')
    expect(page.locator("#import-text-waiting")).to_contain_text("The Prophet Armed")
    page.keyboard.type(". Then")
    expect(page.locator(".chip.citation")).to_contain_text("Deutscher 1954")
    assert not Manuscript.objects.filter(slug="deutscher-prophet-1954").exists()
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+Shift+C")
    page.keyboard.type("prophet")
    expect(page.locator("#cite-choices")).to_contain_text("drafted with this entry")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("deutscher-prophet-1954")
    assert record_of("deutscher-prophet-1954")["publisher"] == "Oxford University Press"
    assert reports == []


def test_a_new_source_is_made_of_a_plain_reference_and_mended(page: Page) -> None:
    paste(page, "Getty, J. Arch. Origins of the Great Purges. Cambridge: CUP, 1985, p. 7.")
    expect(page.locator("#cite-title")).to_have_value("Origins of the Great Purges")
    expect(page.locator("#cite-proposal")).to_contain_text("Guessed from the order of the words")
    expect(page.locator("#cite-locator")).to_have_value("p. 7")
    page.fill("#cite-title", "")
    page.get_by_role("button", name="Insert").click()
    expect(page.locator("#cite-title")).to_be_focused()
    expect(page.locator('[data-for="cite-title"]')).to_be_visible()
    page.fill("#cite-title", "Origins of the Purges")
    page.keyboard.press("Enter")
    text(page).to_have_value("He led it[@getty-origins-1985, p. 7]")
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("getty-origins-1985")
    record = record_of("getty-origins-1985")
    assert record["title"] == "Origins of the Purges"
    assert record["author"] == [{"family": "Getty", "given": "J. Arch"}]


def test_enter_goes_on_from_the_kind_that_was_assumed(page: Page) -> None:
    paste(page, "Getty, J. Arch. Origins of the Great Purges. Cambridge: CUP, 1985, p. 7.")
    expect(page.locator("#cite-locator")).to_have_value("p. 7")
    page.keyboard.press("Enter")
    expect(page.locator("#cite-csl_type")).to_be_focused()
    page.keyboard.press("Enter")
    text(page).to_have_value("He led it[@getty-origins-1985, p. 7]")


def test_a_doi_that_is_here_finds_its_source(page: Page, people: Cast) -> None:
    record = {"id": "x", "type": "article-journal", "title": "Tides", "DOI": "10.1017/abc"}
    drafted(source("x", title="Tides", record=record), people)
    page.keyboard.type("https://doi.org/10.1017/ABC")
    page.keyboard.press("Enter")
    expect(page.locator("#cite-status")).to_contain_text("Cites")
    page.keyboard.press("Enter")
    text(page).to_have_value("He led it[@x]")


def test_a_likely_duplicate_is_shown_beside_and_can_be_cited_instead(page: Page) -> None:
    paste(page, "@book{y, author={Service, Robert}, title={Trotsky: A Biography}, year={2009}}")
    page.get_by_role("button", name="Cite Service 2009").click()
    expect(page.locator("#cite-locator")).to_be_focused()
    page.keyboard.press("Enter")
    text(page).to_have_value("He led it[@service-trotsky-2009]")


def test_words_that_run_as_code_elsewhere_are_words(page: Page, reports: list[str]) -> None:
    paste(
        page,
        "@book{y, author={<img src=x onerror=alert(1)>}, title={</textarea><script>alert(1)</script>}}",
    )
    expect(page.locator("#cite-title")).to_have_value("</textarea><script>alert(1)</script>")
    page.get_by_role("button", name="Insert").click()
    expect(page.locator("#import-text-waiting code")).to_have_count(1)
    assert page.locator("#import-text-waiting script, #import-text-waiting img").count() == 0
    assert reports == []


def test_without_the_office_the_dialog_says_so(page: Page) -> None:
    page.route("**/live/cite/", lambda route: route.abort())
    page.keyboard.type("trotsky")
    expect(page.locator("#cite-status")).to_contain_text("cannot be reached")
    page.get_by_role("button", name="Cancel").click()
    text(page).to_have_value("He led it")


@pytest.mark.parametrize("width", [360, 1300])
def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    paste(page, BIBTEX.replace("Deutscher, Isaac", "Service, Robert"))
    expect(page.locator("#cite-title")).to_be_visible()
    assert barriers(page, [""]) == []
    page.fill("#cite-typed", "trot")
    expect(page.locator("#cite-choices [aria-selected=true]")).to_be_visible()
    assert barriers(page, [""]) == []
    wider = page.evaluate(
        "() => { const d = document.getElementById('cite'); return d.scrollWidth - d.clientWidth; }"
    )
    assert wider <= 0
