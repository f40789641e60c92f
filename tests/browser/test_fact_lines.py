"""Facts as lines: opened to what their property takes, dated in words, cited without brackets, moved by key or drag."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, biography, drafted, make_cast, published, source
from playwright.sync_api import Page, expect
from screens import Opened, enter, listen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    cast = make_cast()
    published(source(), cast)
    return cast


@pytest.fixture
def reports() -> list[str]:
    return []


@pytest.fixture
def page(opened: Opened, people: Cast, reports: list[str], live_server: Any) -> Page:
    manuscript = drafted(biography(), people)
    page = listen(opened(viewport={"width": 1200, "height": 900}), reports)
    enter(page, "edna", f"/admin/editorial/personmanuscript/{manuscript.pk}/change/")
    return page


def lines(page: Page) -> Any:
    return page.locator(".row-facts:not(.gone) > .fact-line")


def test_a_fact_is_one_line_that_opens_to_what_its_property_takes(
    page: Page, reports: list[str]
) -> None:
    born = lines(page).first
    expect(born).to_have_text("Born · 7 November 1879 · Yanovka")
    expect(page.locator("#id_facts-0-date")).to_be_hidden()
    born.press("Enter")
    expect(born).to_have_attribute("aria-expanded", "true")
    for name in ("property", "date", "place", "note", "citations"):
        expect(page.locator(f"#id_facts-0-{name}")).to_be_visible()
    for name in ("value", "target"):
        expect(page.locator(f"#id_facts-0-{name}")).to_be_hidden()
    page.select_option("#id_facts-0-property", "occupation")
    expect(page.locator("#id_facts-0-value")).to_be_visible()
    expect(page.locator("#id_facts-0-place")).to_be_visible()
    expect(page.locator("#id_facts-0-target")).to_be_hidden()
    assert reports == []


def test_on_a_phone_each_field_of_a_fact_has_the_whole_width(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    lines(page).first.press("Enter")
    assert (
        len(
            {
                page.locator(f"#id_facts-0-{name}").bounding_box()["width"]
                for name in ("property", "date", "place")
            }
        )
        == 1
    )
    assert page.locator("#id_facts-0-date").bounding_box()["width"] > 240


def test_a_date_says_how_it_was_read(page: Page) -> None:
    lines(page).first.press("Enter")
    page.fill("#id_facts-0-date", "before 1882")
    echo = page.locator(".row-facts").first.locator(".date-echo")
    expect(echo).to_have_text("Read as: 1881 or earlier")
    page.fill("#id_facts-0-date", "7/11/1879")
    expect(echo).to_contain_text("month as a word")


def test_a_source_is_added_without_brackets(page: Page) -> None:
    lines(page).first.press("Enter")
    row = page.locator(".row-facts").first
    key = row.get_by_label("Source: its key, title or author")
    key.fill("avrich")
    key.press("Enter")
    expect(row.locator(".add-source")).to_contain_text("No source is called “avrich”.")
    expect(page.locator("#id_facts-0-citations")).to_have_value("")
    key.fill("")
    key.press_sequentially("serv", delay=30)
    expect(row.locator(".add-source [role=option]").first).to_contain_text("Trotsky: A Biography")
    field, choices = (
        key.bounding_box(),
        row.locator(".add-source [role=listbox]").first.bounding_box(),
    )
    assert field
    assert choices
    assert abs(choices["y"] - (field["y"] + field["height"])) < 2
    key.press("ArrowDown")
    key.press("Enter")
    row.get_by_label("Where in it (p. 12, ch. 3)").fill("p. 12")
    row.get_by_label("Where in it (p. 12, ch. 3)").press("Enter")
    citations = page.locator("#id_facts-0-citations")
    expect(citations).to_have_value("[@service-trotsky-2009, p. 12]")
    # One that waits in this form to be drafted with it.
    made = '[{"id": "avrich-1967", "title": "The Russian Anarchists", "author": [{"family": "Avrich"}]}]'
    page.evaluate(
        "made => { document.getElementById('entry').elements.new_sources.value = made; }", made
    )
    key.press_sequentially("avr", delay=30)
    expect(row.locator(".add-source [role=option]")).to_contain_text("The Russian Anarchists")
    key.press("Enter")
    key.press("Enter")
    expect(citations).to_have_value("[@service-trotsky-2009, p. 12] [@avrich-1967]")
    page.locator("#id_title").focus()
    expect(lines(page).first).to_contain_text("sources: 2")


def test_facts_change_places_by_key_and_by_drag(page: Page) -> None:
    expect(lines(page).nth(1)).to_have_text("Died · 21 August 1940 · Coyoacán")
    lines(page).nth(1).press("Alt+ArrowUp")
    expect(lines(page).first).to_contain_text("Died")
    expect(lines(page).first).to_be_focused()
    lines(page).first.drag_to(lines(page).nth(1))
    expect(lines(page).first).to_contain_text("Born")
    page.click("button[name=_continue]")
    expect(page.locator("#draft-state")).to_contain_text("Nothing had changed since revision 1")


def test_a_new_fact_is_open_and_a_wrong_one_too(page: Page) -> None:
    page.get_by_role("button", name="Add a fact").click()
    new = page.locator(".row-facts:not(.gone)").last
    expect(new.locator(".fact-line")).to_have_text("New fact")
    expect(new.locator("select")).to_be_focused()
    lines(page).first.press("Enter")
    page.fill("#id_facts-0-date", "last Tuesday")
    page.click("button[name=_continue]")
    expect(page.locator("#draft-state")).to_contain_text("Saved")
    page.reload()
    expect(page.locator("#id_facts-0-date")).to_be_visible()
    expect(page.locator("#id_facts-1-date")).to_be_hidden()


def test_the_whole_form_of_a_new_person_stands_in_two_screens(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(page.url.split("/personmanuscript/")[0] + "/personmanuscript/add/")
    expect(page.locator(".surface")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * 900
    # What is folded opens for a link that leads into it.
    expect(page.locator("#id_pictures-0-alt")).to_be_hidden()
    page.evaluate("location.hash = 'id_pictures-0-alt'")
    expect(page.locator("#id_pictures-0-alt")).to_be_visible()
