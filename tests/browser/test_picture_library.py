"""Choosing a picture of the library by keyboard, and its focal point by the arrow keys."""

from __future__ import annotations

import pytest
from actions.test_picture_library import described, uploaded
from factories import Cast
from playwright.sync_api import expect
from screens import Opened, enter

from editorial import actions
from editorial.models import Manuscript, PictureRecord, Revision

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_picture_is_chosen_by_keyboard(opened: Opened, people: Cast) -> None:
    row = uploaded(people)
    described(people, row)
    described(people, uploaded(people, "navy"), said=actions.PictureWords(title="A bridge"))
    page = opened()
    enter(page, "edna", "/admin/editorial/articlemanuscript/add/")
    page.get_by_label("Title", exact=True).fill("Barricades")
    page.locator("details.fold > summary", has_text="Pictures").press("Enter")
    button = page.get_by_role("button", name="Choose from the library").first
    button.press("Enter")
    expect(page.locator("#library-choices button")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#library-choices button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    button.press("Enter")
    page.keyboard.type("city")
    page.keyboard.press("Enter")
    expect(page.locator('[name="pictures-0-alt"]')).to_be_focused()
    page.keyboard.type("Carts across a street.")
    expect(page.locator('[name="pictures-0-credit"]')).to_have_value("City archive")
    expect(page.locator('[name="pictures-0-name"]')).to_have_value("a-barricade")
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).not_to_be_empty()
    expect(page.locator("[name=based_on]")).to_have_value("1")
    (picture,) = Revision.objects.get(manuscript=Manuscript.objects.get()).read().pictures
    assert (picture.digest, picture.alt) == (row.pk, "Carts across a street.")
    assert (picture.licence, picture.focus) == ("CC0", "30 40")


def test_the_focal_point_is_set_by_the_arrow_keys(opened: Opened, people: Cast) -> None:
    row = uploaded(people)
    page = opened()
    enter(page, "edna", f"/admin/pictures/{row.pk}/about/")
    point = page.get_by_role("button", name="Focal point")
    point.press("ArrowRight")
    point.press("Shift+ArrowDown")
    expect(page.locator("[name=focus_x]")).to_have_value("51")
    expect(page.locator("[name=focus_y]")).to_have_value("10")
    page.get_by_role("button", name="Record it").press("Enter")
    expect(page.locator(".records")).to_contain_text("51 10")
    assert PictureRecord.objects.get().focus == "51 10"
