"""What browser tests share: signing in, watching what a page reports, and judging a page as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from factories import PASSWORD
from playwright.sync_api import ConsoleMessage, Page

Opened = Callable[..., Page]

# Handlers and script addresses that no template of ours writes, looked for in shadow trees too.
_ACTIVE = """() => {
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        const link = ["href", "src", "action", "formaction", "srcdoc", "data", "xlink:href"].includes(name);
        if (/^on/i.test(name) || (link && /^[\\s\\x00-\\x1f]*(javascript|data|vbscript):/i.test(value)))
          found.push(`${element.tagName} ${name}=${value}`);
      }
      if (element.tagName === "SCRIPT" && element.type !== "application/ld+json" && !element.src.startsWith(origin))
        found.push(element.outerHTML);
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return found;
}"""


def enter(page: Page, username: str, path: str = "/admin/") -> None:
    """Sign in, and come to this page."""
    page.goto(f"/admin/login/?next={path}")
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**{path}")


def listen(page: Page, said: list[str]) -> Page:
    """Take down every error on the console (the browser tells of refused content there) and every dialog."""

    def take(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} or "Content Security Policy" in message.text:
            said.append(f"{page.url}: {message.text}")

    def dismiss(dialog: Any) -> None:
        said.append(f"{page.url}: dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", take)
    page.on("dialog", dismiss)
    return page


def active_content(page: Page) -> list[str]:
    return [f"{page.url}: {found}" for found in page.evaluate(_ACTIVE)]


def barriers(page: Page, paths: Iterable[str]) -> list[str]:
    """What axe finds on each of these pages, in light and in dark."""
    found = []
    for path in paths:
        page.goto(path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            # A colour on its way from light to dark would be judged half way.
            page.evaluate("document.getAnimations().forEach((each) => each.finish())")
            for violation in Axe().run(page).response["violations"]:
                targets = [node["target"] for node in violation["nodes"]]
                found.append(f"{path} ({scheme}): {violation['id']}: {targets}")
    return found


def overflowing(page: Page, paths: Iterable[str]) -> list[str]:
    """Which of these pages scroll sideways."""
    found = []
    for path in paths:
        page.goto(path)
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if width[0] > width[1]:
            found.append(f"{path}: {width[0]} px wide in {width[1]}")
    return found
