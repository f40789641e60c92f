"""What a reader's page looks like: no jump, no barrier, no page that scrolls sideways, and paper as from a journal."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any

import pytest
from factories import Cast, article, biography, published, source
from playwright.sync_api import Page, Route
from portions import Portion
from pypdf import PdfReader
from screens import Opened, barriers, overflowing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "\n\n".join(
    [
        'It began in 1905 [@service-trotsky-2009, p. 12, "in the year 1905"]. It ended.',
        *(
            f"## Part {n}\n\n"
            + "Here the story of Škoda goes on in *words* that a line can break between. " * 20
            for n in range(6)
        ),
    ]
)
# WCAG 2.2, 1.4.12
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em"
    " !important } p { margin-block-end: 2em !important }"
)
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 400);
})"""


@pytest.fixture
def paths(people: Cast, live_server: Any) -> list[str]:
    """A page of each kind."""
    published(source(), people)
    read = published(article("Trotskyism", text=TEXT), people)
    published(biography(), people)
    entry = f"/{read.path}/"
    return [
        "/",
        entry,
        f"{entry}@1/",
        f"{entry}history/",
        "/person/leon-trotsky/",
        "/source/service-trotsky-2009/",
        "/source/service-trotsky-2009/cited/",
        "/browse/",
        "/browse/source/",
        "/tags/",
        "/search/?q=trotskyism",
        "/search/?q=nothing",
        "/corrections/",
        "/wanted/",
        "/about/",
    ]


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_at_any_width(
    opened: Opened, paths: list[str], width: int, portion: Portion
) -> None:
    page = opened(viewport={"width": width, "height": 800}, bypass_csp=True)
    # At each width other pages.
    faults = barriers(page, portion(paths if width > 1000 else paths[::-1], 5))
    assert not faults, "\n".join(faults)


def test_no_page_scrolls_sideways_at_320_pixels(opened: Opened, paths: list[str]) -> None:
    page = opened(viewport={"width": 320, "height": 640})
    faults = overflowing(page, paths)
    assert not faults, "\n".join(faults)


def test_text_may_be_spaced_out_at_320_pixels(opened: Opened, paths: list[str]) -> None:
    page = opened(viewport={"width": 320, "height": 640}, bypass_csp=True)
    for path in paths:
        page.goto(path)
        page.add_style_tag(content=SPACED)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("delay", [0, 1.0])
def test_nothing_moves_while_fonts_arrive(opened: Opened, paths: list[str], delay: float) -> None:
    page = opened(viewport={"width": 1440, "height": 900})

    def late(route: Route) -> None:
        time.sleep(delay)
        route.continue_()

    page.route("**/*.woff2", late)
    for path in paths[:3]:
        page.goto(path)
        assert page.evaluate(SHIFTS) == 0, path


def test_a_page_asks_for_the_fonts_of_its_scripts_alone(
    opened: Opened, paths: list[str], people: Cast
) -> None:
    other = article("Lenin", text="Ленин and ὁ λόγος, in 1917.[@service-trotsky-2009, p. 12]")
    published(other, people)
    latin = ["sans-latin", "serif-italic-latin", "serif-latin"]
    for path, fonts in (
        (paths[1], latin),
        ("/article/lenin/", sorted([*latin, "serif-cyrillic", "serif-greek"])),
    ):
        page = opened()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        names = (url.rpartition("/")[2].partition(".")[0] for url in asked if ".woff2" in url)
        assert sorted(names) == fonts


def test_a_line_has_65_to_72_letters(opened: Opened, paths: list[str]) -> None:
    for width in (1024, 1440, 2560):
        page = opened(viewport={"width": width, "height": 900})
        page.goto(paths[1])
        page.evaluate("document.fonts.ready")
        lines = page.evaluate(
            """() => {
              const walker = document.createTreeWalker(
                document.querySelector(".text:not(.lead) > p"), NodeFilter.SHOW_TEXT);
              const lines = new Map();
              while (walker.nextNode()) {
                for (let at = 0; at < walker.currentNode.length; at++) {
                  const range = document.createRange();
                  range.setStart(walker.currentNode, at);
                  range.setEnd(walker.currentNode, at + 1);
                  const line = Math.round(range.getBoundingClientRect().bottom / 12);
                  lines.set(line, (lines.get(line) ?? 0) + 1);
                }
              }
              return [...lines.values()].slice(0, -1);
            }"""
        )
        assert len(lines) > 10
        assert 65 <= sum(lines) / len(lines) <= 72, width


def printed(page: Page, path: str) -> list[str]:
    """The words of each page of paper, in one line."""
    page.goto(path)
    page.evaluate("document.fonts.ready")
    reader = PdfReader(BytesIO(page.pdf(format="A4")))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


@pytest.fixture
def page(opened: Opened, paths: list[str]) -> Page:
    return opened()


def test_paper_names_the_encyclopedia_the_edition_and_its_address_first(
    page: Page, live_server: Any
) -> None:
    for path in ("/article/trotskyism/", "/source/service-trotsky-2009/"):
        first, *others = printed(page, path)
        head = first[:500]
        assert head.index("Stet") < head.index("Edition 1, published")
        assert f"{path}@1/" in head
        for number, words in enumerate((first, *others), start=1):
            assert f"{number} / {1 + len(others)}" in words


def test_paper_has_no_empty_page_and_no_way_to_click(page: Page) -> None:
    for path in ("/article/trotskyism/", "/person/leon-trotsky/"):
        sheets = printed(page, path)
        assert min(map(len, sheets)) > 80, path
        for words in ("Subjects Sources", "history", "Editorial office", "What links here"):
            assert words not in " ".join(sheets), path


def test_an_address_is_printed_once(page: Page, people: Cast) -> None:
    record = {
        "id": "web-page",
        "type": "webpage",
        "title": "A page",
        "URL": "https://example.org/page",
    }
    published(source("web-page", title="A page", record=record), people)
    words = " ".join(printed(page, "/source/web-page/"))
    # In the record's line and as its field, nowhere a second time behind itself.
    assert "<https" not in words.replace(" ", "")
