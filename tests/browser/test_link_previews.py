"""Previews of links between entries: by mouse and keyboard, never by touch, and nothing but the link without script."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from factories import Cast, article, biography, published, source
from playwright.sync_api import Page, expect
from screens import Opened, listen
from source_files import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "It is a theory of [[Leon Trotsky]].\n\n## Link preview\n\nRead [[source/service-trotsky-2009|this]]."
PATH = "/article/permanent-revolution/"


@pytest.fixture
def entry(people: Cast) -> str:
    published(source(), people)
    published(biography(), people)
    published(article(text=TEXT), people)
    return PATH


@pytest.fixture
def page(opened: Opened, entry: str) -> Iterator[Page]:
    reports: list[str] = []
    page = listen(opened(), reports)
    page.goto(entry)
    yield page
    assert reports == []


def trotsky(page: Page) -> Any:
    return page.locator(".lead a", has_text="Leon Trotsky")


def preview(page: Page) -> Any:
    return page.get_by_role("tooltip")


def test_a_mouse_that_rests_on_a_link_sees_what_the_entry_is_and_nothing_moves(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    height = page.evaluate("document.documentElement.scrollHeight")
    trotsky(page).hover()
    expect(preview(page)).to_contain_text("Who Leon Trotsky was.")
    described_by = trotsky(page).get_attribute("aria-describedby")
    assert page.evaluate("id => document.getElementById(id).role", described_by) == "tooltip"
    assert page.evaluate("document.documentElement.scrollHeight") == height
    # The pointer can go onto it, and closes it by leaving both.
    preview(page).hover()
    page.wait_for_timeout(400)
    expect(preview(page)).to_be_visible()
    page.locator("h1").hover()
    expect(preview(page)).to_have_count(0)
    assert trotsky(page).get_attribute("aria-describedby") is None
    # Asked for once, of this site alone.
    trotsky(page).hover()
    expect(preview(page)).to_be_visible()
    assert [address.split("/", 3)[3] for address in asked] == ["person/leon-trotsky/preview/"]


def test_the_keyboard_opens_a_preview_leaves_it_and_closes_it_with_escape(page: Page) -> None:
    trotsky(page).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(preview(page)).to_contain_text("Leon Trotsky")
    assert page.evaluate("document.activeElement.textContent") == "Leon Trotsky"
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == "Leon Trotsky"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(preview(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(preview(page)).to_have_count(0)


def test_a_link_to_a_source_shows_its_line(page: Page) -> None:
    page.locator(".text a", has_text="this").hover()
    expect(preview(page)).to_contain_text(
        "Service, Robert. Trotsky: A Biography. Belknap Press, 2009."
    )


def test_a_source_in_an_opened_note_shows_its_line(opened: Opened, people: Cast) -> None:
    published(source(), people)
    published(article(), people)
    page = opened()
    page.goto(PATH)
    page.locator("a[role=doc-noteref]").first.click()
    page.locator(".note-box .to-source").hover()
    expect(preview(page)).to_contain_text("Service, Robert. Trotsky: A Biography.")
    expect(page.locator(".note-box")).to_be_visible()


def test_a_tap_follows_the_link_and_shows_nothing(opened: Opened, entry: str) -> None:
    page = opened(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page.goto(entry)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    finger = {"bubbles": True, "pointerType": "touch"}
    trotsky(page).dispatch_event("pointerover", finger)
    page.wait_for_timeout(600)
    trotsky(page).tap()
    page.wait_for_url("**/person/leon-trotsky/")
    assert not any("/preview/" in address for address in asked)


def test_without_script_a_link_is_a_link(opened: Opened, entry: str) -> None:
    page = opened(script=False)
    page.goto(entry)
    trotsky(page).hover()
    trotsky(page).click()
    page.wait_for_url("**/person/leon-trotsky/")


def test_an_entry_that_is_gone_shows_nothing(page: Page) -> None:
    page.route("**/preview/", lambda route: route.fulfill(status=200, body=""))
    with page.expect_response("**/preview/"):
        trotsky(page).hover()
    expect(preview(page)).to_have_count(0)


def test_all_scripts_of_a_readers_page_are_small() -> None:
    scripts = sorted((ROOT / "static/js").glob("*.js"))
    assert len(scripts) > 3
    weights = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in scripts}
    assert sum(weights.values()) <= 10_000, weights
