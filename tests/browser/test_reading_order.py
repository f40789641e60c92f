"""In what order an entry is read: the lead first; facts and contents folded on a phone, and else beside the text."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, biography, published, source
from playwright.sync_api import Page, expect
from screens import Opened, barriers, overflowing

from encyclopedia.core.documents import DocumentFact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
TABLET = {"width": 1024, "height": 800}
DESK = {"width": 1440, "height": 900}
PATH = "/person/leon-trotsky/"
SECTIONS = ("Youth", "Power", "Exile")
TEXT = "He led the Red Army.\n\nHe wrote.\n\n" + "\n\n".join(
    f"## {name}\n\n" + "\n\n".join(["Much happened there, and more was said of it. " * 8] * 6)
    for name in SECTIONS
)
FACTS = (
    DocumentFact("born", date="1879-11-07", place="Yanovka"),
    DocumentFact("died", date="1940-08-21", place="Coyoacán", note="At home."),
    DocumentFact("position", "Commissar of war", date="1918/1925"),
    DocumentFact("event", "Attack on Trotsky", target="Leon Trotsky", date="1940"),
    DocumentFact("event", "Expelled", date="1927"),
)


@pytest.fixture
def entry(people: Cast) -> str:
    published(source(), people)
    published(biography(text=TEXT, facts=FACTS), people)
    return PATH


def tops(page: Page, *selectors: str) -> list[float]:
    boxes = [page.locator(selector).first.bounding_box() for selector in selectors]
    return [box["y"] if box else -1 for box in boxes]


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_lead_is_on_the_first_screen_before_folded_facts_and_contents(
    opened: Opened, entry: str, script: bool
) -> None:
    page = opened(script=script, viewport=PHONE)
    page.goto(entry)
    lead, facts, contents, text = tops(page, ".lead p", ".facts", ".contents", ".text:not(.lead)")
    assert 0 < lead < facts < contents < text
    first = page.locator(".lead p").first.bounding_box()
    assert first
    assert first["y"] + first["height"] < PHONE["height"]
    rows = page.locator(".facts dl > div")
    assert [row.is_visible() for row in rows.all()] == [True, True, True, False]
    expect(page.locator(".contents ol")).to_be_hidden()
    expect(page.locator(".fact-note")).to_be_hidden()
    page.get_by_text("All 5 facts").click()
    expect(page.locator(".fact-note")).to_be_visible()
    page.get_by_text("3 sections").press("Enter")
    assert all(row.is_visible() for row in rows.all())
    expect(page.locator(".contents ol")).to_be_visible()


def test_a_folded_fact_is_shown_to_whoever_follows_an_address_to_it(
    opened: Opened, entry: str
) -> None:
    page = opened(viewport=PHONE)
    page.goto(entry)
    page.evaluate("document.querySelector('.facts div:last-child dd:last-child').id = 'hidden'")
    expect(page.locator("#hidden")).to_be_hidden()
    page.evaluate("location.hash = 'hidden'")
    expect(page.locator("#hidden")).to_be_in_viewport()


@pytest.mark.parametrize("viewport", [TABLET, DESK])
def test_on_wide_screens_nothing_is_folded_and_facts_stand_beside_the_text(
    opened: Opened, entry: str, viewport: Any
) -> None:
    page = opened(script=False, viewport=viewport)
    page.goto(entry)
    facts, lead = (page.locator(name).bounding_box() for name in (".facts", ".lead"))
    assert facts
    assert lead
    assert facts["x"] > lead["x"] + lead["width"]
    assert facts["y"] < lead["y"]
    assert all(row.is_visible() for row in page.locator(".facts dl > div").all())
    assert not any(fold.is_visible() for fold in page.locator(".fold").all())
    expect(page.locator(".contents ol")).to_be_visible()


def test_the_document_is_in_the_order_of_reading(opened: Opened, entry: str) -> None:
    page = opened(script=False, viewport=DESK)
    page.goto(entry)
    headings = page.locator("main :is(h1, h2)").all_inner_texts()
    assert headings[:6] == ["Leon Trotsky", "Facts", "Contents", *SECTIONS]
    order = page.evaluate(
        "[...document.querySelectorAll('.entry-top, .lead, .facts, .contents, .text:not(.lead)')]"
        ".map((part) => part.className)"
    )
    assert order == ["entry-top", "text lead", "facts", "contents", "text"]


def test_contents_say_where_one_is_and_stay_in_sight(opened: Opened, entry: str) -> None:
    page = opened(viewport=DESK, reduced_motion="reduce")
    page.goto(entry)
    current = page.locator(".contents [aria-current]")
    expect(current).to_have_count(0)
    for section in (*SECTIONS, "Youth"):
        page.locator(f"#{section.lower()}").evaluate("(heading) => heading.scrollIntoView()")
        expect(current).to_have_text(section)
        expect(current).to_be_in_viewport()
    # Also where no heading is in sight.
    page.evaluate("scrollBy(0, 300)")
    expect(page.locator("#youth")).not_to_be_in_viewport()
    page.wait_for_timeout(200)
    expect(current).to_have_text("Youth")
    page.evaluate("scrollTo(0, 0)")
    expect(current).to_have_count(0)


def test_contents_longer_than_the_window_scroll_to_the_section_that_is_read(
    opened: Opened, entry: str
) -> None:
    page = opened(viewport={"width": 1440, "height": 120}, reduced_motion="reduce")
    page.goto(entry)
    page.locator("#exile").evaluate("(heading) => heading.scrollIntoView()")
    expect(page.locator(".contents [aria-current]")).to_have_text("Exile")
    assert page.locator(".contents").evaluate("(contents) => contents.scrollTop") > 0


def test_a_heading_shows_its_address_when_pointed_at_and_leads_to_itself(
    opened: Opened, entry: str
) -> None:
    page = opened(viewport=DESK)
    page.goto(entry)
    link = page.get_by_role("link", name="Link to “Power”")
    shown = "(link) => getComputedStyle(link, '::before').opacity"
    assert link.evaluate(shown) == "0"
    page.locator("#power").hover()
    assert link.evaluate(shown) == "1"
    link.click()
    assert page.url.endswith("#power")
    # What is copied or searched is the heading alone.
    assert page.locator("#power").inner_text() == "Power"


@pytest.mark.portion(3)
@pytest.mark.parametrize("viewport", [PHONE, TABLET, DESK])
def test_nobody_is_kept_out(opened: Opened, entry: str, viewport: Any) -> None:
    page = opened(viewport=viewport)
    assert barriers(page, [entry]) == []
    assert overflowing(page, [entry]) == []
