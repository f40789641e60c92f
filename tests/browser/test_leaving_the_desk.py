"""The desk is left and opened again: no verdict is lost, counted twice or shown too late, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, article, make_cast, published, source, submitted
from playwright.sync_api import expect
from screens import Opened, all_recorded, begin, eventually

from editorial.models import Check, DraftCitation, Hold, Manuscript

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EIGHT = " ".join(f"Event {n} came to pass.[@service-trotsky-2009, p. {n}]" for n in range(1, 9))


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def manuscript(people: Cast) -> Manuscript:
    published(source(), people)
    return submitted(article(text=EIGHT), people)


def test_leaving_the_page_loses_no_verdict(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    expect(page.locator(".card h1")).to_contain_text("Footnote 1 ")
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    page.goto("/admin/")
    assert eventually(Check.objects.exists)


def test_a_page_that_is_opened_from_the_card_knows_the_verdict(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    page.locator("[data-desk=entry]").click()
    expect(page.locator("h1")).to_have_text(manuscript.title)
    expect(page.locator("#desk-count")).to_have_text("1 of 8 checked")


def test_a_verdict_that_could_not_be_sent_is_sent_by_the_next_page(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    page.route("**/check/**", lambda route: route.abort())
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    expect(page.locator("#desk-errors")).to_contain_text("kept here", timeout=8000)
    assert not Check.objects.exists()
    page.unroute("**/check/**")
    page.reload()
    expect(page.locator("#desk-count")).to_have_text("1 of 8 checked")
    expect(page.locator("#desk-undo")).to_be_hidden()
    page.goto(f"/admin/desk/{manuscript.pk}/")
    expect(page.locator("#desk-count")).to_have_text("1 of 8 checked")
    assert Check.objects.count() == 1


@pytest.mark.parametrize("heard", [True, False], ids=["heard", "unheard"])
def test_a_page_made_before_the_verdict_was_recorded_shows_it_all_the_same(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any, heard: bool
) -> None:
    page = begin(opened(), manuscript)
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    made_before = page.request.get(page.url).text()
    assert "0 of 8 checked" in made_before
    if heard:
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        all_recorded(page)
    page.route(page.url, lambda route: route.fulfill(body=made_before, content_type="text/html"))
    page.reload()
    expect(page.locator("#desk-count")).to_have_text("1 of 8 checked")
    expect(page.locator("#desk-errors li")).to_have_count(0)
    assert Check.objects.count() == 1


def test_leaving_releases_the_citation_that_was_fetched_but_not_shown(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    assert eventually(lambda: Hold.objects.in_force().count() == 2)
    page.wait_for_load_state("networkidle")
    page.goto("/admin/")
    assert eventually(lambda: Hold.objects.in_force().count() == 1)
    held = DraftCitation.objects.get(digest=Hold.objects.get().digest)
    assert held.number == 1


def test_what_is_typed_at_a_card_is_there_again_when_the_page_is_loaded_anew(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    page.fill("textarea[name=note]", "Not on this page.")
    page.fill("input[name=public_note]", "It is on the next.")
    page.reload()
    expect(page.locator("textarea[name=note]")).to_have_value("Not on this page.")
    expect(page.locator("input[name=public_note]")).to_have_value("It is on the next.")
    page.locator("button[value=does_not_support]").click()
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    assert eventually(lambda: Check.objects.filter(note="Not on this page.").exists())
    expect(page.locator("textarea[name=note]")).to_have_value("")


def test_a_form_of_another_kind_waits_for_the_verdict_too(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    happened: list[str] = []
    page.on("response", lambda answer: happened.append(f"answered {answer.url}"))
    with page.expect_request(lambda sent: "/release/" in sent.url) as leaving:
        page.get_by_role("button", name="Release it").click()
    assert leaving.value.method == "POST"
    # What the next page shows was recorded before it was asked for.
    assert [what for what in happened if what.startswith("answered") and "/check/" in what]
