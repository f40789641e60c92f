"""Writing in the surface, with keys as one writes: what it shows, offers and mends, and what the field then holds."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from factories import Cast, article, check_all, drafted, make_cast, published, source, submitted
from PIL import Image
from playwright.sync_api import Page, expect
from screens import Opened, enter, listen
from written import ADD, edit, proposal, typed

from editorial import actions
from editorial.models import Manuscript, Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """([bytes, name]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  const text = document.querySelector(".surface").shadowRoot.querySelector(".cm-content");
  const { left, top } = text.getBoundingClientRect();
  text.dispatchEvent(new DragEvent("drop", {
    dataTransfer: transfer, bubbles: true, composed: true, cancelable: true, clientX: left + 30, clientY: top + 20,
  }));
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
def office(opened: Opened, people: Cast, reports: list[str], live_server: Any) -> Page:
    """An editor's first page, with a console that is listened to."""
    page = listen(opened(viewport={"width": 1300, "height": 900}), reports)
    enter(page, "edna")
    return page


@pytest.fixture
def page(office: Page) -> Page:
    """The form of a new article, with the caret in its text."""
    office.goto(ADD)
    office.fill("#id_title", "Trotskyism")
    office.locator(".cm-content").focus()
    return office


def test_a_source_is_cited_by_its_author_with_keys_alone(page: Page, reports: list[str]) -> None:
    page.keyboard.type("He led it[@ser")
    proposal(page, "Service 2009 · Trotsky: A Biography")
    page.keyboard.press("Enter")
    typed(page).to_have_value("He led it[@service-trotsky-2009, p. ]")
    page.keyboard.type("12].")
    typed(page).to_have_value("He led it[@service-trotsky-2009, p. 12].")
    expect(page.locator(".chip.citation")).to_have_text("○Service 2009, p. 12")
    assert reports == []


def test_a_citation_that_is_closed_without_a_page_has_none(page: Page) -> None:
    page.keyboard.type("He led it[@ser")
    proposal(page, "Service")
    page.keyboard.press("Enter")
    page.keyboard.type("].")
    typed(page).to_have_value("He led it[@service-trotsky-2009].")


def test_a_draft_of_a_source_is_found_by_its_author(page: Page, people: Cast) -> None:
    record = {
        "id": "x",
        "type": "book",
        "title": "Soviet history",
        "author": [{"family": "Getty", "given": "J. Arch"}],
    }
    drafted(source("x", title="Soviet history", record=record), people)
    page.keyboard.type("It was[@get")
    proposal(page, "Getty, n.d. · Soviet history")


def test_an_entry_is_linked_by_its_title(page: Page, people: Cast) -> None:
    drafted(article("Entrism"), people)
    page.keyboard.type("See [[ent")
    proposal(page, "Entrism")
    page.keyboard.press("Enter")
    page.keyboard.type(".")
    typed(page).to_have_value("See [[Entrism]].")
    expect(page.locator(".entry-link")).to_have_text("Entrism")


def test_before_a_full_stop_the_bracket_is_closed(page: Page) -> None:
    page.keyboard.type("He led it. Then more.")
    for _ in range(len(". Then more.")):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("[@ser")
    proposal(page, "Service")
    page.keyboard.press("Enter")
    page.keyboard.type("12")
    typed(page).to_have_value("He led it[@service-trotsky-2009, p. 12]. Then more.")


def test_a_bracket_that_is_no_citation_is_typed(page: Page) -> None:
    page.keyboard.type("[a [b] c]")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("]")
    typed(page).to_have_value("[a [b] c]]")


@pytest.mark.parametrize(
    ("part", "text"), [("hea", "## Life"), ("lis", "- Life"), ("quo", "> Life")]
)
def test_what_is_typed_after_a_mark_stands_behind_it(page: Page, part: str, text: str) -> None:
    page.keyboard.type(f"/{part}")
    expect(page.locator(".cm-tooltip-autocomplete [aria-selected=true]")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("Life")
    typed(page).to_have_value(text)


def test_enter_goes_on_with_a_list_and_ends_it(page: Page) -> None:
    page.keyboard.type("1. One\nTwo\n\nNo item.")
    typed(page).to_have_value("1. One\n2. Two\n\nNo item.")


def test_a_slash_within_a_line_is_a_slash(page: Page) -> None:
    page.keyboard.type("It went 90 km /h")
    page.keyboard.press("Enter")
    typed(page).to_have_value("It went 90 km /h\n")


def test_marks_are_shown_where_the_caret_is(page: Page) -> None:
    page.keyboard.type("## Life\n\nIt was *new* then.")
    text = page.locator(".cm-content")
    expect(text).not_to_contain_text("##")
    expect(text).not_to_contain_text("*")
    page.keyboard.press("Control+Home")
    expect(text).to_contain_text("## Life")
    expect(text).not_to_contain_text("*")
    page.get_by_label("Show the marks").check()
    expect(text).to_contain_text("*new*")


def test_a_chip_says_how_its_citation_stands_and_the_caret_what_it_vouches_for(
    office: Page, people: Cast
) -> None:
    text = "It is old. It began in 1930 [@service-trotsky-2009, p. 7]."
    manuscript = submitted(article("Entrism", text), people)
    check_all(manuscript, people)
    actions.recall(manuscript=manuscript.pk, by=people.editor, reason="More is to come.")
    office.goto(f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/")
    chip = office.locator(".chip.citation")
    expect(chip).to_have_attribute("data-standing", "supports")
    expect(chip).to_have_text("●Service 2009, p. 7")
    office.locator(".cm-content").focus()
    office.keyboard.press("Control+End")
    expect(office.locator(".cm-line .claim").first).to_contain_text("It began in 1930")
    expect(office.locator(".cm-line .claim", has_text="It is old")).to_have_count(0)


def test_a_problem_is_underlined_and_mended_where_it_stands(office: Page, people: Cast) -> None:
    edit(office, "It began[@service-trotsky-2009]. It was sold.[^sold]", people)
    underlined = office.locator(".cm-lintRange-error")
    expect(underlined).to_have_text("[^sold]")
    underlined.hover()
    office.get_by_role("button", name="Write this note").click()
    office.keyboard.type("In 1924.")
    typed(office).to_have_value(
        "It began[@service-trotsky-2009]. It was sold.[^sold]\n\n[^sold]: In 1924."
    )


def test_words_that_no_citation_covers_are_marked(office: Page, people: Cast) -> None:
    edit(office, "It began[@service-trotsky-2009]. It was sold.", people)
    uncited = office.locator(".cm-lintRange-hint")
    expect(uncited).to_have_text("It was sold.")
    uncited.hover()
    office.get_by_role("button", name="Mark that a citation is needed").click()
    typed(office).to_have_value("It began[@service-trotsky-2009]. It was sold.[@?]")


def test_a_draft_is_saved_and_submitted_by_keys(page: Page) -> None:
    page.fill("#id_summary", "A movement.")
    page.locator(".cm-content").focus()
    page.keyboard.type("It began[@service-trotsky-2009, p. 1].")
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("Saved as revision 1")
    page.locator("#id_summary").press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("Submitted for review")
    assert Manuscript.objects.get(title="Trotskyism").status == Status.SUBMITTED


def test_saving_keeps_the_caret_and_what_is_typed_meanwhile(page: Page) -> None:
    page.route("**/change/", lambda route: (page.wait_for_timeout(600), route.continue_()))
    page.keyboard.type("Before.")
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("Saved as revision 1")
    page.keyboard.type(" Meanwhile.")
    page.keyboard.press("Control+s")
    page.keyboard.type(" And now.")
    expect(page.locator("#draft-state")).to_contain_text(re.compile("Saved as revision 2|Kept at"))
    expect(page.locator(".cm-content")).to_be_focused()
    typed(page).to_have_value("Before. Meanwhile. And now.")
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("Saved as revision")
    newest = Manuscript.objects.get(title="Trotskyism").revisions.order_by("-number")[0]
    assert newest.read().text == "Before. Meanwhile. And now."


def test_what_cannot_be_submitted_is_saved_and_says_why(page: Page) -> None:
    page.keyboard.type("It began[@nobody-1900].")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("It is saved, but not submitted.")
    sign = "getComputedStyle(document.querySelector('.messagelist .error')).backgroundImage"
    assert page.evaluate(sign) == "none"
    assert Manuscript.objects.get(title="Trotskyism").status == Status.DRAFT


def test_a_key_that_is_switched_off_does_nothing_and_tab_leaves_the_text(office: Page) -> None:
    office.goto(ADD)
    office.get_by_role("button", name="Keys").click()
    office.get_by_label("Bold").uncheck()
    office.get_by_role("button", name="Close").click()
    office.reload()
    office.locator(".cm-content").focus()
    office.keyboard.type("a")
    office.keyboard.press("Control+b")
    office.keyboard.press("Control+i")
    office.keyboard.type("b")
    typed(office).to_have_value("a*b*")
    office.keyboard.press("Tab")
    expect(office.locator(".cm-content")).not_to_be_focused()


def test_the_buttons_are_one_step_of_tab_and_arrows_go_through_them(office: Page) -> None:
    office.goto(ADD)
    cite, link = (office.get_by_role("button", name=name, exact=True) for name in ("Cite", "Link"))
    expect(cite).to_be_visible()
    cite.focus()
    office.keyboard.press("ArrowRight")
    expect(link).to_be_focused()
    office.keyboard.press("Tab")
    expect(office.locator(".cm-content")).to_be_focused()
    office.keyboard.press("Shift+Tab")
    expect(link).to_be_focused()
    office.keyboard.press("End")
    expect(office.get_by_label("Show the marks")).to_be_focused()
    office.keyboard.press("ArrowRight")
    expect(cite).to_be_focused()


def test_a_dropped_picture_makes_its_row_and_its_line(page: Page) -> None:
    page.keyboard.type("Words.")
    png = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(png, "PNG")
    page.evaluate(DROP, [list(png.getvalue()), "Lenin & Trotsky.png"])
    typed(page).to_have_value("Words.\n\n![](lenin-trotsky)\n")
    expect(page.locator("#id_pictures-0-name")).to_have_value("lenin-trotsky")
    expect(page.locator("#pictures .thumb").first).to_be_visible()
    page.keyboard.press("Control+Home")
    expect(page.locator(".thumbnail img")).to_be_visible()


def test_the_preview_follows_the_caret_and_a_click_in_it_moves_the_caret(
    office: Page, people: Cast
) -> None:
    text = "\n\n".join(f"Paragraph {n} tells of nothing." for n in range(80))
    edit(office, text, people)
    last = office.locator("#preview p", has_text="Paragraph 79")
    expect(last).to_be_attached()
    expect(last).not_to_be_in_viewport()
    office.locator(".cm-content").focus()
    office.keyboard.press("Control+End")
    expect(last).to_be_in_viewport()
    office.locator("#preview p", has_text="Paragraph 77").click()
    line = office.evaluate(
        "() => { const t = document.getElementById('id_text');"
        " return t.value.slice(t.selectionStart).split('\\n')[0]; }"
    )
    assert line == "Paragraph 77 tells of nothing."


def test_the_outline_leads_to_a_heading(office: Page, people: Cast) -> None:
    edit(office, "\n\n".join(f"## Part {n}\n\nWords." for n in range(40)), people)
    office.get_by_role("button", name="Part 30").click()
    expect(office.get_by_role("button", name="Part 30")).to_have_attribute("aria-current", "true")
    expect(office.locator(".heading-2", has_text="Part 30")).to_be_in_viewport()
