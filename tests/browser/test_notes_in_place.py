"""A note in its box at the marker that calls it: by click, key and tap, with a way back to where one was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from factories import Cast, article, published, source
from noted_page import COUNT, MARKERS, PATH, is_coloured, publish
from playwright.sync_api import Locator, Page, expect
from screens import Opened, listen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOX = ".note-box:popover-open"


@pytest.fixture
def watched(opened: Opened, people: Cast, live_server: Any) -> Iterator[Opened]:
    """Pages of the entry whose consoles stay silent."""
    publish(people)
    reports: list[str] = []

    def entry(**options: Any) -> Page:
        page = listen(opened(**{"reduced_motion": "reduce", **options}), reports)
        page.goto(PATH)
        return page

    yield entry
    assert not reports, "\n".join(reports)


def scrolled(page: Page) -> tuple[int, int]:
    return tuple(page.evaluate("[scrollX, scrollY]"))


def comes_and_goes(
    page: Page, press: Callable[[Locator], None], again: Callable[[Locator], None]
) -> None:
    """Every marker of the page opens its note without moving the page, and closes it in three ways."""
    closers = [
        again,
        lambda marker: page.keyboard.press("Escape"),
        lambda marker: page.locator(f"{BOX} .close").click(),
    ]
    markers = page.locator(MARKERS).all()
    assert len(markers) == COUNT
    for number, marker in enumerate(markers):
        marker.scroll_into_view_if_needed()
        before = scrolled(page)
        name = marker.get_attribute("aria-label")
        press(marker)
        box = page.locator(BOX)
        expect(box).to_have_attribute("aria-label", str(name))
        expect(marker).to_have_attribute("aria-expanded", "true")
        expect(box).to_be_focused()
        expect(box).to_be_in_viewport(ratio=1)
        assert scrolled(page) == before, name
        closers[number % len(closers)](marker)
        expect(page.locator(".note-box")).to_have_count(0)
        expect(marker).to_have_attribute("aria-expanded", "false")
        expect(marker).to_be_focused()
        assert scrolled(page) == before, name
    assert page.url.endswith(PATH)


def test_every_marker_opens_and_closes_its_note_by_click(watched: Opened) -> None:
    page = watched()
    comes_and_goes(page, lambda marker: marker.click(), lambda marker: marker.click())


def test_every_marker_opens_and_closes_its_note_by_key(watched: Opened) -> None:
    page = watched()
    comes_and_goes(
        page, lambda marker: marker.press("Enter"), lambda marker: page.keyboard.press("Enter")
    )


def test_every_marker_opens_and_closes_its_note_by_tap_on_a_small_telephone(
    watched: Opened,
) -> None:
    page = watched(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 568})
    comes_and_goes(page, lambda marker: marker.tap(), lambda marker: marker.tap())


def test_a_box_says_how_the_use_stands_and_leads_to_its_source_its_claim_and_the_list(
    watched: Opened,
) -> None:
    page = watched()
    page.locator("#fnref-1-b").click()
    box = page.locator(BOX)
    said = box.locator(".note-said > *")
    expect(said.nth(0)).to_contain_text("checked: the source supports this, by a moderator")
    expect(said.nth(0)).not_to_contain_text("Each of")
    expect(said.nth(1)).to_contain_text("Trotsky: A Biography")
    claims = [link.get_attribute("href") for link in page.locator("#fn-1 .to-claim").all()]
    expect(box.locator(".to-claim")).to_have_attribute("href", str(claims[1]))
    expect(box.locator(".to-source")).to_have_attribute(
        "href", re.compile(r"/source/service-trotsky-2009/(?:index\.html)?$")
    )
    box.locator(".to-list").click()
    expect(page.locator(".note-box")).to_have_count(0)
    expect(page.locator("#fn-1-b")).to_be_in_viewport()
    assert is_coloured(page.locator("#fn-1-b"))
    assert not is_coloured(page.locator("#fn-1 [href='#fnref-1']"))


def test_the_words_that_a_note_is_there_for_are_marked_while_it_is_open(watched: Opened) -> None:
    page = watched()
    for marker, words in (
        ("#fnref-2", "He wrote a history"),
        ("#neededref-1", "in Coyoacán."),
        (".facts a[role=doc-noteref]", "7 November 1879"),
    ):
        page.locator(marker).click()
        expect(page.locator(".is-marked")).to_contain_text(words)
        page.keyboard.press("Escape")
        expect(page.locator(".is-marked")).to_have_count(0)
    # Words with an element among them are parted.
    page.locator("#fnref-1").click()
    assert "".join(page.locator(".is-marked").all_inner_texts()) == "Trotsky was born in Yanovka."


def test_a_note_within_a_note_opens_in_its_turn_and_each_key_takes_one_back(
    watched: Opened,
) -> None:
    page = watched()
    page.locator("#noteref-a").click()
    outer = page.locator(BOX).first
    expect(outer).to_contain_text("In the government of Kherson.")
    inner_marker = outer.locator(MARKERS).last
    inner_marker.press("Enter")
    expect(page.locator(BOX)).to_have_count(2)
    expect(page.locator(BOX).last).to_contain_text("Trotsky: A Biography")
    expect(outer.locator(".is-marked")).to_have_text("The house is gone.")
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_count(1)
    expect(inner_marker).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_count(0)
    expect(page.locator("#noteref-a")).to_be_focused()


def test_the_keyboard_leaves_a_box_at_its_ends_and_goes_on_from_the_marker(watched: Opened) -> None:
    page = watched()
    marker = page.locator("#fnref-2")
    marker.press("Enter")
    expect(page.locator(BOX)).to_be_focused()
    stops = page.locator(f"{BOX} :is(a, button)")
    for stop in stops.all():
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".note-box")).to_have_count(0)
    expect(page.locator("#fnref-3")).to_be_focused()
    marker.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".note-box")).to_have_count(0)
    expect(marker).to_be_focused()


def test_a_press_beside_a_box_closes_it_and_another_marker_opens_its_own(watched: Opened) -> None:
    page = watched()
    page.locator("#fnref-2").click()
    page.locator("h1").click()
    expect(page.locator(".note-box")).to_have_count(0)
    expect(page.locator("#fnref-2")).to_be_focused()
    page.locator("#fnref-2").click()
    page.locator(".facts a[role=doc-noteref]").click()
    expect(page.locator(BOX)).to_have_count(1)
    expect(page.locator(BOX)).to_contain_text("9")


def test_a_mouse_that_rests_on_a_marker_sees_its_note_and_moves_into_it(watched: Opened) -> None:
    page = watched()
    marker = page.locator("#fnref-2")
    marker.hover()
    box = page.locator(BOX)
    expect(box).to_contain_text("a history")
    expect(box).not_to_be_focused()
    box.locator(".note-said").hover()
    page.wait_for_timeout(500)
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    page.locator("h1").hover()
    marker.hover()
    expect(box).to_be_visible()
    marker.click()
    expect(box).to_be_focused()
    expect(box).to_have_count(1)


def test_a_marker_pressed_with_a_modifier_is_a_link(watched: Opened) -> None:
    page = watched()
    with page.context.expect_page() as opened_page:
        page.locator("#fnref-2").click(modifiers=["ControlOrMeta"])
    opened_page.value.wait_for_url("**#fn-2")
    expect(page.locator("#fnref-2")).to_have_attribute("aria-expanded", "false")


def test_a_box_stays_within_a_narrow_window_in_both_directions(watched: Opened) -> None:
    # 1,280 × 1,024 at 400 %.
    page = watched(viewport={"width": 320, "height": 256})
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => (document.documentElement.dir = direction)", direction)
        for marker in page.locator(MARKERS).all():
            marker.scroll_into_view_if_needed()
            marker.press("Enter")
            box = page.locator(BOX).bounding_box()
            assert box
            assert 0 <= box["x"] <= 320 - box["width"]
            page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("width", "height"), [(1300, 800), (360, 740)])
def test_a_box_leaves_the_words_in_sight_that_it_is_about(
    opened: Opened, people: Cast, live_server: Any, width: int, height: int
) -> None:
    published(source(), people)
    claim = "It went on" + " and on" * 40
    filling = "\n\n".join(["So it was" + " and was" * 200 + " [@?]."] * 2)
    text = f"{filling}\n\n{claim}.[@service-trotsky-2009, p. 1]\n\n{filling}"
    published(article("Long", text=text), people)
    page = opened(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.goto("/article/long/")
    marker = page.locator("#fnref-1")
    for place in ("center", "end"):
        marker.evaluate(f"marker => marker.scrollIntoView({{block: '{place}'}})")
        marker.press("Enter")
        box = page.locator(BOX).bounding_box()
        lines = page.locator(".is-marked").first.evaluate(
            "words => [...words.getClientRects()].map(({top, bottom, right}) => [top, bottom, right])"
        )
        assert box
        assert len(lines) > 2
        for top, bottom, right in lines:
            is_beside = right <= box["x"]
            is_apart = bottom <= box["y"] + 1 or top >= box["y"] + box["height"] - 1
            assert is_beside or is_apart, place
        page.keyboard.press("Escape")
