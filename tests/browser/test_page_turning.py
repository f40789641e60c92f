"""The page of the copy kept here, beside the claim: keys turn it, and links do without script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factories import Cast, article, make_cast, published, source, submitted
from playwright.sync_api import expect
from screens import Opened, enter

from editorial.actions.attach import attach_file
from editorial.models import Manuscript

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PDF = Path(__file__).parents[1] / "evidence" / "data" / "passage.pdf"


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def manuscript(people: Cast) -> Manuscript:
    book = published(source(), people)
    attach_file(
        source=book.pk, data=PDF.read_bytes(), title="Scan", origin="Shelf 4", by=people.moderator
    )
    words = "founded in the winter of 1904 by compositors"
    text = f'It began.[@service-trotsky-2009, p. 41, "{words}"]'
    return submitted(article(text=text), people)


def test_keys_turn_the_page(opened: Opened, manuscript: Manuscript, live_server: Any) -> None:
    page = opened()
    enter(page, "mona", f"/admin/desk/{manuscript.pk}/")
    page.get_by_role("button", name="Check the next citation").press("Enter")
    picture = page.locator("figure.page-picture img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    page.keyboard.press("b")
    expect(page.locator("[data-shown]")).to_have_text("1")
    page.keyboard.press("f")
    expect(page.locator("[data-shown]")).to_have_text("2")
    assert picture.evaluate("image => image.decode().then(() => image.src)").endswith(
        "/page/2/picture/"
    )
    expect(page.get_by_role("link", name="Page after")).to_be_hidden()
    page.get_by_role("link", name="Page before").click()
    expect(page.locator("[data-shown]")).to_have_text("1")
    expect(page.locator(".card h1")).to_contain_text("Footnote 1 ")


def test_without_script_a_link_leads_to_the_page_after(
    opened: Opened, manuscript: Manuscript, live_server: Any
) -> None:
    page = opened(script=False)
    enter(page, "mona", f"/admin/desk/{manuscript.pk}/")
    page.get_by_role("button", name="Check the next citation").click()
    page.get_by_role("link", name="Page after").click()
    expect(page.locator(".page-picture img")).to_be_visible()
    expect(page.locator("strong", has_text="Page 42")).to_be_visible()
