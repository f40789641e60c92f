"""Eight keys, eight checks, and a reader sees eight standings; with script and without."""

from __future__ import annotations

from typing import Any

import pytest
from factories import Cast, article, published, source, submitted
from playwright.sync_api import Page, expect
from screens import Opened, all_recorded, begin, enter, eventually

from editorial.actions.attach import attach_passage
from editorial.models import Check, Manuscript

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EIGHT = " ".join(f"Event {n} came to pass.[@service-trotsky-2009, p. {n}]" for n in range(1, 9))


@pytest.fixture
def manuscript(people: Cast) -> Manuscript:
    published(source(), people)
    return submitted(article(text=EIGHT), people)


def approve_and_read(opened: Opened, manuscript: Manuscript) -> Page:
    office = opened()
    enter(office, "abel", f"/admin/manuscript/{manuscript.pk}/")
    office.click("button[value=publish]")
    expect(office.locator(".messagelist")).to_contain_text("published")
    reader = opened(script=False)
    reader.goto(f"/{manuscript.path}/")
    return reader


def test_eight_keys_check_eight_citations_and_the_reader_sees_it(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    for number in range(1, 9):
        expect(page.locator(".card h1")).to_contain_text(f"Footnote {number} ")
        expect(page.locator(".card mark")).to_have_text(f"Event {number} came to pass.")
        page.keyboard.press("s")
    expect(page.locator(".done")).to_be_focused()
    expect(page.locator("#desk-count")).to_have_text("8 of 8 checked")
    all_recorded(page)
    supported = Check.objects.filter(verdict="supports", by=people.moderator)
    assert eventually(lambda: supported.count() == 8)
    reader = approve_and_read(opened, manuscript)
    notes = reader.locator("section[role=doc-endnotes] li[id^=fn-]")
    expect(notes).to_have_count(8)
    for place in range(8):
        expect(notes.nth(place)).to_contain_text("supports")


def test_without_script_every_card_is_a_form_that_leads_to_the_next(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = opened(script=False)
    enter(page, "mona", f"/admin/desk/{manuscript.pk}/")
    page.get_by_role("button", name="Check the next citation").click()
    expect(page.locator("button[value=partly] kbd")).to_be_hidden()
    for number in range(1, 9):
        expect(page.locator(".card h1")).to_contain_text(f"Footnote {number} ")
        if number == 3:
            page.fill("textarea[name=note]", "Only the year is there.")
            page.fill("input[name=not_borne_out]", "Event 3")
            page.locator("button[value=partly]").click()
        else:
            if number == 1:
                page.check("input[name=means][value=shelf]")
            page.locator("button[value=supports]").click()
    expect(page.locator("#desk-count")).to_have_text("8 of 8 checked")
    assert Check.objects.count() == 8
    reader = approve_and_read(opened, manuscript)
    expect(reader.locator("#fn-3")).to_contain_text("in part")
    expect(reader.locator("#fn-3")).to_contain_text("not borne out: “Event 3”")
    expect(reader.locator("#fn-4")).to_contain_text("checked against the book itself")


def test_a_key_asks_the_author_for_the_page_and_an_undo_shows_that_it_did(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    box = page.locator("input[name=asks]")
    for asks in (False, True):
        page.keyboard.press("a")
        page.keyboard.press("n")
        page.keyboard.type("Not in the library.")
        page.keyboard.press("Enter")
        expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
        expect(box).not_to_be_checked()
        if not asks:
            page.keyboard.press("u")
            expect(page.locator(".card h1")).to_contain_text("Footnote 1 ")
            expect(box).to_be_checked()
            page.locator("textarea[name=note]").fill("")
            page.keyboard.press("Escape")
            page.keyboard.press("a")
            expect(box).not_to_be_checked()
    # A box that is ticked asks for nothing with another verdict.
    page.keyboard.press("a")
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 3 ")
    all_recorded(page)
    page.goto(f"{live_server.url}/admin/desk/{manuscript.pk}/")
    expect(page.locator("body")).to_contain_text("the author is asked for the page or a scan")
    checks = Check.objects.order_by("pk").values_list("verdict", "asks")
    assert list(checks) == [("could_not_access", True), ("supports", False)]


def test_a_verdict_can_be_undone_for_a_moment(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    page.keyboard.press("u")
    expect(page.locator(".card h1")).to_contain_text("Footnote 1 ")
    expect(page.locator("#desk-count")).to_have_text("0 of 8 checked")
    page.goto("/admin/desk/")
    expect(page.locator("h1")).to_have_text("Citations to check")
    assert not Check.objects.exists()


def test_a_doubt_asks_for_a_note_and_keys_do_not_fire_while_it_is_typed(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    page.keyboard.press("Control+s")
    page.keyboard.press("d")
    expect(page.locator("textarea[name=note]")).to_be_focused()
    expect(page.locator("button[value=does_not_support]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".note-needed[data-of=note]")).to_be_visible()
    expect(page.locator("textarea[name=note]")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator(".note-needed[data-of=note]")).to_be_hidden()
    page.keyboard.press("d")
    page.keyboard.type("speaks of scandals, not of this")
    expect(page.locator(".card h1")).to_contain_text("Footnote 1 ")
    page.keyboard.press("Enter")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    expect(page.locator("#desk-say")).to_contain_text("Does not support")
    all_recorded(page)
    recorded = Check.objects.get()
    assert (recorded.verdict, recorded.note) == (
        "does_not_support",
        "speaks of scandals, not of this",
    )
    # The next card was fetched before that was recorded, and its count is older.
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 3 ")
    expect(page.locator("#desk-say")).to_contain_text("2 of 8 checked")


def test_supports_asks_once_what_was_looked_at_and_partly_takes_the_marked_words(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = opened()
    enter(page, "mona", f"/admin/desk/{manuscript.pk}/")
    page.get_by_role("button", name="Check the next citation").press("Enter")
    expect(page.locator("#desk-keys")).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator(".note-needed[data-of=means]")).to_be_visible()
    page.keyboard.press("3")
    page.keyboard.press("s")
    expect(page.locator("input[name=looked_at]")).to_be_focused()
    page.keyboard.type("https://scans.example/36")
    page.keyboard.press("Enter")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    page.keyboard.press("s")
    expect(page.locator(".card h1")).to_contain_text("Footnote 3 ")
    page.fill("input[name=not_borne_out]", "to pass")
    page.locator(".claim-side mark").dblclick(position={"x": 5, "y": 5})
    page.locator("button[value=partly]").click()
    expect(page.locator("input[name=not_borne_out]")).to_have_value("to pass … Event")
    page.keyboard.type("Something came to pass.")
    page.keyboard.press("Enter")
    expect(page.locator(".card h1")).to_contain_text("Footnote 4 ")
    page.goto("/admin/")
    assert eventually(lambda: Check.objects.count() == 3)
    assert sorted(Check.objects.values_list("means", "not_borne_out")) == [
        ("elsewhere", ""),
        ("elsewhere", ""),
        ("elsewhere", "to pass … Event"),
    ]


def test_the_key_s_place_counts_where_the_keyboard_writes_other_letters(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    """On a Russian keyboard the key of “s” writes “ы”."""
    page = begin(opened(), manuscript)
    page.evaluate(
        """(key) => document.querySelector(".card h1").dispatchEvent(
          new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }))""",
        {"key": "ы", "code": "KeyS"},
    )
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    all_recorded(page)


def test_single_keys_can_be_switched_off_for_good(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    page.uncheck("#desk-keys")
    page.reload()
    expect(page.locator("#desk-keys")).to_be_visible()
    expect(page.locator("#desk-keys")).not_to_be_checked()
    page.locator(".card h1").focus()
    page.keyboard.press("s")
    page.check("input[name=means][value=shelf]")
    page.locator("button[value=supports]").click()
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")


def test_more_than_fits_is_kept_and_refused_in_words(
    opened: Opened, people: Cast, manuscript: Manuscript, live_server: Any
) -> None:
    page = begin(opened(), manuscript)
    page.fill("textarea[name=note]", "x" * 6_000)
    expect(page.locator(".used.over")).to_have_text("6000 / 5000")
    page.locator("button[value=does_not_support]").click()
    expect(page.get_by_role("alert")).to_contain_text("5000")
    assert not Check.objects.exists()


def test_supports_against_the_copy_asks_for_its_note_before_the_next_card(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    manuscript = published(source(), people)
    attach_passage(
        source=manuscript.pk,
        text="It was a theory of his.",
        page="12",
        origin="The library",
        by=people.moderator,
    )
    text = (
        'It was so.[@service-trotsky-2009, p. 12, "a long theory of his"] '
        'It was his.[@service-trotsky-2009, p. 12, "theory of his"]'
    )
    page = begin(opened(), submitted(article(text=text), people))
    page.keyboard.press("1")
    page.keyboard.press("s")
    expect(page.locator("textarea[name=note]")).to_be_focused()
    expect(page.locator(".card h1")).to_contain_text("Footnote 1 ")
    page.keyboard.type("“Long” is a slip of the author's.")
    page.keyboard.press("Enter")
    expect(page.locator(".card h1")).to_contain_text("Footnote 2 ")
    page.keyboard.press("s")
    all_recorded(page)
    assert eventually(lambda: Check.objects.filter(verdict="supports").count() == 2)
