"""One's own profile, and a credited author who completes from it, by keyboard."""

from __future__ import annotations

import pytest
from factories import Cast, person
from playwright.sync_api import expect
from screens import Opened, barriers, enter, overflowing

from editorial.models import Profile

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROFILE = "/admin/profile/"
PAGES = [PROFILE, "/admin/profile/address/", "/admin/profile/address/x/"]


def test_a_credited_author_completes_from_a_profile(opened: Opened, people: Cast) -> None:
    ines = person("ines", "Editors", first_name="Ines", last_name="Meer")
    Profile.objects.create(account=ines, orcid="0000-0002-1825-0097", affiliation="A College")
    page = opened()
    enter(page, "edna", "/admin/editorial/articlemanuscript/add/")
    name = page.locator("#id_authors-0-name")
    expect(name).to_have_value("Edna Editor")
    page.get_by_text("Credited authors Edna Editor").click()
    name.fill("")
    name.press_sequentially("ines")
    expect(page.locator(".choices-list li")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(name).to_have_value("Ines Meer")
    expect(page.locator("#id_authors-0-orcid")).to_have_value("0000-0002-1825-0097")
    expect(page.locator("#id_authors-0-affiliation")).to_have_value("A College")


def test_the_pages_have_no_barriers_and_none_scrolls_sideways(opened: Opened, people: Cast) -> None:
    page = opened(viewport={"width": 360, "height": 760})
    enter(page, "edna", PROFILE)
    assert overflowing(page, PAGES) == []
    assert barriers(page, PAGES) == []
