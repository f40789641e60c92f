"""Copying a line of "How to cite": by a button, and by hand where there is no script."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from browser.conftest import Opened
from factories import Cast
from playwright.sync_api import expect
from projection.shelf import KEY, publish

PATH = "/article/permanent-revolution/"


@pytest.fixture
def entry(people: Cast) -> str:
    publish(factories.source(KEY), people)
    publish(factories.article(), people)
    return PATH


def lines(page: Any) -> Any:
    return page.locator(".citing-this .cited")


def test_a_button_copies_the_line_and_says_so(opened: Opened, entry: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(entry)
    button = lines(page).nth(1).get_by_role("button")
    expect(button).to_have_text("Copy")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Permanent revolution (Edition 1). (")
    assert copied.endswith(f"{PATH}@1/")
    page.keyboard.press("Tab")
    expect(button).to_have_text("Copy")


def test_where_nothing_may_be_copied_the_line_is_selected(opened: Opened, entry: str) -> None:
    page = opened()
    page.goto(entry)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    lines(page).first.get_by_role("button").click()
    page.wait_for_function("String(getSelection()).length > 0")
    selected = page.evaluate("String(getSelection())").strip()
    assert selected.startswith("“Permanent revolution.” In Stet.")
    assert selected.endswith(f"{PATH}@1/.")


def test_without_script_the_lines_are_there_to_be_selected(opened: Opened, entry: str) -> None:
    page = opened(script=False)
    page.goto(f"{entry}@1/")
    expect(lines(page)).to_have_count(3)
    expect(lines(page).get_by_role("button")).to_have_count(0)
