"""Where a note opens on a wide screen, and the ways from the top of a page to the notes of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from factories import Cast, biography, published, source
from noted_page import PATH, publish
from playwright.sync_api import Page, expect
from screens import Opened, listen

from encyclopedia.core.citations import Reference, Use
from encyclopedia.core.documents import DocumentFact
from encyclopedia.core.standing import CitationStanding
from encyclopedia.models import Citation
from encyclopedia.projection.standings import set_standings

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


def test_on_a_wide_screen_a_note_stands_beside_the_text_and_over_no_facts(
    watched: Opened,
) -> None:
    page = watched(viewport={"width": 1440, "height": 900})
    text = page.locator(".text.lead").bounding_box()
    facts = page.locator(".facts").bounding_box()
    assert text
    assert facts
    marker = page.locator("#fnref-1-c")
    marker.evaluate("marker => marker.scrollIntoView({block: 'center'})")
    for act in (marker.hover, marker.click):
        act()
        box = page.locator(BOX).bounding_box()
        assert box
        assert box["x"] > text["x"] + text["width"]
        assert box["x"] + box["width"] <= 1440
    page.keyboard.press("Escape")
    # Where facts stand there is no room.
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("document.querySelector('.facts').style.minBlockSize = '150vh'")
    page.locator("#fnref-2").click()
    box = page.locator(BOX).bounding_box()
    assert box
    assert box["x"] < text["x"] + text["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


@pytest.mark.parametrize("width", [360, 1300])
def test_the_line_under_the_title_opens_the_first_note_of_a_kind_and_that_the_next(
    watched: Opened, width: int
) -> None:
    page = watched(viewport={"width": width, "height": 740})
    page.get_by_role("link", name="citations needed").press("Enter")
    box = page.locator(BOX)
    expect(box).to_have_attribute("aria-label", "Citation needed 1")
    expect(box).to_be_focused()
    expect(page.locator("#neededref-1")).to_be_in_viewport()
    for at in (2, 3, 4, 1):
        page.get_by_role("link", name="next one like this").press("Enter")
        expect(box).to_have_count(1)
        expect(box).to_have_attribute("aria-label", f"Citation needed {at}")
        expect(box).to_be_focused()
        expect(box).to_be_in_viewport(ratio=1)
        expect(page.locator(f"#neededref-{at}")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#neededref-1")).to_be_focused()
    page.locator("#fnref-1").click()
    expect(page.locator(f"{BOX} .to-next")).to_have_count(0)


def test_in_a_low_window_the_note_lies_not_over_its_marker(watched: Opened) -> None:
    page = watched(viewport={"width": 320, "height": 256})
    page.get_by_role("link", name="citations needed").press("Enter")
    expect(page.locator(BOX)).to_be_in_viewport(ratio=1)
    box = page.locator(BOX).bounding_box()
    number = page.locator("#neededref-1").bounding_box()
    assert box
    assert number
    assert box["y"] >= number["y"] + number["height"]


def test_the_line_under_the_title_leads_to_a_marker_in_a_fact_that_is_folded_away(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    published(source(), people)
    uncited = [DocumentFact("event", name, date="1917") for name in "abcd"]
    cited = DocumentFact("event", "e", citations=(Reference("service-trotsky-2009"),))
    published(biography(text="He lived.", facts=(*uncited, cited)), people)
    citation = Citation.objects.get()
    partly = CitationStanding("partly", timezone.now(), "moderator")
    with transaction.atomic():
        set_standings({Use(citation.digest, citation.context): partly})
    page = opened(viewport={"width": 1300, "height": 740}, reduced_motion="reduce")
    page.goto(PATH)
    marker = page.locator("#fnref-1")
    expect(marker).to_be_hidden()
    page.get_by_role("link", name="supported in part").click()
    expect(marker).to_be_in_viewport()
    expect(page.locator(BOX)).to_be_focused()
