"""A browser that falls, a session that ends, two tabs and two people: nothing typed is lost."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from factories import PASSWORD, Cast, article, drafted, make_cast, published, source
from playwright.sync_api import Page, expect
from screens import Opened, enter

from editorial import actions
from editorial.models import Manuscript, OpenForm

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/editorial/articlemanuscript/add/"


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


def write(page: Page, title: str, words: str) -> None:
    page.fill("#id_title", title)
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    expect(page.locator("#draft-state")).to_contain_text("Kept at")


def test_what_was_typed_is_there_on_another_machine(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = opened()
    enter(page, "edna", ADD)
    write(page, "Entrism", "Words of mine.")
    page.context.close()
    OpenForm.objects.update(seen_at=OpenForm.objects.get().seen_at.replace(year=2020))
    elsewhere = opened()
    enter(elsewhere, "edna")
    elsewhere.get_by_role("link", name="Restore it").click()
    expect(elsewhere.locator(".cm-content")).to_have_text("Words of mine.")
    elsewhere.locator(".cm-content").focus()
    elsewhere.keyboard.press("Control+End")
    elsewhere.keyboard.type(" More.")
    elsewhere.keyboard.press("Control+s")
    expect(elsewhere.locator("#draft-state")).to_contain_text("Saved as revision 1")
    elsewhere.goto("/admin/")
    expect(elsewhere.locator("#queue-kept")).to_have_count(0)
    assert Manuscript.objects.get().title == "Entrism"


def test_a_page_that_is_loaded_anew_offers_its_own_words_and_two_tabs_are_two(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = opened()
    enter(page, "edna", ADD)
    second = page.context.new_page()
    second.goto(ADD)
    write(page, "First", "One.")
    write(second, "Second", "Two.")
    assert sorted(form.title for form in OpenForm.objects.kept()) == ["First", "Second"]
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    second.on("dialog", lambda dialog: dialog.accept())
    second.goto("/admin/")
    assert OpenForm.objects.kept().count() == 2
    page.goto(ADD)
    expect(page.locator(".kept-form:visible")).to_have_count(1)
    expect(page.locator(".kept-form:visible")).to_contain_text("“First”")
    page.locator(".kept-form:visible").get_by_role("link", name="Restore it").click()
    expect(page.locator(".cm-content")).to_have_text("One.")


def test_another_person_at_this_browser_is_offered_nothing(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = opened()
    enter(page, "edna", ADD)
    page.route("**/forms/keep/", lambda route: route.abort())
    page.fill("#id_title", "Mine alone")
    expect(page.locator("#draft-state")).to_contain_text("Kept in this browser")
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.clear_cookies()
    page.unroute_all()
    enter(page, "otto", ADD)
    expect(page.locator("#draft-bar")).to_be_hidden()
    page.context.clear_cookies()
    enter(page, "edna", ADD)
    page.get_by_role("button", name="Restore it").click()
    expect(page.locator("#id_title")).to_have_value("Mine alone")


def test_signing_in_again_goes_on_where_one_was(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = opened()
    enter(page, "edna", ADD)
    write(page, "Entrism", "Before.")
    Session.objects.all().delete()
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" After.")
    dialog = page.locator("#sign-in-again")
    expect(dialog).to_be_visible()
    with page.expect_popup() as popup:
        dialog.get_by_role("link", name="Sign in again").click()
    popup.value.fill("[name=login]", "edna")
    popup.value.fill("[name=password]", PASSWORD)
    popup.value.keyboard.press("Enter")
    expect(dialog).to_be_hidden(timeout=15_000)
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("Saved as revision 1")
    assert Manuscript.objects.get().revisions.get().read().text == "Before. After."


def test_two_people_at_one_text_see_each_other_and_lose_nothing(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    manuscript = drafted(article("Entrism", "One.\n\nTwo."), people)
    address = f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/"
    edna, otto = opened(), opened()
    enter(edna, "edna", address)
    enter(otto, "otto", address)
    expect(otto.locator("#company")).to_contain_text("Edna Editor has this entry open since")
    otto.locator(".cm-content").focus()
    otto.keyboard.press("Control+Home")
    otto.keyboard.type("Zero. ")
    otto.keyboard.press("Control+s")
    expect(otto.locator("#draft-state")).to_contain_text("Saved as revision 2")
    edna.locator(".cm-content").focus()
    edna.keyboard.press("Control+End")
    edna.keyboard.type(" Three.")
    expect(edna.locator("#company")).to_contain_text("otto saved revision 2.")
    edna.keyboard.press("Control+s")
    expect(edna.locator(".cm-content")).to_contain_text("Zero. One.")
    manuscript.refresh_from_db()
    newest = manuscript.revisions.get(number=manuscript.revision)
    assert newest.read().text == "Zero. One.\n\nTwo. Three."


def test_an_older_request_that_comes_late_overwrites_nothing(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    page = opened()
    enter(page, "edna", ADD)
    held: list[Any] = []
    late = True
    page.route("**/forms/keep/", lambda route: held.append(route) if late else route.continue_())
    page.fill("#id_title", "Old")
    page.wait_for_timeout(2000)
    page.fill("#id_title", "Old and new")
    page.wait_for_timeout(2500)
    assert len([route for route in held if "Old" in (route.request.post_data or "")]) == 1
    late = False
    for route in held:
        route.continue_()
    expect(page.locator("#draft-state")).to_contain_text("Kept at")
    page.wait_for_timeout(2500)
    assert dict(OpenForm.objects.kept().get().fields)["title"] == "Old and new"


def test_what_the_office_cannot_keep_this_browser_does_for_each_tab(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    manuscript = drafted(article("Entrism", "One."), people)
    address = f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/"
    page = opened()
    enter(page, "edna")
    page.context.route("**/forms/keep/", lambda route: route.fulfill(status=500))
    second = page.context.new_page()
    for tab, words in ((page, "A"), (second, "B")):
        tab.goto(address)
        tab.fill("#id_summary", f"Tab {words}")
        expect(tab.locator("#draft-state")).to_contain_text("Kept in this browser")
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "Tab A" in kept
    assert "Tab B" in kept
    # An older copy that the server keeps stands below, with a date of the same form.
    before = timezone.now() - timedelta(days=2)
    OpenForm.objects.create(
        person=people.editor,
        tab=uuid.uuid4(),
        document=manuscript.pk,
        kind="article",
        title="Entrism",
        based_on=1,
        seen_at=before,
        kept_at=before,
        fields=[["text", "One two three."]],
    )
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    bars = page.locator(".draft-bar:visible span")
    date = r"\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d"
    words = re.compile(rf"kept in this browser {date}: “Entrism”, words in its text: 1\.")
    expect(bars.first).to_have_text(words)
    words = re.compile(rf"kept on the server {date}: “Entrism”, a text of 3 words\.")
    expect(bars.last).to_have_text(words)


def test_words_of_an_entry_under_review_can_be_read(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    published(source(), people)
    manuscript = drafted(article("Entrism"), people)
    page = opened()
    enter(page, "edna", f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/")
    write(page, "Entrism", " Words of mine.")
    actions.submit(manuscript=manuscript.pk, revision=1, by=people.editor)
    OpenForm.objects.update(seen_at=OpenForm.objects.get().seen_at.replace(year=2020))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    page.get_by_role("link", name="Restore it").click()
    expect(page.locator(".cm-content")).to_contain_text("Words of mine.")
