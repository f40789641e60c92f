"""What a thread has found to be right, until anything changes in the database."""

from __future__ import annotations

import threading

from encyclopedia.models import Generation, Page, PageState
from encyclopedia.models.quick_queries import Mark, change_mark

MAX_PAGES = 10_000


class Verified(threading.local):
    """Answers whether something read before still holds: with one query, or on SQLite mostly with none.

    A connection's `change_mark` is read before the query, so that a change between the two is asked about again.
    """

    def __init__(self) -> None:
        self._mark: Mark | None = None
        self._pages: dict[str, PageState] = {}
        self._generation: int | None = None

    def page(self, path: str, state: PageState) -> bool:
        """Whether this is the present state of the page of this path."""
        marked = self._look()
        if marked and self._pages.get(path) == state:
            return True
        if Page.state(path) != state:
            return False
        if marked:
            if len(self._pages) >= MAX_PAGES:
                self._pages.clear()
            self._pages[path] = state
        return True

    def generation(self) -> int:
        """The present generation of readers' tables."""
        if self._look() and self._generation is not None:
            return self._generation
        self._generation = Generation.now()
        return self._generation

    def _look(self) -> bool:
        """Forget everything after a change; whether this database says that there was none."""
        mark = change_mark()
        if mark is None:
            return False
        if mark != self._mark:
            self._mark, self._generation = mark, None
            self._pages.clear()
        return True
