"""Tables written as grids in the surface: cells, rows and columns, citations in cells, undo, and the way out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from factories import Cast, make_cast, published, source
from playwright.sync_api import Page, expect
from screens import Opened, enter
from written import ADD, edit, proposal, typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    cast = make_cast()
    published(source(), cast)
    return cast


@pytest.fixture
def office(opened: Opened, people: Cast, live_server: Any) -> Page:
    page = opened(viewport={"width": 1300, "height": 900})
    enter(page, "edna")
    return page


@pytest.fixture
def page(office: Page) -> Page:
    """The form of a new article, with the caret in its text."""
    office.goto(ADD)
    office.fill("#id_title", "Trotskyism")
    office.locator(".cm-content").focus()
    return office


def test_a_slash_offers_a_table_whose_cells_are_written_in_turn(page: Page) -> None:
    page.keyboard.type("Words.\n\n/tab")
    proposal(page, "Table")
    page.keyboard.press("Enter")
    first = page.locator(".grid-table textarea").first
    expect(first).to_be_focused()
    page.keyboard.type("Year")
    page.keyboard.press("Tab")
    page.keyboard.type("Members | all")
    page.keyboard.press("Enter")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    page.keyboard.type("8")
    page.keyboard.press("Escape")
    expect(page.locator(".cm-content")).to_be_focused()
    typed(page).to_have_value(
        "Words.\n\n| Year | Members \\| all |\n| --- | --- |\n|  | 7 |\n|  | 8 |\n\n"
    )
    page.keyboard.type("After.")
    typed(page).to_have_value(re.compile(r"\|  \| 8 \|\n\nAfter\.$"))


@pytest.mark.parametrize(
    ("table", "edited"),
    [
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "| a | b |\n|---|:-:|\n| 1Q | 2 |"),
        ("|a|b|\n|-|-|\n|1|2|", "|a|b|\n|-|-|\n| 1Q |2|"),
        ("a | b\n--- | ---\n1 | x \\| y", "a | b\n--- | ---\n1Q | x \\| y"),
        ("| a | b |\n| - | - |\n| C:\\\\\\| | 2 |", "| a | b |\n| - | - |\n| C:\\\\\\|Q | 2 |"),
        ("| a | b |\n| - | - |\n| x \\| y | KEEP |", "| a | b |\n| - | - |\n| x \\| yQ | KEEP |"),
    ],
)
def test_only_the_cell_that_is_written_in_changes(
    office: Page, people: Cast, table: str, edited: str
) -> None:
    edit(office, f"Begin.\n\n{table}\n\nEnd.", people)
    cell = office.locator(".grid-table td textarea").first
    cell.focus()
    office.keyboard.press("End")
    office.keyboard.type("Q")
    typed(office).to_have_value(f"Begin.\n\n{edited}\n\nEnd.")


def test_a_table_with_cells_that_no_page_shows_is_written_as_text(
    office: Page, people: Cast
) -> None:
    edit(office, "| a | b |\n|---|---|\n| 1 | 2 | EXTRA |\n\nEnd.", people)
    expect(office.locator(".cm-content")).to_contain_text("EXTRA")
    expect(office.locator(".grid-table")).to_have_count(0)


def test_undo_in_a_cell_is_that_of_the_text(office: Page, people: Cast) -> None:
    table = "| a | b |\n| - | - |\n| 1 | 2 |"
    edit(office, f"Begin.\n\n{table}\n\nEnd.", people)
    office.fill("#id_summary", "My summary")
    office.locator(".grid-table td textarea").first.focus()
    office.keyboard.press("End")
    office.keyboard.type("xyz")
    office.get_by_role("button", name="Add a row").click()
    for _ in range(8):
        office.keyboard.press("Control+z")
    typed(office).to_have_value(f"Begin.\n\n{table}\n\nEnd.")
    expect(office.locator("#id_summary")).to_have_value("My summary")


def test_a_cell_is_cited_by_the_same_keys_and_buttons(office: Page, people: Cast) -> None:
    edit(office, "Begin.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nEnd.", people)
    office.locator(".grid-table td textarea").first.focus()
    office.keyboard.press("End")
    office.keyboard.type("[@ser")
    expect(office.locator(".cell-proposals [aria-selected=true]")).to_contain_text("Service 2009")
    office.keyboard.press("Enter")
    office.keyboard.type("12]")
    office.keyboard.press("Tab")
    office.keyboard.press("Control+b")
    cited = "| 1[@service-trotsky-2009, p. 12] | **2** |"
    typed(office).to_have_value(f"Begin.\n\n| a | b |\n| - | - |\n{cited}\n\nEnd.")
    office.locator(".grid-table td textarea").nth(1).focus()
    office.keyboard.press("End")
    office.get_by_role("button", name="Cite").click()
    office.locator("#cite-typed").press_sequentially("service", delay=20)
    expect(office.locator("#cite-choices [aria-selected=true]")).to_be_visible()
    office.locator("#cite-typed").press("Enter")
    office.locator("#cite-locator").press("Enter")
    typed(office).to_have_value(re.compile(r"\*\*2\*\*\[@service-trotsky-2009\] \|\n\nEnd\.$"))


@pytest.mark.portion(6)
@pytest.mark.parametrize(
    ("act", "table"),
    [
        ("Add a row", "| A | B |\n| --- | ---: |\n|  |  |\n| 1 | 2 |"),
        ("Add a column", "| A |  | B |\n| --- | --- | ---: |\n| 1 |  | 2 |"),
        ("Remove this column", "| B |\n| ---: |\n| 2 |"),
    ],
)
def test_rows_and_columns_come_and_go_where_one_writes(
    office: Page, people: Cast, act: str, table: str
) -> None:
    edit(office, "Begin.\n\n| A | B |\n| --- | ---: |\n| 1 | 2 |\n\nEnd.", people)
    office.locator(".grid-table textarea").first.focus()
    office.get_by_role("button", name=act).click()
    typed(office).to_have_value(f"Begin.\n\n{table}\n\nEnd.")
