"""Timelines and pictures in a browser: drawn, without a barrier, nothing wider than the screen, nothing on another."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from factories import Cast, biography, organisation, published, source
from PIL import Image
from playwright.sync_api import Page, expect
from screens import Opened, barriers, listen, overflowing

from editorial.storage import picture_files
from encyclopedia.core.documents import DocumentFact, DocumentPicture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PERSON, PARTY = "/person/leon-trotsky/", "/organisation/fourth-international/"
PATHS = (PERSON, PARTY, f"{PARTY}members/", "/timeline/")
FACTS = (
    DocumentFact("born", date="1879-11-07", place="Yanovka"),
    DocumentFact("affiliation", date="1938/..", target="Fourth International"),
    DocumentFact("event", value="A speech with a very long description of it", date="1917~"),
    DocumentFact("occupation", value="Writer", date="/1940"),
    DocumentFact("event", value="Somewhere in the century", date="19XX"),
    DocumentFact("died", date="1940-08-21", place="Coyoacán"),
)


@pytest.fixture
def entries(people: Cast) -> None:
    published(source(), people)
    published(organisation(), people)
    out = io.BytesIO()
    Image.new("RGB", (1200, 1500), "teal").save(out, "JPEG")
    upload = picture_files.store(io.BytesIO(out.getvalue()), by=people.editor)
    portrait = DocumentPicture("p", upload.digest, "A man", "At work", "A. Painter", "CC BY 4.0")
    published(biography(facts=FACTS, pictures=(portrait,)), people)


@pytest.fixture
def page(opened: Opened, entries: None) -> Iterator[Page]:
    reports: list[str] = []
    yield listen(opened(viewport={"width": 1440, "height": 900}), reports)
    assert reports == []


def test_no_page_has_a_barrier_or_is_wider_than_the_screen(page: Page) -> None:
    assert barriers(page, PATHS) == []
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflowing(page, PATHS) == []


def test_labels_stand_apart_and_every_lane_is_in_line_with_them(page: Page) -> None:
    for path in (PERSON, "/timeline/"):
        page.goto(path)
        labels: list[Any] = page.locator(".axis text").evaluate_all(
            "texts => texts.map(t => t.getBoundingClientRect().toJSON())"
        )
        assert labels
        for one, other in pairwise(labels):
            assert (
                one["right"] < other["left"]
                or other["right"] < one["left"]
                or other["top"] > one["bottom"]
            )
        lanes = (
            page.locator("table.timeline")
            .first.locator("svg")
            .evaluate_all("all => all.map(svg => Math.round(svg.getBoundingClientRect().left))")
        )
        assert len(set(lanes)) == 1


def test_a_narrow_screen_has_the_table_and_paper_the_drawing_too(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(PERSON)
    row = page.locator(".in-time tbody tr").first
    expect(row.locator(".when")).to_be_visible()
    expect(row.locator("svg")).to_be_hidden()
    page.emulate_media(media="print")
    expect(row.locator("svg")).to_be_visible()


def test_the_browser_fetches_the_portrait_in_the_width_that_it_shows(page: Page) -> None:
    page.goto(PERSON)
    image = page.locator(".portrait img")
    shown = image.evaluate("image => image.decode().then(() => [image.currentSrc, image.width])")
    assert shown[0].endswith("-320.webp")
    assert shown[1] <= 320
    assert image.evaluate("image => image.width / image.height") == pytest.approx(0.8, abs=0.01)
    expect(page.locator(".portrait figcaption")).to_have_text("At work · A. Painter · CC BY 4.0")
