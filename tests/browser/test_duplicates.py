"""Two records of one work: found from the source's page, compared and merged by keyboard; with script and without."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.contrib.sessions.models import Session
from factories import PASSWORD, Cast, article, biography, drafted, published, source
from playwright.sync_api import expect
from screens import Opened, barriers, enter, overflowing

from editorial.models import Manuscript, Merge, Revision
from encyclopedia.core.documents import DocumentFact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OLD, NEW = "service-2009", "service-trotsky-2009"


@pytest.fixture
def pair(people: Cast) -> tuple[Manuscript, Manuscript]:
    more = source(OLD, title="Another title")
    more = replace(more, record=more.record | {"ISBN": "9780198526636", "publisher": "Other"})
    one, into = published(more, people), published(source(NEW), people)
    drafted(article(text=f"Words.[@{OLD}]"), people)
    return one, into


def test_a_pair_is_merged_by_keyboard(opened: Opened, people: Cast, pair: list[Manuscript]) -> None:
    page = opened()
    enter(page, "edna", f"/admin/manuscript/{pair[0].pk}/")
    page.get_by_role("link", name=NEW).press("Enter")
    expect(page.locator("h1")).to_have_text("Are these one work?")
    page.get_by_label("add it here if this one is kept: ISBN").press("Space")
    page.get_by_label(f"Keep {NEW}").press("Space")
    page.get_by_role("button", name="Merge the two").press("Enter")
    expect(page.locator(".messagelist")).to_contain_text(f"“{OLD}” is merged into “{NEW}”")
    assert Merge.objects.get().into_id == pair[1].pk
    assert "ISBN" in Revision.objects.get(manuscript=pair[1], number=2).document
    reader = opened(script=False)
    reader.goto(f"/source/{OLD}/")
    expect(reader.locator(".banner")).to_contain_text("This record has been merged")
    assert barriers(page, [f"/source/{OLD}/"]) == []


def test_one_press_sends_what_a_session_that_ended_held_back(
    opened: Opened, people: Cast, pair: list[Manuscript]
) -> None:
    page = opened()
    enter(page, "edna", f"/admin/duplicates/{pair[0].pk}/{pair[1].pk}/")
    page.get_by_label(f"Keep {NEW}").check()
    page.get_by_label("Why are they one?").fill("One book.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Merge the two").click()
    expect(page.locator("h1")).to_have_text("Not sent yet")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Sign in again").click()
    popup.value.fill("[name=login]", "edna")
    popup.value.fill("[name=password]", PASSWORD)
    popup.value.keyboard.press("Enter")
    expect(popup.value.locator("h1")).to_have_text("You are signed in again")
    page.get_by_role("button", name="Send it").click()
    expect(page.locator(".messagelist")).to_contain_text(f"“{OLD}” is merged into “{NEW}”")
    assert Merge.objects.get().reason == "One book."


def test_the_other_source_is_looked_up_by_a_part_of_its_title(
    opened: Opened, people: Cast, pair: list[Manuscript]
) -> None:
    page = opened()
    enter(page, "edna", f"/admin/manuscript/{pair[1].pk}/merge/")
    page.get_by_role("combobox").press_sequentially("another")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Are these one work?")


def test_the_pages_have_no_barriers_and_none_scrolls_sideways(
    opened: Opened, people: Cast, pair: list[Manuscript]
) -> None:
    paths = [
        "/admin/duplicates/",
        f"/admin/duplicates/{pair[0].pk}/{pair[1].pk}/",
        f"/admin/manuscript/{pair[0].pk}/merge/",
        f"/admin/manuscript/{pair[0].pk}/",
    ]
    page = opened(viewport={"width": 360, "height": 760})
    enter(page, "edna", "/admin/duplicates/")
    assert overflowing(page, paths) == []
    assert barriers(page, paths) == []


def test_two_works_are_marked_as_different_without_script(
    opened: Opened, people: Cast, pair: list[Manuscript]
) -> None:
    page = opened(script=False)
    enter(page, "edna", f"/admin/duplicates/{pair[0].pk}/{pair[1].pk}/")
    page.get_by_text("They are different works").click()
    page.get_by_label("How do they differ?").fill("Two printings.")
    page.get_by_role("button", name="Mark as different works").click()
    expect(page.locator(".messagelist")).to_contain_text(
        "are different; they are not proposed again"
    )


def test_two_persons_become_one_by_keyboard(opened: Opened, people: Cast) -> None:
    kept = drafted(biography("Lev Trotsky"), people)
    other = replace(
        biography("Lev Trotskiy"), facts=(*biography().facts, DocumentFact("occupation", "writer"))
    )
    gone = drafted(other, people)
    page = opened()
    enter(page, "edna", f"/admin/manuscript/{gone.pk}/")
    page.get_by_role("link", name="lev-trotsky", exact=True).press("Enter")
    expect(page.locator("h1")).to_have_text("Are these one and the same?")
    expect(page.get_by_label("add it here if this one is kept: Occupation")).to_be_checked()
    page.get_by_label("Keep lev-trotsky").press("Space")
    page.get_by_role("button", name="Merge the two").press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("“lev-trotskiy” is merged into")
    saved = Revision.objects.get(manuscript=kept, number=2).read()
    assert saved.aliases == ("Lev Trotskiy",)
    assert saved.facts[-1] == DocumentFact("occupation", "writer")
    third = drafted(replace(other, id=str(uuid.uuid4()), slug="l-t", text="Words. " * 99), people)
    page.set_viewport_size({"width": 360, "height": 760})
    addresses = [f"/admin/duplicates/{kept.pk}/{third.pk}/", f"/admin/manuscript/{third.pk}/merge/"]
    assert overflowing(page, addresses) == []
    assert barriers(page, addresses) == []
