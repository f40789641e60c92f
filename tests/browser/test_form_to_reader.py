"""From an empty form to a reader's page in a browser, and what every page on the way must fulfil for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from factories import Cast, article, drafted, make_cast, published, source, submitted
from playwright.sync_api import Page, expect
from portions import Portion
from screens import Opened, all_recorded, barriers, enter, follow, listen, overflowing

from editorial.models import Check, Manuscript
from encyclopedia.models import Entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = """Trotskyism is the theory of Leon Trotsky [@service-trotsky-2009, p. 1].

## Ideas

It calls for *permanent revolution* [@service-trotsky-2009, pp. 85–90, "permanent revolution"]. It sees the
Soviet Union as a degenerated workers' state [see @service-trotsky-2009, ch. 4].
"""
NEW_ARTICLE = "/admin/editorial/articlemanuscript/add/"
LIST = "/admin/editorial/articlemanuscript/"


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def watched(opened: Opened) -> Iterator[Opened]:
    """Pages as `opened` makes them, whose consoles stay silent."""
    reports: list[str] = []
    yield lambda **options: listen(opened(**options), reports)
    assert not reports, "\n".join(reports)


def write(page: Page) -> None:
    """Fill in the form of a new article and save it."""
    page.fill("#id_title", "Trotskyism")
    page.fill("#id_summary", "The branch of Marxism that follows Leon Trotsky.")
    page.fill("#id_text", TEXT)
    page.select_option("#id_facts-0-property", "began")
    page.fill("#id_facts-0-date", "1930")
    page.fill("#id_facts-0-citations", "[@service-trotsky-2009, p. 1]")
    page.click("button[name=_save]")
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 1")


def submit(page: Page) -> Manuscript:
    page.click("form.move-submit button")
    manuscript = Manuscript.objects.get(title="Trotskyism")
    assert manuscript.status == "submitted"
    return manuscript


def check_by_keyboard(page: Page, manuscript: Manuscript) -> None:
    """Every citation by keys: what was looked at, and the verdict; the second with a doubt in words."""
    page.get_by_role("button", name="Check the next citation").press("Enter")
    expect(page.locator("#desk-keys")).to_be_visible()
    for number in range(1, manuscript.citations + 1):
        use = page.locator(".card").get_attribute("data-use")
        assert use
        if number == 2:
            word = page.locator(".card mark").first.inner_text().split()[-1]
            page.keyboard.press("p")
            page.keyboard.type(word)
            page.keyboard.press("Enter")
            page.keyboard.type("Only the words are there.")
            page.keyboard.press("Enter")
        else:
            # The book on the shelf was looked at.
            page.keyboard.press("2")
            page.keyboard.press("s")
        expect(page.locator(f".card[data-use='{use}']")).to_have_count(0)
    expect(page.locator(".done")).to_be_focused()
    all_recorded(page)


def approve_and_publish(page: Page) -> None:
    page.click("form.move-approve button[value=publish]")
    expect(page.locator(".messagelist")).to_contain_text("published")


def colour_of(page: Page, claim: str) -> str:
    colour: str = page.eval_on_selector(claim, "mark => getComputedStyle(mark).backgroundColor")
    return colour


def read(page: Page) -> None:
    """Footnotes with their standing, a way there and back, and the claim shown for a marker in focus."""
    page.goto("/article/trotskyism/")
    notes = page.locator("section[role=doc-endnotes] li[id^=fn-]")
    expect(notes).to_have_count(3)
    for place, standing in enumerate(("the source supports this", "in part", "supports")):
        expect(notes.nth(place)).to_contain_text(standing)
    expect(page.locator(".facts")).to_contain_text("1930")
    for number in (1, 2, 3):
        marker = page.locator(f"#fnref-{number}")
        claim = f".claim:has(+ .refs #fnref-{number})"
        before = colour_of(page, claim)
        marker.focus()
        assert colour_of(page, claim) != before
        marker.press("Enter")
        page.locator(".note-box .to-list").press("Enter")
        expect(page).to_have_url(f"{page.url.partition('#')[0]}#fn-{number}")
        back = notes.nth(number - 1).locator("a[role=doc-backlink]").first
        back.press("Enter")
        expect(page).to_have_url(f"{page.url.partition('#')[0]}#fnref-{number}")
        assert page.evaluate("document.querySelector(':target').getAttribute('role')") == (
            "doc-noteref"
        )
    for path in ("history/", "@1/"):
        page.goto(f"/article/trotskyism/{path}")
        expect(page.locator("h1")).to_be_visible()
    for path in ("history/", "@1/", "@1/index.json", "index.json"):
        assert page.request.get(f"/article/trotskyism/{path}").ok


def test_an_article_goes_from_an_empty_form_to_a_reader(
    watched: Opened, people: Cast, live_server: Any
) -> None:
    published(source(), people)
    editor = watched()
    enter(editor, "edna")
    follow(editor.get_by_role("link", name="New article"))
    write(editor)
    manuscript = submit(editor)
    assert manuscript.citations == 4, "three in the text and the fact's"
    stranger = watched()
    stranger.goto("/")
    expect(stranger.locator("body")).not_to_contain_text("Trotskyism")
    assert not Entry.objects.filter(title="Trotskyism").exists()

    moderator = watched()
    enter(moderator, "mona")
    follow(moderator.get_by_role("link", name="Trotskyism").first)
    follow(moderator.get_by_role("link", name="Citations", exact=True))
    check_by_keyboard(moderator, manuscript)
    assert sorted(Check.objects.values_list("verdict", flat=True)) == [
        "partly",
        *["supports"] * 3,
    ]

    approver = watched()
    enter(approver, "abel", f"/admin/manuscript/{manuscript.pk}/")
    approve_and_publish(approver)
    read(watched())
    stranger.goto("/search/?q=trotskyism")
    expect(stranger.locator(".hits a").first).to_have_attribute("href", "/article/trotskyism/")


def test_without_script_an_editor_writes_saves_and_submits(
    opened: Opened, people: Cast, live_server: Any
) -> None:
    published(source(), people)
    page = opened(script=False)
    enter(page, "edna", NEW_ARTICLE)
    write(page)
    assert submit(page).citations == 4


@pytest.fixture
def paths(people: Cast) -> dict[str, list[str]]:
    """The pages of the road, by who opens them; `""` is a reader."""
    published(source(), people)
    article_read = published(article("Trotskyism", text=TEXT), people)
    draft = drafted(article("Entrism", text="Entrism is a tactic.[@?]"), people)
    waiting = submitted(article(), people)
    entry, overview = f"/{article_read.path}/", f"/admin/manuscript/{waiting.pk}/"
    digest = waiting.draft_citations.get().digest
    return {
        "": [
            "/",
            entry,
            f"{entry}history/",
            "/search/?q=trotskyism",
            "/account/login/",
            "/account/reset/",
        ],
        "edna": ["/admin/", LIST, NEW_ARTICLE, f"{LIST}{draft.pk}/change/"],
        "mona": [
            "/admin/desk/",
            f"/admin/desk/{waiting.pk}/",
            f"/admin/desk/citation/{waiting.pk}/{digest}/",
        ],
        "abel": ["/admin/", overview, f"{overview}history/", f"{overview}revision/1/"],
    }


def faults_found_by(
    judge: Callable[[Page, list[str]], list[str]],
    paths: dict[str, list[str]],
    page_for: Opened,
    portion: Portion,
) -> list[str]:
    faults = []
    for username, addresses in paths.items():
        page = page_for()
        if username:
            enter(page, username)
        faults += judge(page, portion(addresses, 3))
    return faults


def test_axe_finds_nothing_in_light_and_in_dark(
    watched: Opened, paths: dict[str, list[str]], live_server: Any, portion: Portion
) -> None:
    # Axe copies the preview's styles to judge them, which the policy rightly refuses to anybody.
    faults = faults_found_by(barriers, paths, partial(watched, bypass_csp=True), portion)
    assert not faults, "\n".join(faults)


def test_no_page_scrolls_sideways_on_a_small_telephone(
    watched: Opened, paths: dict[str, list[str]], live_server: Any, portion: Portion
) -> None:
    narrow = partial(watched, viewport={"width": 360, "height": 640})
    faults = faults_found_by(overflowing, paths, narrow, portion)
    assert not faults, "\n".join(faults)
