"""What the office refused at the desk stays in the browser with all that was typed, until recorded or dismissed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from factories import Cast, article, make_cast, person, published, source, submitted
from playwright.sync_api import Page, expect
from screens import Opened, all_recorded, barriers, enter, overflowing

from editorial import actions
from editorial.models import Check, DraftCitation, Manuscript

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEY = "service-trotsky-2009"
TWO = f"It began in 1905.[@{KEY}, p. 1] It fell.[@{KEY}, p. 2]"
NOTE = "Only <the> year."


@pytest.fixture
def people(transactional_db: None) -> Cast:
    people = make_cast()
    published(source(), people)
    return people


@pytest.fixture
def anna(people: Cast) -> User:
    anna = person("weber", "Moderators")
    anna.first_name, anna.last_name = "Anna", "Weber"
    anna.save(update_fields=["first_name", "last_name"])
    return anna


def first_card(page: Page, manuscript: Manuscript) -> Page:
    enter(page, "mona", f"/admin/desk/{manuscript.pk}/")
    page.get_by_role("button", name="Check the next citation").press("Enter")
    expect(page.locator("#desk-keys")).to_be_visible()
    return page


def record_meanwhile(manuscript: Manuscript, by: User) -> None:
    row = DraftCitation.objects.filter(manuscript=manuscript).in_order()[0]
    actions.check(
        manuscript=manuscript.pk,
        digest=row.digest,
        verdict="does_not_support",
        note="Not there.",
        by=by,
    )


def doubt(page: Page) -> None:
    """A verdict with a note, by keyboard."""
    page.keyboard.press("2")
    page.keyboard.press("d")
    page.keyboard.type(NOTE)
    page.keyboard.press("Enter")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")


def refused(opened: Opened, people: Cast, anna: User, **options: Any) -> Page:
    manuscript = submitted(article(text=TWO), people)
    page = first_card(opened(**options), manuscript)
    record_meanwhile(manuscript, anna)
    doubt(page)
    expect(page.locator("#desk-errors")).to_contain_text("Anna Weber recorded", timeout=8000)
    expect(page.locator("#desk-errors blockquote")).to_have_text(NOTE)
    return page


def test_a_refused_verdict_is_written_back_into_its_card_and_recorded_then(
    opened: Opened, people: Cast, anna: User
) -> None:
    page = refused(opened, people, anna)
    page.reload()
    expect(page.locator("#desk-errors blockquote")).to_have_text(NOTE)
    page.get_by_role("link", name="Look at it").press("Enter")
    expect(page.locator(".checks")).to_contain_text("Anna Weber")
    expect(page.locator("textarea[name=note]")).to_have_value(NOTE)
    expect(page.locator("input[name=means][value=shelf]")).to_be_checked()
    page.locator(".card h1").focus()
    page.keyboard.press("d")
    expect(page.locator("#desk-errors li")).to_have_count(0)
    expect(page.locator("#desk-undo")).to_be_visible()
    all_recorded(page)
    assert [check.by for check in Check.objects.newest()][:2] == [people.moderator, anna]


def test_a_refused_verdict_can_be_dismissed(opened: Opened, people: Cast, anna: User) -> None:
    page = refused(opened, people, anna)
    page.get_by_role("button", name="Dismiss").press("Enter")
    expect(page.locator("#desk-errors li")).to_have_count(0)
    page.reload()
    expect(page.locator(".card")).to_be_visible()
    expect(page.locator("#desk-errors li")).to_have_count(0)


def test_narrow_pages_of_the_desk_are_in_order_also_with_a_refused_verdict(
    opened: Opened, people: Cast, anna: User
) -> None:
    page = refused(opened, people, anna, viewport={"width": 360, "height": 740})
    card, queue = page.url, "/admin/desk/"
    entry = f"/admin/desk/{Manuscript.objects.get(kind='article').pk}/"
    assert overflowing(page, [card, entry, queue]) == []
    cut = "(region) => region.scrollWidth > region.clientWidth"
    assert page.locator("#content .scroll").evaluate(cut) is False
    assert barriers(page, [card, entry, queue]) == []


def test_the_same_words_in_two_places_are_checked_one_after_the_other(
    opened: Opened, people: Cast
) -> None:
    text = f"## Confirmed\n\nIt fell.[@{KEY}, p. 1]\n\n## Refuted\n\nIt fell.[@{KEY}, p. 1]"
    manuscript = submitted(article(text=text), people)
    page = first_card(opened(), manuscript)
    page.keyboard.press("2")
    expect(page.locator(".surrounding")).to_contain_text("Confirmed")
    page.keyboard.press("s")
    expect(page.locator(".surrounding")).to_contain_text("Refuted")
    page.keyboard.press("s")
    expect(page.locator(".done")).to_be_focused()
    all_recorded(page)
    rows = DraftCitation.objects.filter(manuscript=manuscript)
    assert {check.context for check in Check.objects.all()} == {row.context for row in rows}
    assert all(row.standing == "supports" for row in rows)


def test_a_field_says_how_much_of_it_is_used_once_it_is_nearly_full(
    opened: Opened, people: Cast
) -> None:
    page = first_card(opened(), submitted(article(text=TWO), people))
    field, used = (
        page.locator("input[name=looked_at]"),
        page.locator("input[name=looked_at] ~ .used"),
    )
    field.fill("x" * 400)
    expect(used).to_have_text("")
    field.fill("x" * 499)
    expect(used).to_have_text("499 / 500")
