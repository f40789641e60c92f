"""Markers and lists of notes as everybody has them: without script, by keyboard, copied, and pressed by a finger."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, article, published, source
from noted_page import MARKERS, PATH, is_coloured, publish
from playwright.sync_api import Page, expect
from screens import Opened, barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def entry(opened: Opened, people: Cast, live_server: Any) -> Opened:
    publish(people)

    def open_entry(**options: Any) -> Page:
        page = opened(**{"reduced_motion": "reduce", **options})
        page.goto(PATH)
        return page

    return open_entry


def test_without_script_each_marker_leads_to_its_note_where_its_own_way_back_is_marked(
    entry: Opened,
) -> None:
    page = entry(script=False)
    for marker in page.locator(MARKERS).all():
        identifier = marker.get_attribute("id")
        target = str(marker.get_attribute("href"))
        marker.press("Enter")
        expect(page).to_have_url(f"{page.url.partition('#')[0]}{target}")
        note = page.locator("li", has=page.locator(target)).or_(page.locator(f"li{target}"))
        expect(note).to_be_in_viewport()
        backs = note.locator("[role=doc-backlink]").all()
        marked = [back.get_attribute("href") for back in backs if is_coloured(back)]
        assert marked == [f"#{identifier}"]
        note.locator(f"[href='#{identifier}']").press("Enter")
        expect(page.locator(":target")).to_have_attribute("id", str(identifier))
        expect(page.locator(":target")).to_be_in_viewport()


def test_what_is_copied_is_the_text_without_its_marks(entry: Opened) -> None:
    page = entry(permissions=["clipboard-read", "clipboard-write"])
    whole = "Trotsky was born in Yanovka. He wrote a history. He was murdered in Coyoacán."
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(".text p"));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    assert page.evaluate("getSelection().toString()") == whole
    page.keyboard.press("ControlOrMeta+c")
    assert page.evaluate("navigator.clipboard.readText()") == whole
    html = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return (await item.getType("text/html")).text();
        }"""
    )
    assert "noteref" not in html
    assert "Yanovka" in html


def test_markers_and_ways_back_are_large_enough_to_press(entry: Opened) -> None:
    for width in (1300, 360):
        page = entry(viewport={"width": width, "height": 800})
        for target in page.locator(f"{MARKERS}, [role=doc-backlink], .footnotes summary").all():
            box = target.bounding_box()
            assert box, target
            assert min(box["width"], box["height"]) >= 24, target


@pytest.mark.portion(2)
@pytest.mark.parametrize("width", [1300, 360])
def test_axe_finds_nothing_at_an_open_note(entry: Opened, width: int) -> None:
    page = entry(bypass_csp=True, viewport={"width": width, "height": 800})
    rules = {"target-size": {"enabled": True}}
    assert barriers(page, [PATH], rules) == []
    page.locator("#fnref-2").click()
    page.locator(".footnotes summary").first.evaluate("summary => summary.click()")
    assert barriers(page, [""], rules) == []


def stops(page: Page) -> int:
    """How often the keyboard stops between the page's beginning and its end."""
    return int(
        page.evaluate(
            """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
              .filter((element) => element.tabIndex >= 0 && element.checkVisibility()).length"""
        )
    )


def test_a_page_of_sixty_notes_has_at_most_120_stops_of_the_keyboard(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    text = " ".join(f"Claim {n}.[@service-trotsky-2009, p. {n}]" for n in range(1, 61))
    published(source(), people)
    published(article("Sixty", text=text), people)
    page = opened()
    page.goto("/article/sixty/")
    assert page.locator(MARKERS).count() == 60
    assert stops(page) <= 120
    with_script = stops(page)
    page.locator("#fnref-7").press("Enter")
    page.locator(".note-box .to-list").press("Enter")
    expect(page.locator("#fn-7 summary")).not_to_have_attribute("tabindex", "-1")
    assert stops(page) == with_script + 2
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#fnref-7"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li').id") == "fn-7"
    without = opened(script=False)
    without.goto("/article/sixty/")
    # Two a note; script adds a few stops of its own.
    assert stops(without) > with_script + 100
