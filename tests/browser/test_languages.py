"""Pages in Arabic and German, and the office in Russian, as they are seen: their side, no barrier, nothing too wide."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from factories import Cast, article, published, source
from playwright.sync_api import expect
from screens import Opened, barriers, enter, overflowing

from editorial import actions
from editorial.models import Profile
from encyclopedia.serving import page_frame

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARABIC = article(
    "الثورة الدائمة",
    'بدأت في عام 1905 [@service-trotsky-2009, p. 12, "in the year 1905"]. ثم انتهت.\n\n## التاريخ\n\nلم تنته.',
    language="ar",
    slug="althawra",
    summary="نظرية في الثورة.",
)
GERMAN = article("Umsturz", "Er begann.[@service-trotsky-2009, p. 12]", language="de")


@pytest.fixture
def joined(people: Cast, live_server: Any) -> None:
    page_frame.forget()
    for document in (source(), ARABIC, GERMAN):
        published(document, people)
    actions.join_translation(
        manuscript=UUID(GERMAN.id), original=UUID(ARABIC.id), by=people.approver
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_an_arabic_entry_is_right_to_left_without_barriers(
    opened: Opened, joined: None, width: int
) -> None:
    page = opened(viewport={"width": width, "height": 800})
    address = "/article/althawra/"
    paths = [address, f"{address}history/", f"{address}@1/"]
    assert [*overflowing(page, paths), *barriers(page, paths)] == []
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    sides = page.evaluate(
        """() => [...document.querySelectorAll("main h1, main p, main h2, main li")]
            .filter((one) => one.checkVisibility() && !one.closest("[dir=ltr], [lang=en]"))
            .filter((one) => getComputedStyle(one).direction !== "rtl").map((one) => one.outerHTML)"""
    )
    assert sides == []
    # The title begins where the text does: at the right.
    right = page.evaluate(
        """(begins) => {
            const text = [...document.querySelectorAll("main p")].find((one) => one.textContent.startsWith(begins));
            return [document.querySelector("main h1"), text].map((one) => {
                const range = document.createRange();
                range.selectNodeContents(one);
                return Math.round(Math.max(...[...range.getClientRects()].map((line) => line.right)));
            });
        }""",
        "بدأت",
    )
    assert abs(right[0] - right[1]) <= 2


def test_one_goes_from_a_translation_to_the_other_entry_by_its_name(
    opened: Opened, joined: None
) -> None:
    page = opened()
    page.goto("/article/umsturz/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.get_by_role("link", name="العربيّة").click()
    expect(page.locator("h1")).to_have_text(ARABIC.title)


def test_the_office_in_russian_has_no_barrier(opened: Opened, people: Cast, joined: None) -> None:
    Profile.objects.create(account=people.approver, office_language="ru")
    page = opened()
    enter(page, people.approver.username)
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    assert barriers(page, ["/admin/", "/admin/work/", "/admin/profile/"]) == []


@pytest.mark.parametrize("language", ["de", "es", "fr", "ru"])
def test_longer_words_leave_the_account_its_place_on_a_phone(
    opened: Opened, people: Cast, joined: None, language: str
) -> None:
    Profile.objects.create(account=people.approver, office_language=language)
    page = opened(viewport={"width": 360, "height": 740})
    enter(page, people.approver.username)
    box = page.locator("details.account > summary").bounding_box()
    assert box
    assert box["width"] > 40
    assert overflowing(page, ["/admin/"]) == []
