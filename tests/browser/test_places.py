"""A link to a sentence selects that sentence in the form, however it is marked up."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from factories import Cast, article, drafted, make_cast
from playwright.sync_api import Page, expect
from screens import Opened, enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST = 'It began in 1905 [@a, p. 3, "so [they] say @ noon"].'
SECOND = "*Then* [[Leon Trotsky|Trotsky]][^1] went “on”, to [Berlin](https://example.org/b)."
LONG = "\n\n".join(f"Paragraph {n} tells of nothing." for n in range(60))
TEXT = f"{FIRST} {SECOND} And it fell.\n\n{LONG}\n\nIt fell. It fell again.\n\n[^1]: The writer."


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def form(opened: Opened, people: Cast, live_server: Any) -> Page:
    manuscript = drafted(article(text=TEXT), people)
    page = opened(viewport={"width": 1000, "height": 700})
    enter(page, "edna", f"/admin/editorial/articlemanuscript/{manuscript.pk}/change/")
    expect(page.locator(".toolbar")).to_be_visible()
    return page


def selected(page: Page, line: int, words: str) -> str:
    page.evaluate("hash => { location.hash = hash; }", f"#line-{line}:{quote(words, safe='')}")
    page.wait_for_function("document.activeElement.className === 'surface'")
    selection: str = page.evaluate(
        "() => { const t = document.getElementById('id_text');"
        " return t.value.slice(t.selectionStart, t.selectionEnd); }"
    )
    return selection


@pytest.mark.parametrize(
    ("line", "words", "typed"),
    [
        (1, "It began in 1905.", "It began in 1905"),
        (1, "Then Trotsky went “on”, to Berlin.", SECOND.removesuffix("(https://example.org/b).")),
        (1, "And it fell.", "And it fell."),
        (123, "It fell again.", "It fell again."),
        (1, "Words that are there no more.", TEXT.partition("\n")[0]),
    ],
)
def test_a_link_selects_the_sentence(form: Page, line: int, words: str, typed: str) -> None:
    assert selected(form, line, words) == typed


def test_what_is_selected_is_in_sight(form: Page) -> None:
    assert selected(form, 123, "It fell again.") == "It fell again."
    seen = form.evaluate(
        """() => {
          const root = document.querySelector(".surface").shadowRoot;
          const box = root.querySelector(".cm-scroller").getBoundingClientRect();
          const at = root.querySelector(".cm-cursor-primary").getBoundingClientRect();
          return at.top > Math.max(0, box.top) && at.bottom < Math.min(innerHeight, box.bottom);
        }"""
    )
    assert seen


def test_a_broken_address_selects_the_line(form: Page) -> None:
    form.evaluate("location.hash = '#line-1:%E0%A4%A'")
    form.wait_for_function("document.activeElement.className === 'surface'")
    assert form.evaluate("document.getElementById('id_text').selectionStart") == 0


def test_what_another_module_writes_into_the_field_is_in_the_surface(form: Page) -> None:
    form.fill("#id_text", "Restored words.")
    expect(form.locator(".cm-content")).to_have_text("Restored words.")
    form.locator(".cm-content").focus()
    form.keyboard.press("Control+End")
    form.keyboard.type(" More.")
    expect(form.locator("#id_text")).to_have_value("Restored words. More.")
