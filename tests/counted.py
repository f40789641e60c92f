"""A person at the page, whose keys, clicks and page loads are counted as the browser sees them."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, Request


@dataclass
class Counted:
    """Counts from when it is made. A chord counts each of its keys: Ctrl+Enter is two."""

    page: Page
    keys: int = 0
    clicks: int = 0
    loads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        # A redirect belongs to the load that it comes from.
        is_page = request.is_navigation_request() and request.frame == self.page.main_frame
        if is_page and request.redirected_from is None:
            self.loads.append(request.url)

    def press(self, *chords: str) -> None:
        for chord in chords:
            self.keys += len(chord.split("+")) if len(chord) > 1 else 1
            self.page.keyboard.press(chord)

    def type(self, words: str) -> None:
        self.keys += len(words)
        self.page.keyboard.type(words)

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    @property
    def told(self) -> tuple[int, int, int]:
        """Clicks, keys, page loads."""
        return self.clicks, self.keys, len(self.loads)
