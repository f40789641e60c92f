"""Text that is pasted or uploaded becomes markup, is reviewed, and is saved with its sources; by keyboard only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factories import Cast, drafted, make_cast, source
from playwright.sync_api import Page, expect
from screens import Opened, active_content, barriers, enter, listen

from editorial.models import DraftCitation, Manuscript

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DATA = Path(__file__).parent.parent / "importers" / "data"
ADD = "/admin/editorial/articlemanuscript/add/"
NUMBERED = """Trotsky led the army.[1] He wrote much.[2][3]

Leon Trotsky

References
1. Service, Robert. Trotsky: A Biography. Belknap Press, 2009. p. 12.
2. Deutscher, Isaac. The Prophet Armed. Oxford University Press, 1954. pp. 3–4.
"""
CITED = (
    "Trotsky led the army.[@service-trotsky-2009, p. 12] He wrote much."
    "[@deutscher-prophet-1954, pp. 3–4][@? reference 3 of the imported text not found]"
)
COPY = """async ([plain, html]) => {
  const parts = { "text/plain": new Blob([plain], { type: "text/plain" }) };
  if (html) parts["text/html"] = new Blob([html], { type: "text/html" });
  await navigator.clipboard.write([new ClipboardItem(parts)]);
}"""


@pytest.fixture
def people(transactional_db: None) -> Cast:
    cast = make_cast()
    drafted(source(), cast)
    return cast


def begin(opened: Opened, **options: Any) -> Page:
    page = opened(permissions=["clipboard-read", "clipboard-write"], **options)
    enter(page, "edna", ADD)
    return page


def paste(page: Page, field: str, plain: str, html: str = "") -> None:
    page.evaluate(COPY, [plain, html])
    page.focus(field)
    page.keyboard.press("Control+V")


def open_panel(page: Page) -> None:
    page.locator("#import-text > summary").press("Enter")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).press("Enter")


def assert_drafted_with_citations(page: Page) -> None:
    expect(page.locator(".messagelist")).to_contain_text("deutscher-prophet-1954")
    manuscript = Manuscript.objects.get(kind="article")
    assert list(
        DraftCitation.objects.filter(manuscript=manuscript)
        .order_by("position")
        .values_list("source_key", flat=True)
    ) == ["service-trotsky-2009", "deutscher-prophet-1954"]
    page.goto(f"/admin/manuscript/{manuscript.pk}/revision/1/")
    notes = page.locator("section[role=doc-endnotes] li[id^=fn-]")
    expect(notes).to_have_count(2)
    expect(notes.nth(1)).to_contain_text("Prophet Armed")


def test_numbered_text_is_pasted_reviewed_inserted_and_saved_by_keyboard(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = begin(opened)
    page.fill("#id_title", "Trotsky")
    page.fill("#id_text", "Mine.")
    open_panel(page)
    paste(page, "#id_import_text", NUMBERED)
    press(page, "Read it")
    expect(page.locator("#imported-text-title")).to_be_focused()
    expect(page.locator("#id_text")).to_have_value("Mine.")
    expect(page.locator(".imported-references")).to_contain_text(
        "cites the source service-trotsky-2009"
    )
    expect(page.locator(".imported-references")).to_contain_text(
        "new source deutscher-prophet-1954"
    )
    expect(page.locator(".imported-report")).to_contain_text("A short line stands alone")
    assert barriers(page, [""]) == []
    page.locator(".imported-report a", has_text="line 3").press("Enter")
    expect(page.locator("#id_imported_text")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "Leon Trotsky"
    page.evaluate("document.getElementById('id_text').setSelectionRange(5, 5)")
    press(page, "Insert into the text")
    text = page.locator("#id_text")
    expect(text).to_have_value(f"Mine.\n\n{CITED}\n\nLeon Trotsky")
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Control+Z")
    expect(text).to_have_value("Mine.")
    page.keyboard.press("Control+Shift+Z")
    expect(text).to_have_value(f"Mine.\n\n{CITED}\n\nLeon Trotsky")
    expect(page.locator("#id_import_text")).to_have_value("")
    expect(page.locator(".imported-report a", has_text="line 5")).to_have_count(1)
    expect(page.locator("#import-text-waiting")).to_contain_text("deutscher-prophet-1954")
    assert barriers(page, [""]) == []
    press(page, "Save draft")
    assert_drafted_with_citations(page)


def test_what_is_pasted_with_formatting_stays_until_its_markup_is_asked_for(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = begin(opened)
    page.fill("#id_title", "Trotsky")
    page.fill("#id_text", "Before.\n\n")
    html = "<h2>Life</h2><p>He <em>led</em> it.<img src='data:image/png;base64,AAAA'></p>"
    paste(page, "#id_text", "Life\nHe led it.", html)
    text = page.locator("#id_text")
    expect(text).to_have_value("Before.\n\nLife\nHe led it.")
    offer = page.locator("#import-text-offer button")
    expect(offer).to_be_visible()
    assert barriers(page, [""]) == []
    offer.press("Enter")
    expect(page.locator("#id_imported_text")).to_have_value(
        "## Life\n\nHe *led* it.\n\n![](wanted:picture)"
    )
    expect(text).to_have_value("Before.\n\nLife\nHe led it.")
    press(page, "Insert into the text")
    expect(text).to_have_value("Before.\n\n## Life\n\nHe *led* it.\n\n![](wanted:picture)")


def test_formatting_is_read_as_pasted_unless_the_words_are_changed(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = begin(opened)
    open_panel(page)
    paste(page, "#id_import_text", "He led it.", "<p>He <em>led</em> it.</p>")
    expect(page.locator("#import-text-pasted")).to_have_text("Pasted with its formatting.")
    press(page, "Read it")
    expect(page.locator("#id_imported_text")).to_have_value("He *led* it.")
    page.locator("#id_import_text").press("End")
    page.keyboard.type(" Yes.")
    expect(page.locator("#import-text-pasted")).to_contain_text("plain text")
    press(page, "Read it")
    expect(page.locator("#id_imported_text")).to_have_value("He led it. Yes.")
    press(page, "Discard")
    expect(page.locator("#id_import_text")).to_have_value("")
    expect(page.locator("#imported-text")).to_be_empty()


def test_a_word_file_is_read_and_saving_before_it_is_inserted_loses_nothing(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = begin(opened)
    open_panel(page)
    page.set_input_files("#id_import_file", str(DATA / "entry.docx"))
    press(page, "Read it")
    expect(page.locator("#id_imported_text")).to_contain_text("[^5]: Nobody counted them")
    page.fill("#id_title", "The league")
    page.set_input_files("#id_import_file", [])
    press(page, "Save draft")
    expect(page.locator(".messagelist")).to_contain_text("The imported text is not part of it yet")
    expect(page.locator("#id_imported_text")).to_contain_text("[^5]: Nobody counted them")
    assert barriers(page, [""]) == []
    press(page, "Insert into the text")
    press(page, "Save draft")
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 2")


def test_without_script_the_form_does_the_same(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = opened(script=False, viewport={"width": 360, "height": 800})
    enter(page, "edna", ADD)
    page.fill("#id_title", "Trotsky")
    page.fill("#id_text", "Mine.")
    open_panel(page)
    page.fill("#id_import_text", NUMBERED)
    press(page, "Read it")
    expect(page.locator("#id_imported_text")).to_contain_text(CITED)
    expect(page.locator("#id_text")).to_have_value("Mine.")
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    press(page, "Insert into the text")
    expect(page.locator("#id_text")).to_have_value(f"Mine.\n\n{CITED}\n\nLeon Trotsky")
    press(page, "Save draft")
    assert_drafted_with_citations(page)


def test_hostile_pages_run_nothing(
    opened: Opened, people: Cast, live_server: Any, shared_data: Path
) -> None:
    reports: list[str] = []
    page = listen(begin(opened), reports)
    open_panel(page)
    payloads = (shared_data / "xss-payloads.txt").read_text()[:200_000]
    for kind in ("page.html", "page.txt"):
        content = f"<html><body><p>Words</p>{payloads}" if kind == "page.html" else payloads
        file = {"name": kind, "mimeType": "text/html", "buffer": content.encode()}
        page.set_input_files("#id_import_file", file)
        press(page, "Read it")
        expect(page.locator("#imported-text-title")).to_be_focused()
        assert active_content(page) == []
        press(page, "Discard")
    assert reports == []


def test_enter_in_a_field_still_saves(opened: Opened, people: Cast, live_server: Any) -> None:
    page = begin(opened)
    page.fill("#id_title", "Trotsky")
    page.press("#id_title", "Enter")
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 1")


def test_what_a_browser_kept_before_the_upgrade_is_restored(opened: Opened, people: Cast) -> None:
    """In 0.1.0 the fields of the panel had other names."""
    page = begin(opened)
    page.evaluate(
        """() => {
          const fields = [["title", "Trotsky"], ["bring", "Led the army.[1]"], ["bring_references", "1. Service."]];
          const id = document.getElementById("entry").elements.id.value;
          localStorage.setItem("stet:new:article", JSON.stringify({ id, at: Date.now(), fields }));
        }"""
    )
    page.reload()
    page.get_by_role("button", name="Restore it").click()
    expect(page.locator("#id_title")).to_have_value("Trotsky")
    expect(page.locator("#id_import_text")).to_have_value("Led the army.[1]")
    expect(page.locator("#id_import_references")).to_have_value("1. Service.")
