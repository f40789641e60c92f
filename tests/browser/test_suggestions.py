"""Suggestions under a search field: by keyboard, mouse and touch, for screen readers, and nothing without script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from factories import Cast, article, biography, published, source
from playwright.sync_api import Page, expect
from screens import Opened, barriers, listen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def entries(people: Cast) -> None:
    for document in (source(), biography(), article("Trotskyism")):
        published(document, people)


@pytest.fixture
def page(opened: Opened) -> Iterator[Page]:
    reports: list[str] = []
    page = listen(opened(), reports)
    page.goto("/about/")
    yield page
    assert reports == []


def field(page: Page) -> Any:
    return page.get_by_role("combobox", name="Search the encyclopedia")


def options(page: Page) -> Any:
    return page.get_by_role("option")


def chosen(page: Page) -> str:
    """The text of the option that the field says is active."""
    option = field(page).get_attribute("aria-activedescendant")
    return str(page.locator(f"#{option} > :nth-child(2)").text_content()) if option else ""


def typed(page: Page, words: str = "trot") -> None:
    field(page).press_sequentially(words)
    expect(options(page)).to_have_count(3)


def test_the_keyboard_goes_through_the_options_and_enter_leads_to_the_chosen_one(
    page: Page,
) -> None:
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    typed(page)
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("3 suggestions")
    first, _second, last = (text.split("\n")[0] for text in options(page).all_inner_texts())
    steps = {"ArrowDown": first, "End": last, "Home": first, "ArrowUp": ""}
    for key, title in steps.items():
        page.keyboard.press(key)
        assert chosen(page) == title, key
    page.keyboard.press("ArrowUp")
    assert chosen(page) == last
    page.keyboard.press("ArrowDown")
    assert chosen(page) == ""
    # Without a choice these keys go through the words.
    page.keyboard.press("Home")
    assert field(page).evaluate("field => field.selectionStart") == 0
    while chosen(page) != "Leon Trotsky":
        page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/leon-trotsky/")


def test_enter_without_a_choice_searches(page: Page) -> None:
    typed(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=trot")


def test_escape_closes_the_list_and_keeps_the_words(page: Page) -> None:
    typed(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field(page)).to_have_value("trot")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    assert chosen(page) == ""
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_a_finger_follows_a_suggestion(opened: Opened) -> None:
    page = opened(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page.goto("/about/")
    field(page).tap()
    typed(page)
    box = options(page).first.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] + box["width"] <= 360
    options(page).filter(has_text="Leon Trotsky").tap()
    page.wait_for_url("**/person/leon-trotsky/")


def test_it_is_asked_once_for_what_stands_there_and_what_comes_late_is_dropped(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: "suggest" in request.url and asked.append(request.url))
    field(page).press_sequentially("trotsky")
    expect(options(page)).to_have_count(3)
    assert [address.partition("?")[2] for address in asked if "json" in address] == ["q=trotsky"]
    # What was answered is remembered, and an answer to other words than those that stand there is never shown.
    page.route("**/suggest.json?q=leon", lambda route: None)
    field(page).fill("leon")
    page.wait_for_timeout(250)
    field(page).fill("trotsky")
    expect(options(page)).to_have_count(3)
    assert sum("q=trotsky" in address for address in asked) == 1
    field(page).fill("")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_an_open_list_has_no_fault_for_screen_readers(page: Page) -> None:
    typed(page)
    page.keyboard.press("ArrowDown")
    assert barriers(page, [""]) == []


def test_without_script_or_answer_the_field_searches(opened: Opened) -> None:
    page = opened(script=False)
    page.goto("/about/")
    page.get_by_role("searchbox", name="Search the encyclopedia").fill("trotsky")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=trotsky")
    page = opened()
    page.route("**/suggest.json*", lambda route: route.abort())
    page.goto("/about/")
    field(page).press_sequentially("trotsky")
    page.wait_for_timeout(250)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=trotsky")
