"""What browser tests share: signing in, beginning at the desk, collecting reports, and checking a whole page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from editorial.models import Manuscript

Opened = Callable[..., Page]

# Handlers and script addresses that our templates never contain, in shadow trees too.
_ACTIVE = """() => {
  const active = [];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        const link = ["href", "src", "action", "formaction", "srcdoc", "data", "xlink:href"].includes(name);
        if (/^on/i.test(name) || (link && /^[\\s\\x00-\\x1f]*(javascript|data|vbscript):/i.test(value)))
          active.push(`${element.tagName} ${name}=${value}`);
      }
      if (element.tagName === "SCRIPT" && element.type !== "application/ld+json" && !element.src.startsWith(origin))
        active.push(element.outerHTML);
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return active;
}"""


def enter(page: Page, username: str, path: str = "/admin/") -> None:
    """Open this page as this person. Signing in by the form has tests of its own, and costs two pages each time."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": session.key, "value": session.value, "domain": "localhost", "path": "/"}]
    )
    page.goto(path)
    page.wait_for_url(f"**{path}")


def follow(link: Locator) -> None:
    """Click it, and wait until the scripts of the page behind it have run: modules run before a page counts as loaded.

    What is typed into a page that is still loading, a script that begins then may not see.
    """
    with link.page.expect_navigation():
        link.click()


def begin(page: Page, manuscript: Manuscript) -> Page:
    """The moderator before the first card, by keyboard only; the script is there once its switch is."""
    enter(page, "mona", f"/admin/desk/{manuscript.pk}/")
    page.get_by_role("button", name="Check the next citation").press("Enter")
    expect(page.locator("#desk-keys")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator("input[name=means][value=shelf]")).to_be_checked()
    return page


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether it holds before long: what a page sends while it is left arrives when it arrives."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def all_recorded(page: Page) -> None:
    """Wait until the server has answered every verdict of this browser: one that is sent may not be recorded yet."""
    name = "Object.keys(localStorage).find((name) => name.startsWith('stet-desk-pending-'))"
    assert eventually(lambda: page.evaluate(f"localStorage[{name}]") == "[]")


def listen(page: Page, reports: list[str]) -> Page:
    """Collect every error on the console, where the browser also reports refused content, and every dialog."""

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} or "Content Security Policy" in message.text:
            reports.append(f"{page.url}: {message.text}")

    def dismiss(dialog: Any) -> None:
        reports.append(f"{page.url}: dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", note)
    page.on("dialog", dismiss)
    return page


def active_content(page: Page) -> list[str]:
    return [f"{page.url}: {content}" for content in page.evaluate(_ACTIVE)]


def barriers(page: Page, paths: Iterable[str], rules: dict[str, Any] | None = None) -> list[str]:
    """The violations that axe reports on these pages, in light and in dark; an empty path is the page as it is.

    In the dark only colours are other ones: they alone are looked at again.
    """
    colours = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
    violations = []
    for path in paths:
        if path:
            page.goto(path)
        for scheme, options in (("light", {"rules": rules or {}}), ("dark", colours)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            # Otherwise axe would check colours in the middle of the change from light to dark.
            page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
            options = {**options, "resultTypes": ["violations"]}
            if scheme == "light":
                answer = Axe().run(page, options=options).response
            else:  # Axe is in the page already.
                answer = page.evaluate("(options) => axe.run(options)", options)
            for violation in answer["violations"]:
                targets = [node["target"] for node in violation["nodes"]]
                violations.append(f"{path} ({scheme}): {violation['id']}: {targets}")
    return violations


def overflowing(page: Page, paths: Iterable[str]) -> list[str]:
    """Which of these pages scroll sideways."""
    wide_pages = []
    for path in paths:
        page.goto(path)
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if width[0] > width[1]:
            wide_pages.append(f"{path}: {width[0]} px wide in {width[1]}")
    return wide_pages
