"""Words that would be script anywhere else: typed in every field of an entry, shown on every page, and only words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from factories import Cast, check_all, make_cast, published, source
from PIL import Image
from playwright.sync_api import Page, expect
from screens import Opened, active_content, enter, listen

from editorial import actions
from editorial.models import Manuscript
from encyclopedia.models import Entry, Tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OURS = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "' autofocus onfocus='alert(1)",
    "</title></textarea></style></template><svg onload=alert(1)>",
    "<!--<script>--><iframe srcdoc='<script>parent.alert(1)</script>'>",
    "[words](javascript:alert(1)) <javascript:alert(1)>",
    "{{ 7|add:7 }} {% load i18n %} ${alert(1)} %(name)s {0}",
    "&lt;img src=x onerror=alert(1)&gt; &#x3c;script&#x3e;alert(1)",
    "]]><script>alert(1)</script>\u2028alert(1)//",
]
WORST = f"Worst {OURS[1]} {OURS[0]} {OURS[2]}"
ADD = "/admin/editorial/articlemanuscript/add/"


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def hostile(shared_data: Path) -> list[str]:
    """Ours, and thirty of a published list that a line of text can hold."""
    listed = (shared_data / "xss-payloads.txt").read_text(errors="replace").splitlines()
    fit = [line for line in listed if 10 < len(line) < 120 and line.isprintable()]
    return OURS + fit[:: len(fit) // 29][:30]


@pytest.fixture
def reports(opened: Opened) -> Iterator[list[str]]:
    """What pages reported: refused content, errors, dialogs, live script in the page."""
    reported: list[str] = []
    yield reported
    assert not reported, "\n".join(reported)


def fill_in(page: Page, hostile: list[str]) -> None:
    """Every field of an article; the address is made of the title."""
    page.fill("#id_title", WORST)
    page.fill("#id_summary", " ".join(hostile)[:900])
    plain = [text.replace("@", " ").replace("[[", " ").replace("![", " ") for text in hostile]
    cited = '[@service-trotsky-2009, p. {}, "{}"]'
    page.fill(
        "#id_text",
        "\n\n".join(
            [
                f"## {OURS[0]}",
                *(f"Words {text} end {cited.format(n, n)}." for n, text in enumerate(plain, 1)),
                f"Words with a prefix [{OURS[0]} @service-trotsky-2009, p. 1, suffix {OURS[5]}].",
                f"[[{OURS[0]}|{OURS[1]}]] [@? {OURS[1]}] A note.[^n]",
                f"[^n]: {OURS[0]} {OURS[4]}",
                f'![{OURS[4]}](x "{OURS[0]}")',
            ]
        ),
    )
    page.fill("#id_aliases", "\n".join(hostile))
    page.fill("#id_tags", ", ".join(text.replace(",", " ")[:90] for text in OURS))
    page.fill("#id_message", WORST)
    page.select_option("#id_facts-0-property", "event")
    for name in ("value", "target", "place", "note"):
        page.fill(f"#id_facts-0-{name}", WORST)
    page.fill("#id_facts-0-citations", f'[@service-trotsky-2009, p. 1, "{OURS[0]}"]')
    for folded in ("Pictures", "Credited authors"):
        page.locator("details.fold > summary", has_text=folded).click()
    for name in ("name", "affiliation", "role"):
        page.fill(f"#id_authors-0-{name}", OURS[1])
    page.fill("#id_pictures-0-name", "x")
    for name in ("alt", "caption", "credit", "licence"):
        page.fill(f"#id_pictures-0-{name}", WORST)
    png = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(png, "PNG")
    page.set_input_files(
        "#id_pictures-0-file",
        {"name": f"{OURS[1]}.png", "mimeType": "image/png", "buffer": png.getvalue()},
    )
    expect(page.locator("#pictures .thumb")).to_be_visible()


def look(page: Page, reports: list[str], *paths: str) -> None:
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        reports += active_content(page)


def save(page: Page, reports: list[str]) -> Manuscript:
    """Looked at while it is typed, then saved twice, so that there is something to compare."""
    expect(page.locator("#preview h1")).to_contain_text("Worst", timeout=15_000)
    reports += active_content(page)
    page.click("button[name=_continue]")
    expect(page.locator("#draft-state")).to_contain_text("Saved as revision 1")
    reports += active_content(page)
    page.fill("#id_summary", OURS[0])
    # Script addresses stand in the way of submitting; from here on they are words.
    text = page.input_value("#id_text")
    page.fill("#id_text", text.replace("](javascript:", "] javascript:").replace("<java", "< java"))
    page.click("button[name=_save]")
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 2")
    return Manuscript.objects.get(kind="article")


def publish(manuscript: Manuscript, people: Cast) -> None:
    actions.approve(
        manuscript=manuscript.pk,
        revision=manuscript.revision,
        by=people.approver,
        change="addition",
        summary=WORST,
    )
    actions.publish(manuscript=manuscript.pk, by=people.approver)


def test_hostile_words_stay_words_from_the_form_to_the_reader(
    opened: Opened, reports: list[str], people: Cast, hostile: list[str], live_server: Any
) -> None:
    published(source(title=WORST), people)
    editor = listen(opened(), reports)
    enter(editor, "edna", ADD)
    fill_in(editor, hostile)
    manuscript = save(editor, reports)
    office, words = f"/admin/manuscript/{manuscript.pk}/", quote(WORST)
    listed = "/admin/editorial/articlemanuscript/"
    look(
        editor,
        reports,
        office,
        f"{office}history/",
        f"{office}revision/2/",
        f"{office}compare/1/2/",
        f"{listed}{manuscript.pk}/change/",
        listed,
        f"{listed}?q={words}",
        "/admin/",
    )
    actions.submit(
        manuscript=manuscript.pk, revision=manuscript.revision, by=people.editor, message=WORST
    )
    moderator = listen(opened(), reports)
    enter(moderator, "mona", f"/admin/desk/{manuscript.pk}/")
    moderator.get_by_role("button", name="Check the next citation").click()
    expect(moderator.locator(".card h1")).to_be_visible()
    reports += active_content(moderator)
    check_all(manuscript, people, "partly", note=WORST)
    look(moderator, reports, "/admin/desk/", f"/admin/desk/{manuscript.pk}/", "/admin/notices/")
    publish(manuscript, people)
    read(listen(opened(), reports), reports)


def read(page: Page, reports: list[str]) -> None:
    entry = Entry.objects.get(kind="article")
    path = entry.get_absolute_url()
    digest = entry.citations.values_list("claim_digest", flat=True)[0]
    look(
        page,
        reports,
        "/",
        path,
        f"{path}@1/",
        f"{path}history/",
        f"/claim/{digest}/",
        f"/search/?q={quote(WORST)}",
        "/search/?q=worst",
        "/browse/",
        "/tags/",
        *(f"/tag/{tag.slug}/" for tag in Tag.objects.all()[:2]),
        "/source/service-trotsky-2009/",
        "/source/service-trotsky-2009/cited/",
        "/wanted/",
    )
    page.goto(path)
    expect(page.locator("h1")).to_have_text(WORST)
    page.locator("a[role=doc-noteref]").first.press("Enter")
    expect(page.locator(".note-box")).to_be_visible()
    reports += active_content(page)
    page.goto("/")
    page.locator("#search-home").press_sequentially("worst")
    expect(page.get_by_role("option").first).to_be_visible()
    reports += active_content(page)
