"""One headless Chromium for the whole run, and pages that fail the test on any error of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from factories import Cast, make_cast
from folder_site import IS_FOLDER, folder_site
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# The one without a window starts and draws in half the time; both are the same browser.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
# No connection of the browser's own, and no sandbox, since tests may run as root.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Opened = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that stumbles on a busy machine gets one second try; the summary names who needed it."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread, and Django takes that for an asynchronous one.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def opened(browser: Browser, live_server: Any, tmp_path: Path) -> Iterator[Opened]:
    """Makes pages, each in a context of its own: `opened(script=False)` for one without script."""
    files = ExitStack()
    address = live_server.url
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(*, script: bool = True, **options: Any) -> Page:
        nonlocal address
        if IS_FOLDER and address == live_server.url:
            # What the test has published by now.
            address = files.enter_context(folder_site(tmp_path / "folder"))
        context = browser.new_context(base_url=address, java_script_enabled=script, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    files.close()
    assert faults == []


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()
