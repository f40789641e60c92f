"""The static edition opened from its folder: notes, previews and search without a server, and lists without script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from factories import Cast, article, biography, published, source
from playwright.sync_api import Page, expect
from screens import Opened, listen

from editorial.static_edition.whole import write_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "It is a theory of [[Leon Trotsky]].[@service-trotsky-2009, p. 12] Łódź and Йошкар are named."
)


@pytest.fixture
def folder(people: Cast, tmp_path: Path) -> Path:
    published(source(), people)
    published(biography(), people)
    published(article(text=TEXT), people)
    write_edition(tmp_path / "site", StaticFilesHandler(WSGIHandler()))
    return tmp_path / "site"


def test_a_reader_cannot_tell_it_from_the_site(opened: Opened, folder: Path) -> None:
    reports: list[str] = []
    page = listen(opened(), reports)
    page.goto(f"file://{folder}/index.html")
    page.get_by_role("link", name="A–Z").first.click()
    page.get_by_role("link", name="Permanent revolution").first.click()
    page.locator("a[role=doc-noteref]").first.click()
    expect(page.locator(".note-box:popover-open")).to_contain_text("2009), 12.")
    page.keyboard.press("Escape")
    page.locator(".lead a", has_text="Leon Trotsky").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Who Leon Trotsky was.")
    page.locator(".lead a", has_text="Leon Trotsky").click()
    expect(page.locator("h1")).to_have_text("Leon Trotsky")
    assert reports == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("perm", ["Permanent revolution"]),
        ("lodz", ["Permanent revolution"]),
        ("ŁÓDŹ theory", ["Permanent revolution"]),
        ("йошк", ["Permanent revolution"]),
        ("nowhere", []),
        ("<img src=x onerror=alert(1)>", []),
    ],
)
def test_its_search_finds_as_the_sites_does(
    opened: Opened, folder: Path, words: str, names: list[str]
) -> None:
    page: Page = opened(viewport={"width": 360, "height": 700})
    page.goto(f"file://{folder}/about/index.html")
    page.get_by_label("Search the encyclopedia").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    assert page.locator(".hits h2 a").all_inner_texts() == names
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if names:
        page.locator(".hits h2 a").click()
        expect(page.locator("h1")).to_have_text(names[0])


def test_without_script_its_search_leads_to_the_lists(opened: Opened, folder: Path) -> None:
    page: Any = opened(script=False)
    page.goto(f"file://{folder}/search/index.html?q=x")
    page.get_by_role("link", name="from A to Z").click()
    expect(page.get_by_role("link", name="Permanent revolution").first).to_be_visible()
